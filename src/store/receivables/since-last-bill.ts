import type { StandingBeforeBill } from '../../domain/billing/index.ts';
import { cents, present, sumCents } from '../../domain/kernel/index.ts';
import { type EntryKind, entryKinds, type PostedCharge, postedAmount } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';
import { type LabelColumns, labelOf } from '../label.ts';

/** A late fee as the books have it; whether its amount is a sample is the policy's to say. */
type Posted = Exclude<PostedCharge, { kind: 'late-fee' }> | Omit<Extract<PostedCharge, { kind: 'late-fee' }>, 'sample'>;

/** An entry that the next bill has a line for. */
export type PostedSince = Posted & { readonly entryId: number };

/** Where an account stands before its next bill, and what that bill takes from the books. */
export interface SinceLastBill extends StandingBeforeBill {
  /** Every entry since the last bill that stands: the list that the next bill keeps. */
  readonly entryIds: readonly number[];
  /** Those that it has a line for. */
  readonly posted: readonly PostedSince[];
}

/**
 * What the books had of many accounts since their last bills. Three statements over the whole batch. One that looked up
 * each account by itself was, before statistics caught up with a bulk of new bills, planned as a scan of all posted
 * bills for every account: the twelfth month of 5,000 accounts took ten times as long as the first.
 *
 * The last bill asked for all that was owed then, so the balance is that amount and what came since.
 */
export async function sinceLastBills(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, SinceLastBill>> {
  const lastBills = await lastPostedBills(db, accountIds);
  const entries = await entriesSince(
    db,
    accountIds.map((accountId) => ({ accountId, since: lastBills.get(accountId)?.ledger_entry_id ?? 0 })),
  );
  const printed = await printedEntries(
    db,
    entries.filter(({ kind, reversed }) => entryKinds[kind].isPrinted && !reversed).map(({ entry_id: id }) => id),
  );
  const byAccount = Map.groupBy(entries, (entry) => entry.account_id);
  return new Map(
    accountIds.map((accountId) => [
      accountId,
      toSince(byAccount.get(accountId) ?? [], lastBills.get(accountId), printed),
    ]),
  );
}

function toSince(
  entries: readonly EntryRow[],
  last: LastBillRow | undefined,
  printed: ReadonlyMap<number, PostedSince>,
): SinceLastBill {
  const sumOf = (some: readonly EntryRow[]) => sumCents(some.map((entry) => cents(entry.amount_cents)));
  // A first bill goes on from what came over from the system before.
  const openings = entries.filter(({ kind }) => kind === 'opening-balance');
  const posted = entries.flatMap(({ entry_id: id }) => printed.get(id) ?? []);
  return {
    lastAmountDue: last === undefined ? sumOf(openings) : cents(last.amount_due_cents),
    balance: cents((last?.amount_due_cents ?? 0) + sumOf(entries)),
    postedSince: sumCents(posted.map(postedAmount)),
    posted,
    entryIds: entries.map((entry) => entry.entry_id),
  };
}

interface LastBillRow {
  readonly account_id: number;
  readonly amount_due_cents: number;
  readonly ledger_entry_id: number;
}

/**
 * By `bill_account`. Asked for `state = 'posted'`, the index of due dates, which has every posted bill, looks shorter while a
 * run is drafted, and a plan that is made then stays: once that was 35 µs of each of 100,000 bills.
 */
async function lastPostedBills(db: Database, accountIds: readonly number[]): Promise<ReadonlyMap<number, LastBillRow>> {
  const rows = await db.query<LastBillRow>(
    `select distinct on (account_id) account_id, amount_due_cents, ledger_entry_id from bill
     where account_id = any($1) and state not in ('draft', 'cancelled')
     order by account_id, period_end desc`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, row]));
}

interface EntryRow {
  readonly account_id: number;
  readonly entry_id: number;
  readonly kind: EntryKind;
  readonly amount_cents: number;
  readonly reversed: boolean;
}

/**
 * By posting_receivable: about a month of each account, however long its history. Asked for all accounts at once: account by
 * account, a plan that was made before a town's first posting reads all postings for each (docs/performance/bill-runs.md), where
 * this reads them once a batch until the tables are counted.
 */
async function entriesSince(
  db: Database,
  accounts: readonly { readonly accountId: number; readonly since: number }[],
): Promise<readonly EntryRow[]> {
  return db.query<EntryRow>(
    `select p.account_id, p.entry_id, e.kind, sum(p.amount_cents)::bigint as amount_cents,
       exists (select from ledger_entry r where r.reverses_id = p.entry_id) as reversed
     from unnest($1::bigint[], $2::bigint[]) as asked (account_id, since)
     join posting p on p.ledger_account = 'receivable' and p.account_id = asked.account_id and p.entry_id > asked.since
     join ledger_entry e on e.id = p.entry_id
     group by p.account_id, p.entry_id, e.kind
     order by p.entry_id`,
    [accounts.map(({ accountId }) => accountId), accounts.map(({ since }) => since)],
  );
}

interface PrintedRow {
  readonly entry_id: number;
  readonly kind: PostedCharge['kind'];
  readonly effective_on: Temporal.PlainDate;
  readonly amount_cents: number;
  readonly fee: string | null;
  readonly label_es: string | null;
  readonly label_en: string | null;
  readonly label_others: LabelColumns['label_others'];
  readonly reason: string | null;
  readonly sample: boolean | null;
  readonly why: 'prompt' | 'final' | null;
  readonly bills: number | null;
  readonly taken_on: Temporal.PlainDate | null;
  readonly direction: 'in' | 'out' | null;
  readonly other_account: string | null;
}

/** What was said about fees and deposits given back when they were posted. */
async function printedEntries(db: Database, entryIds: readonly number[]): Promise<ReadonlyMap<number, PostedSince>> {
  if (entryIds.length === 0) return new Map();
  const rows = await db.query<PrintedRow>(
    `select e.id as entry_id, e.kind, e.effective_on, p.amount_cents,
       f.fee, f.label_es, f.label_en, f.label_others, case when f.staff_id is not null then f.reason end as reason, f.sample,
       d.why, d.bills, d.taken_on, t.direction, o.number as other_account
     from ledger_entry e
     join posting p on p.entry_id = e.id and p.ledger_account = 'receivable'
     left join fee_answer x on x.ledger_entry_id = e.id
     left join fee_charge f on f.ledger_entry_id = e.id or f.id = x.charge_id
     left join deposit_credit d on d.ledger_entry_id = e.id
     left join balance_transfer t on t.ledger_entry_id = e.id
     left join account o on o.id = t.other_account_id
     where e.id = any($1)`,
    [entryIds],
  );
  return new Map(rows.map((row) => [row.entry_id, toPosted(row)]));
}

function toPosted(row: PrintedRow): PostedSince {
  const {
    entry_id: entryId,
    effective_on: on,
    fee,
    label_es,
    label_en,
    label_others,
    reason,
    why,
    taken_on: takenOn,
  } = row;
  if (row.kind === 'fee' && fee !== null && label_es !== null && label_en !== null) {
    return {
      ...{ entryId, kind: 'fee', on, amount: cents(row.amount_cents), fee },
      label: labelOf({ label_es, label_en, label_others }),
      ...present({ reason }),
      sample: row.sample === true,
    };
  }
  if (row.kind === 'deposit-credit' && why !== null && takenOn !== null) {
    return {
      ...{ entryId, kind: 'deposit-credit', on, amount: cents(-row.amount_cents) },
      ...{ why, bills: row.bills ?? 0, takenOn },
    };
  }
  if (row.kind === 'late-fee') return { entryId, kind: 'late-fee', on, amount: cents(row.amount_cents) };
  const { kind, direction, other_account: account } = row;
  if ((kind === 'balance-transfer' || kind === 'transferred-charge') && direction !== null && account !== null) {
    return { entryId, kind, on, amount: cents(row.amount_cents), direction, account };
  }
  throw new Error(`entry ${entryId} is a ${row.kind} of which nobody said why`);
}

export interface BilledEntries {
  readonly billId: number;
  readonly entryIds: readonly number[];
}

/** Keeps the lists of bills that are posted: what each printed of the books. One statement however many. */
export async function keepBilledEntries(db: Database, bills: readonly BilledEntries[]): Promise<void> {
  const rows = bills.flatMap(({ billId, entryIds }) => entryIds.map((entryId) => ({ billId, entryId })));
  if (rows.length === 0) return;
  await db.query('insert into bill_entry (bill_id, entry_id) select * from unnest($1::bigint[], $2::bigint[])', [
    rows.map(({ billId }) => billId),
    rows.map(({ entryId }) => entryId),
  ]);
}
