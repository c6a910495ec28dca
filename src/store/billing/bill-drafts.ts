import type {
  BillLine,
  BillMoveNote,
  CalculatedBill,
  DeliveryFacts,
  SummaryOfCharges,
} from '../../domain/billing/index.ts';
import { type Cents, cents, roundHalfAwayFromZero } from '../../domain/kernel/index.ts';
import { textRows } from '../copy-text.ts';
import type { Database } from '../database.ts';
import { labelValues } from '../label.ts';
import type { BillRun, Lane } from './bill-runs.ts';

export interface BillToInsert {
  /** As `nextBills` gave it. */
  readonly id: number;
  readonly bill: CalculatedBill;
  readonly number: string;
  /** As the account stands now; calculated again when it is posted. */
  readonly summary: SummaryOfCharges;
}

export interface NextBill {
  readonly id: number;
  readonly serial: number;
}

/**
 * The ids and the serials of the numbers of the next `count` bills, in order; gaps where a transaction failed are harmless.
 * Asked before, so that drafts, reads and lines can all be copied in.
 */
export const nextBills = (tx: Database, count: number): Promise<readonly NextBill[]> =>
  tx.query<NextBill>(
    `select nextval('bill_id_seq') as id, nextval('bill_number') as serial from generate_series(1, $1)`,
    [count],
  );

/** Writes drafts with their reads and lines: three statements however many. */
export async function insertDrafts(
  tx: Database,
  run: BillRun,
  { drafts, now }: { readonly drafts: readonly BillToInsert[]; readonly now: Temporal.Instant },
): Promise<void> {
  // Said once, since each would be written again for every row.
  const [issuedOn, dueOn, at] = [`${run.issuedOn}`, `${run.dueOn}`, `${now}`];
  await tx.copyIn(
    `copy bill (id, number, account_id, bill_run_id, kind, state, period_start, period_end, issued_on, due_on,
       previous_balance_cents, payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents,
       late_fee_cents, usage_gallons, estimated, created_at) from stdin`,
    textRows(
      drafts.map(({ id, bill, number, summary: { previousBalance, payments, newCharges, lateFee } }) => [
        ...[
          id,
          number,
          bill.accountId,
          run.id,
          bill.kind,
          'draft',
          bill.period.start,
          bill.period.end,
          issuedOn,
          dueOn,
        ],
        ...[previousBalance, payments, previousBalance + payments, newCharges, previousBalance + payments + newCharges],
        ...[lateFee, roundHalfAwayFromZero(bill.gallons), bill.estimated, at],
      ]),
    ),
  );
  await tx.copyIn(
    `copy bill_read (bill_id, position, meter_serial, from_on, from_count, from_quality, to_on, to_count, to_quality,
       used_count, unit, multiplier, rolled_over, to_hours, to_estimated_hours) from stdin`,
    textRows(
      drafts.flatMap(({ id, bill }) =>
        bill.uses.map(({ register, from, to, usedCount, rolledOver }, position) => [
          ...[id, position, register.serial, from.on, from.count, from.quality, to.on, to.count, to.quality, usedCount],
          ...[register.unit, register.multiplier, rolledOver, to.fromHours?.hours, to.fromHours?.estimated],
        ]),
      ),
    ),
  );
  await insertLines(
    tx,
    drafts.flatMap(({ id, bill }) => bill.lines.map((line, position) => ({ billId: id, position, line }))),
  );
}

export interface LineToInsert {
  readonly billId: number;
  readonly position: number;
  readonly line: BillLine;
}

export async function insertLines(tx: Database, lines: readonly LineToInsert[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.copyIn(
    `copy bill_line (bill_id, position, part, label_es, label_en, label_others, quantity, unit, unit_price, amount_cents, explanation)
     from stdin`,
    textRows(
      lines.map(({ billId, position, line }) => [
        ...[billId, position, line.part, ...labelValues(line.label), line.quantity, line.unit, line.unitPrice],
        ...[line.amount, JSON.stringify(line.explanation)],
      ]),
    ),
  );
}

/** A draft with what its entry and its delivery are decided from. */
export interface DraftToPost {
  readonly id: number;
  readonly number: string;
  readonly accountId: number;
  readonly kind: 'regular' | 'first' | 'final';
  readonly lines: readonly { readonly part: string; readonly amount: Cents }[];
  readonly delivery: Omit<DeliveryFacts, 'beforeCutOver'>;
}

interface DraftRow {
  readonly id: number;
  readonly number: string;
  readonly account_id: number;
  readonly kind: DraftToPost['kind'];
  readonly parts: readonly [part: string, cents: number][] | null;
  readonly ebill_verified: boolean | null;
  readonly ebill_ended: boolean;
  readonly ebill_refused: boolean;
  readonly roster_ebill: boolean;
  readonly registered: boolean;
}

/** The drafts of a run to post in a lane, in the order of their numbers: asked once, since each asking looks at the whole run. */
export async function draftsOfLane(db: Database, runId: number, lane: Lane): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select id from bill where bill_run_id = $1 and state = 'draft' and account_id % $2 = $3 order by number`,
    [runId, lane.of, lane.number],
  );
  return rows.map(({ id }) => id);
}

/** Which of these drafts are to be posted still, in the order of their numbers. */
export async function draftsToPost(tx: Database, ids: readonly number[]): Promise<readonly DraftToPost[]> {
  const rows = await tx.query<DraftRow>(
    `select b.id, b.number, b.account_id, b.kind, l.parts,
       case when e.id is not null then e.verified_at is not null end
         as ebill_verified,
       e.id is null and exists (select from ebill where account_id = b.account_id) as ebill_ended,
       e.id is null and 'refused' = (
         select ended_reason from ebill where account_id = b.account_id order by id desc limit 1
       ) as ebill_refused,
       coalesce(r.had_ebill, false) as roster_ebill,
       exists (select from standing_access where account_id = b.account_id) as registered
     from bill b
     cross join lateral (
       select json_agg(json_build_array(part, amount_cents) order by position) as parts
       from bill_line where bill_id = b.id
     ) l
     left join standing_ebill e on e.account_id = b.account_id
     left join roster_entry r on r.account_id = b.account_id
     where b.id = any($1) and b.state = 'draft'
     order by b.number`,
    [ids],
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    accountId: row.account_id,
    kind: row.kind,
    lines: (row.parts ?? []).map(([part, amount]) => ({ amount: cents(amount), part })),
    delivery: {
      ...(row.ebill_verified === null ? {} : { ebill: { verified: row.ebill_verified } }),
      ebillEnded: row.ebill_ended,
      ebillRefused: row.ebill_refused,
      rosterEbill: row.roster_ebill,
      registered: row.registered,
    },
  }));
}

export interface BillToPost {
  readonly id: number;
  readonly entryId: number;
  readonly summary: SummaryOfCharges;
  readonly delivery: 'paper' | 'ebill';
  readonly reason: string;
}

/** Writes into drafts what their bills say about the move. */
export async function keepMoveNotes(
  tx: Database,
  bills: readonly { readonly id: number; readonly note: BillMoveNote }[],
): Promise<void> {
  if (bills.length === 0) return;
  await tx.query(
    `update bill set move_note = n.note from unnest($1::bigint[], $2::jsonb[]) as n (id, note) where bill.id = n.id`,
    [bills.map(({ id }) => id), bills.map(({ note }) => JSON.stringify(note))],
  );
}

/** Posts drafts: from here on they stand, and the database refuses to change them. */
export async function markBillsPosted(tx: Database, bills: readonly BillToPost[]): Promise<void> {
  await tx.query(
    `update bill set state = 'posted', ledger_entry_id = p.entry_id, previous_balance_cents = p.previous,
       payments_cents = p.payments, balance_forward_cents = p.previous + p.payments, new_charges_cents = p.charges,
       amount_due_cents = p.previous + p.payments + p.charges, late_fee_cents = p.late_fee,
       delivery = p.delivery, delivery_reason = p.reason
     from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[],
       $8::text[]) as p (id, entry_id, previous, payments, charges, late_fee, delivery, reason)
     where bill.id = p.id`,
    [
      bills.map((bill) => bill.id),
      bills.map((bill) => bill.entryId),
      bills.map(({ summary }) => summary.previousBalance),
      bills.map(({ summary }) => summary.payments),
      bills.map(({ summary }) => summary.newCharges),
      bills.map(({ summary }) => summary.lateFee),
      bills.map((bill) => bill.delivery),
      bills.map((bill) => bill.reason),
    ],
  );
}

/**
 * Keeps the estimates that bills about to be posted end on, as reads of their meters. Not before: those of a run that is
 * cancelled would stay among the reads.
 */
export async function keepEstimates(
  tx: Database,
  billIds: readonly number[],
  { source, now }: { readonly source: string; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    `insert into register_read (meter_id, read_on, count, quality, source, received_at)
     select m.id, br.to_on, br.to_count, 'estimated', $2, $3
     from bill_read br join meter m on m.serial = br.meter_serial
     where br.bill_id = any($1) and br.to_quality = 'estimated' and not exists (
       select from register_read r
       where r.meter_id = m.id and r.read_on = br.to_on and r.count = br.to_count and r.quality = 'estimated'
     )`,
    [billIds, source, now],
  );
}

export async function hasDrafts(tx: Database, runId: number): Promise<boolean> {
  const rows = await tx.query(`select from bill where bill_run_id = $1 and state = 'draft' limit 1`, [runId]);
  return rows.length > 0;
}

/** The accounts that a run has drafts of. */
export async function draftedAccounts(db: Database, runId: number): Promise<readonly number[]> {
  const rows = await db.query<{ account_id: number }>(
    `select account_id from bill where bill_run_id = $1 and state = 'draft' order by account_id`,
    [runId],
  );
  return rows.map((row) => row.account_id);
}

/** How many accounts of a run's drafts have a bill that goes on from them. */
export async function accountsWithLaterBill(db: Database, runId: number): Promise<number> {
  const [row] = await db.query<{ accounts: number }>(
    `select count(*) as accounts from bill d
     where d.bill_run_id = $1 and d.state = 'draft' and exists (
       select from bill later
       where later.account_id = d.account_id and later.period_end > d.period_end and later.state <> 'cancelled'
     )`,
    [runId],
  );
  return row?.accounts ?? 0;
}

/**
 * How many of these drafts go on from a draft of an earlier run that is not posted yet: posted before it, they would print
 * what that one is about to.
 */
export async function draftsBeforeTheirTurn(db: Database, ids: readonly number[]): Promise<number> {
  const [row] = await db.query<{ drafts: number }>(
    `select count(*) as drafts from bill d
     where d.id = any($1) and d.state = 'draft' and exists (
       select from bill earlier
       where earlier.account_id = d.account_id and earlier.state = 'draft' and earlier.period_end < d.period_end
     )`,
    [ids],
  );
  return row?.drafts ?? 0;
}

/** Throws away the drafts of a run that is not posted, for instance after reads were corrected; returns how many. */
export async function deleteDrafts(tx: Database, runId: number): Promise<number> {
  const gone = await tx.query<{ id: number }>(
    `delete from bill where bill_run_id = $1 and state = 'draft' returning id`,
    [runId],
  );
  return gone.length;
}

/** A posted bill becomes a cancelled one; the reversal of its entry is the caller's. */
export async function markBillCancelled(tx: Database, id: number, reason: string): Promise<void> {
  await tx.query(`update bill set state = 'cancelled', cancels_reason = $2 where id = $1`, [id, reason]);
}

/** True where a bill of the account that is not cancelled covers days after `periodEnd`. */
export async function hasLaterBill(db: Database, accountId: number, periodEnd: Temporal.PlainDate): Promise<boolean> {
  const rows = await db.query(
    `select from bill where account_id = $1 and period_end > $2 and state <> 'cancelled' limit 1`,
    [accountId, periodEnd],
  );
  return rows.length > 0;
}
