import type {
  MirroredAccount,
  MirroredBill,
  MirroredTransaction,
  PackageFileName,
} from '../../domain/exchange/index.ts';
import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { Transaction } from '../database.ts';
import type { Books } from '../receivables/index.ts';
import type { Differences, Writing } from './write-master.ts';

/** Transactions of the package that are new, or said otherwise. */
export async function compareTransactions(tx: Transaction, { newer }: Writing): Promise<void> {
  await tx.query(
    `create temporary table stage_transaction_written on commit drop as
     select s.line, s.transaction_id, o.id as account_id, s."on" as on_day, s.kind, s.amount, s.bill_number, s.reverses, s.tender,
       s.description, s.reference, t.transaction_id is null as is_new, r.account_id as receipt_of
     from stage_transactions s
     left join exchange_transaction t on t.transaction_id = s.transaction_id
     left join stage_account_of o on o.number = s.account_number and s."on" >= o."from" and s."on" < o."to"
     left join our_receipt r on r.receipt = s.reference
     where (t.transaction_id is null or t.run_id <> all($1::bigint[])
       and (t.account_id, t.on_day, t.kind, t.amount_cents, t.bill_number, t.reverses, t.tender, t.description, t.reference)
         is distinct from (o.id, coalesce(s."on", t.on_day), coalesce(s.kind, t.kind), coalesce(s.amount, t.amount_cents),
           s.bill_number, s.reverses, s.tender, s.description, s.reference))`,
    [newer],
  );
  await tx.query('analyze stage_transaction_written');
}

export async function transactionDifferences(
  tx: Transaction,
): Promise<Differences & { readonly confirmed: number; readonly elsewhere: number }> {
  const [row] = await tx.query<{ fresh: number; changed: number; confirmed: number; elsewhere: number }>(
    `select count(*) filter (where is_new) as fresh, count(*) filter (where not is_new) as changed,
       count(*) filter (where receipt_of = account_id) as confirmed,
       count(*) filter (where receipt_of <> account_id) as elsewhere
     from stage_transaction_written`,
  );
  return row ?? { fresh: 0, changed: 0, confirmed: 0, elsewhere: 0 };
}

/** Balances that are new or changed; `unexplained` are those whose change no new bill or transaction of the package explains. */
export async function compareBalances(tx: Transaction, { newer, columns }: Writing): Promise<void> {
  const has = columns.get('balances.csv') ?? [];
  const said = (column: string, ours: string) => (has.includes(column) ? `s.${column}` : `b.${ours}`);
  await tx.query(
    `create temporary table stage_balance_written on commit drop as
     select o.id as account_id, s.as_of, coalesce(${said('balance', 'balance_cents')}, 0) as balance_cents,
       ${said('past_due', 'past_due_cents')} as past_due_cents, ${said('deposit', 'deposit_cents')} as deposit_cents,
       ${said('payoff', 'payoff_cents')} as payoff_cents, ${said('last_payment_on', 'last_payment_on')} as last_payment_on,
       ${said('last_payment_amount', 'last_payment_cents')} as last_payment_cents,
       b.account_id is null as is_new, b.balance_cents as before_cents
     from stage_balances s
     left join stage_account_of o on o.number = s.account_number and o."to" = 'infinity'
     left join exchange_balance b on b.account_id = o.id
     where b.account_id is null or b.run_id <> all($1::bigint[])`,
    [newer],
  );
  await tx.query('analyze stage_balance_written');
}

export async function balanceDifferences(
  tx: Transaction,
): Promise<Differences & { readonly known: number; readonly unexplained: number }> {
  const [row] = await tx.query<{ fresh: number; changed: number; known: number; unexplained: number }>(
    `with explained as (
       select account_id, sum(amount)::bigint as cents from (
         select account_id, amount from stage_transaction_written where is_new
         union all
         select account_id, case state when 'cancelled' then 0 else new_charges_cents end from stage_bill_written where id is null
         union all
         select w.account_id, case w.state when 'cancelled' then 0 else w.new_charges_cents end
           - case t.state when 'cancelled' then 0 else t.new_charges_cents end
         from stage_bill_written w join bill t on t.id = w.id
       ) said group by account_id
     )
     select count(*) filter (where w.is_new) as fresh,
       count(*) filter (where w.before_cents <> w.balance_cents) as changed,
       (select count(*) from exchange_balance) as known,
       count(*) filter (where w.before_cents + coalesce(e.cents, 0) <> w.balance_cents) as unexplained
     from stage_balance_written w left join explained e using (account_id)`,
  );
  return row ?? { fresh: 0, changed: 0, known: 0, unexplained: 0 };
}

/** Every account of which the package says something about its money. */
export async function accountsTouched(tx: Transaction): Promise<readonly number[]> {
  const rows = await tx.query<{ id: number }>(
    `select account_id as id from stage_bill_written where account_id is not null
     union select account_id from stage_transaction_written where account_id is not null
     union select account_id from stage_balance_written where account_id is not null
     union select c.account_id from stage_transactions s join our_receipt c on c.receipt = s.reference
     order by 1`,
  );
  return rows.map(({ id }) => id);
}

/** Transactions, confirmations of our receipts, and balances, of the accounts that are held. */
export async function writeMoney(books: Books, accountIds: readonly number[], { runId, asOf }: Writing): Promise<void> {
  await books.query(
    `insert into exchange_transaction as t (transaction_id, account_id, on_day, kind, amount_cents, bill_number, reverses,
       tender, description, reference, run_id)
     select transaction_id, account_id, on_day, kind, amount, bill_number, reverses, tender, description, reference, $2
     from stage_transaction_written where account_id = any($1::bigint[]) order by account_id, on_day, line
     on conflict (transaction_id) do update set (account_id, on_day, kind, amount_cents, bill_number, reverses, tender,
       description, reference, run_id) = (excluded.account_id, coalesce(excluded.on_day, t.on_day),
       coalesce(excluded.kind, t.kind), coalesce(excluded.amount_cents, t.amount_cents), excluded.bill_number,
       excluded.reverses, excluded.tender, excluded.description, excluded.reference, excluded.run_id)`,
    [accountIds, runId],
  );
  // A receipt is part of every balance since the oldest package that brought it.
  await books.query(
    `insert into exchange_confirmation as c (receipt, account_id, transaction_id, amount_cents, on_day, run_id)
     select distinct on (s.reference) s.reference, r.account_id, s.transaction_id, s.amount, s."on", $2
     from stage_transactions s
     join our_receipt r on r.receipt = s.reference
     join stage_account_of o on o.number = s.account_number and o.id = r.account_id
     where r.account_id = any($1::bigint[]) and s.amount is not null and s."on" is not null
     order by s.reference, s.line
     on conflict (receipt) do update set run_id = excluded.run_id
     where exists (
       select from exchange_run said, exchange_run held where said.id = excluded.run_id and held.id = c.run_id
         and (said.number < held.number or (said.number is null or held.number is null) and said.as_of < held.as_of)
     )`,
    [accountIds, runId],
  );
  await books.query(
    `insert into exchange_balance (account_id, as_of, balance_cents, past_due_cents, deposit_cents, payoff_cents,
       last_payment_on, last_payment_cents, run_id)
     select account_id, coalesce(as_of, $3::date), balance_cents, past_due_cents, deposit_cents, payoff_cents, last_payment_on,
       last_payment_cents, $2
     from stage_balance_written where account_id = any($1::bigint[]) order by account_id
     on conflict (account_id) do update set (as_of, balance_cents, past_due_cents, deposit_cents, payoff_cents,
       last_payment_on, last_payment_cents, run_id) = (excluded.as_of, excluded.balance_cents, excluded.past_due_cents,
       excluded.deposit_cents, excluded.payoff_cents, excluded.last_payment_on, excluded.last_payment_cents,
       excluded.run_id)`,
    [accountIds, runId, asOf],
  );
}

interface BillRow {
  readonly account_id: number;
  readonly id: number;
  readonly number: string;
  readonly issued_on: Temporal.PlainDate;
  readonly new_charges_cents: number;
  readonly amount_due_cents: number;
}

interface CancelledRow {
  readonly account_id: number;
  readonly number: string;
  readonly entry_id: number;
  readonly amount_cents: number;
}

interface TransactionRow {
  readonly account_id: number;
  readonly transaction_id: string;
  readonly on_day: Temporal.PlainDate;
  readonly kind: string;
  readonly amount_cents: number;
  readonly description: string | null;
}

interface StandingRow {
  readonly account_id: number;
  readonly in_books: number;
  readonly balance: number | null;
  readonly unconfirmed: number;
  readonly is_known: boolean;
  readonly newest_bill: number | null;
  readonly newest_end: Temporal.PlainDate | null;
}

/** What of accounts is not in the books yet, and what they owe by the billing system and our own payments. */
export async function accountsToMirror(
  books: Books,
  accountIds: readonly number[],
): Promise<readonly MirroredAccount[]> {
  const standings = await books.query<StandingRow>(
    `select a.id as account_id, coalesce(p.cents, 0)::bigint as in_books, b.balance_cents as balance,
       coalesce(u.cents, 0)::bigint as unconfirmed,
       newest.id as newest_bill, newest.period_end as newest_end,
       newest.id is not null
         or exists (select from exchange_difference d where d.account_id = a.id)
         or exists (select from exchange_transaction t where t.account_id = a.id and t.ledger_entry_id is not null) as is_known
     from unnest($1::bigint[]) a (id)
     left join lateral (
       select sum(amount_cents) as cents from posting where ledger_account = 'receivable' and account_id = a.id
     ) p on true
     left join exchange_balance b on b.account_id = a.id
     left join (
       select account_id, sum(owed_cents) as cents from unconfirmed_receipt where account_id = any($1::bigint[])
       group by account_id
     ) u on u.account_id = a.id
     left join (
       select distinct on (account_id) account_id, id, period_end from bill
       where account_id = any($1::bigint[]) and origin = 'cis' and ledger_entry_id is not null
       order by account_id, period_end desc, id desc
     ) newest on newest.account_id = a.id
     order by a.id`,
    [accountIds],
  );
  // Of accounts with a bill in the books every later one; of others, with years of them, the newest. By account, whatever
  // PostgreSQL believes: in a first load it has counted no bill yet, and would look for these among all that are in no books.
  const bills = await books.query<BillRow>(
    `select account_id, id, number, issued_on, new_charges_cents, amount_due_cents
     from (
       select b.account_id, b.id, b.number, b.period_end, b.issued_on, b.new_charges_cents, b.amount_due_cents,
         known.bill_id is null as is_first,
         row_number() over (partition by b.account_id order by b.period_end desc, b.id desc) as newest_first
       from unnest($1::bigint[], $2::date[], $3::bigint[]) known (account_id, period_end, bill_id)
       cross join lateral (
         select account_id, id, number, period_end, issued_on, new_charges_cents, amount_due_cents, origin, state,
           ledger_entry_id
         from bill where bill.account_id = known.account_id
         offset 0
       ) b
       where b.origin = 'cis' and b.state = 'posted' and b.ledger_entry_id is null
         and (known.bill_id is null or (b.period_end, b.id) > (known.period_end, known.bill_id))
     ) b
     where not is_first or newest_first = 1
     order by account_id, period_end, id`,
    [
      standings.map((row) => row.account_id),
      standings.map((row) => row.newest_end),
      standings.map((row) => row.newest_bill),
    ],
  );
  const transactions = await books.query<TransactionRow>(
    `select t.account_id, t.transaction_id, t.on_day, t.kind, t.amount_cents, t.description
     from exchange_transaction t
     left join (
       select account_id, min(issued_on) as first from bill
       where account_id = any($1::bigint[]) and origin = 'cis' and ledger_entry_id is not null group by account_id
     ) opened on opened.account_id = t.account_id
     where t.account_id = any($1::bigint[]) and t.ledger_entry_id is null
       and (opened.first is null or t.on_day > opened.first)
       and not exists (select from exchange_confirmation c where c.receipt = t.reference and c.account_id = t.account_id)
     order by t.account_id, t.on_day, t.transaction_id`,
    [accountIds],
  );
  const cancelled = await books.query<CancelledRow>(
    `select b.account_id, b.number, b.ledger_entry_id as entry_id, p.amount_cents
     from bill b
     join posting p on p.entry_id = b.ledger_entry_id and p.ledger_account = 'receivable' and p.account_id = b.account_id
     where b.account_id = any($1::bigint[]) and b.origin = 'cis' and b.state = 'cancelled' and p.amount_cents <> 0
       and not exists (select from ledger_entry e where e.reverses_id = b.ledger_entry_id)
     order by b.account_id, b.id`,
    [accountIds],
  );
  const cancelledOf = Map.groupBy(cancelled, (row) => row.account_id);
  const billsOf = Map.groupBy(bills, (row) => row.account_id);
  const transactionsOf = Map.groupBy(transactions, (row) => row.account_id);
  return standings.map((row) => ({
    accountId: row.account_id,
    isKnown: row.is_known,
    hasBill: row.newest_bill !== null,
    bills: (billsOf.get(row.account_id) ?? []).map(toBill),
    transactions: (transactionsOf.get(row.account_id) ?? []).map(toTransaction),
    cancelled: (cancelledOf.get(row.account_id) ?? []).map((bill) => ({
      ...{ number: bill.number, entryId: bill.entry_id, amount: cents(bill.amount_cents) },
    })),
    inBooks: cents(row.in_books),
    ...(row.balance === null ? {} : { owed: cents(row.balance + row.unconfirmed) satisfies Cents }),
  }));
}

const toBill = (row: BillRow): MirroredBill => ({
  ...{ id: row.id, number: row.number, issuedOn: row.issued_on },
  newCharges: cents(row.new_charges_cents),
  amountDue: cents(row.amount_due_cents),
});

const toTransaction = (row: TransactionRow): MirroredTransaction => ({
  ...{ id: row.transaction_id, on: row.on_day, kind: row.kind, amount: cents(row.amount_cents) },
  ...present({ description: row.description }),
});

export interface MirroredIds {
  readonly bills: readonly { readonly id: number; readonly entryId: number }[];
  readonly transactions: readonly { readonly id: string; readonly entryId: number }[];
  readonly differences: readonly { readonly accountId: number; readonly entryId: number; readonly amount: Cents }[];
}

/** Which entry each bill, transaction and difference has in the books. */
export async function keepMirrored(
  books: Books,
  { bills, transactions, differences }: MirroredIds,
  runId: number,
): Promise<void> {
  await books.query(
    `update bill b set ledger_entry_id = n.entry_id from unnest($1::bigint[], $2::bigint[]) n (id, entry_id) where b.id = n.id`,
    [bills.map(({ id }) => id), bills.map(({ entryId }) => entryId)],
  );
  await books.query(
    `update exchange_transaction t set ledger_entry_id = n.entry_id
     from unnest($1::text[], $2::bigint[]) n (id, entry_id) where t.transaction_id = n.id`,
    [transactions.map(({ id }) => id), transactions.map(({ entryId }) => entryId)],
  );
  await books.query(
    `insert into exchange_difference (ledger_entry_id, run_id, account_id, amount_cents)
     select entry_id, $4, account_id, amount from unnest($1::bigint[], $2::bigint[], $3::bigint[]) n (entry_id, account_id, amount)
     on conflict do nothing`,
    [
      differences.map(({ entryId }) => entryId),
      differences.map(({ accountId }) => accountId),
      differences.map(({ amount }) => amount),
      runId,
    ],
  );
}

/** Reads of registers that nobody has, or that say otherwise than the newest of their day. */
export async function writeRegisterReads(tx: Transaction, { now }: Writing): Promise<number> {
  const rows = await tx.query(
    `with said as (
       select distinct on (m.id, s.read_on) m.id as meter_id, s.read_on,
         (s.read / coalesce(nullif(m.resolution, 0), 1))::bigint as count,
         case s.kind when 'estimated' then 'estimated' when 'customer' then 'customer' else 'measured' end as quality
       from stage_register_reads s join meter m on m.number = s.meter and m.register = coalesce(s.register, '')
       where s.read >= 0 and mod(s.read, coalesce(nullif(m.resolution, 0), 1)) = 0
       order by m.id, s.read_on, s.kind = 'estimated', s.line
     )
     insert into register_read (meter_id, read_on, count, quality, source, supersedes_id, received_at)
     select said.meter_id, said.read_on, said.count, said.quality, 'billing-system', stands.id, $1
     from said left join lateral (
       select r.id, r.count, r.quality from register_read r
       where r.meter_id = said.meter_id and r.read_on = said.read_on
         and not exists (select from register_read later where later.supersedes_id = r.id)
       order by r.id desc limit 1
     ) stands on true
     where stands.id is null or (stands.count, stands.quality) <> (said.count, said.quality)
     returning 1`,
    [now],
  );
  return rows.length;
}

/** Comparisons are made again once the package's accounts stand. */
export async function dropComparisons(tx: Transaction): Promise<void> {
  await tx.query('drop table stage_account_of, stage_bill_written, stage_transaction_written, stage_balance_written');
}

/** Rows of files that only add. */
export async function otherRows(tx: Transaction): Promise<ReadonlyMap<PackageFileName, number>> {
  const [row] = await tx.query<{ agreements: number; people: number; lines: number; reads: number; registers: number }>(
    `select (select count(*) from stage_agreements s where not exists (select from agreement t where t.number = s.agreement)) as agreements,
       (select count(*) from stage_account_people s where not exists (
         select from account_person t join account a on a.id = t.account_id join customer c on c.id = t.customer_id
         where a.number = s.account_number and c.number = s.customer_number and t.role = s.role)) as people,
       (select coalesce(sum(s.lines), 0)::bigint from stage_lines_of s join stage_bill_written w on w.number = s.bill_number) as lines,
       (select count(*) from stage_bill_reads s join stage_bill_written w on w.number = s.bill_number) as reads,
       (select count(*) from stage_register_reads s where not exists (
         select from meter m join register_read r on r.meter_id = m.id
         where m.number = s.meter and m.register = coalesce(s.register, '') and r.read_on = s.read_on)) as registers`,
  );
  return new Map<PackageFileName, number>([
    ['agreements.csv', row?.agreements ?? 0],
    ['account-people.csv', row?.people ?? 0],
    ['bill-lines.csv', row?.lines ?? 0],
    ['bill-reads.csv', row?.reads ?? 0],
    ['register-reads.csv', row?.registers ?? 0],
  ]);
}
