import type {
  BillLine,
  BillMoveNote,
  CalculatedBill,
  DeliveryFacts,
  SummaryOfCharges,
} from '../../domain/billing/index.ts';
import { type Cents, cents, roundHalfAwayFromZero } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import type { BillRun, Lane } from './bill-runs.ts';

export interface BillToInsert {
  readonly bill: CalculatedBill;
  readonly number: string;
  /** As the account stands now; calculated again when it is posted. */
  readonly summary: SummaryOfCharges;
}

/** The next `count` serials of bill numbers, in order; gaps where a transaction failed are harmless. */
export async function nextBillSerials(tx: Database, count: number): Promise<readonly number[]> {
  const rows = await tx.query<{ serial: number }>(
    `select nextval('bill_number') as serial from generate_series(1, $1)`,
    [count],
  );
  return rows.map((row) => row.serial);
}

/** Writes drafts with their reads and lines, and gives their ids by number: three statements however many. Arrays of columns, because one parameter a
 * value would reach the protocol's limit of 65,535 at 3,000 bills. */
export async function insertDrafts(
  tx: Database,
  run: BillRun,
  { drafts, now }: { readonly drafts: readonly BillToInsert[]; readonly now: Temporal.Instant },
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ id: number; number: string }>(
    `insert into bill (number, account_id, bill_run_id, kind, state, period_start, period_end, issued_on, due_on,
       previous_balance_cents, payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents,
       late_fee_cents, usage_gallons, estimated, created_at)
     select number, account_id, $1, kind, 'draft', period_start, period_end, $2, $3,
       previous, payments, previous + payments, charges, previous + payments + charges, late_fee, gallons, estimated, $4
     from unnest($5::text[], $6::bigint[], $7::text[], $8::date[], $9::date[], $10::bigint[], $11::bigint[],
       $12::bigint[], $13::bigint[], $14::numeric[], $15::boolean[])
       as d (number, account_id, kind, period_start, period_end, previous, payments, charges, late_fee, gallons, estimated)
     returning id, number`,
    [
      run.id,
      run.issuedOn,
      run.dueOn,
      now,
      drafts.map((draft) => draft.number),
      drafts.map(({ bill }) => bill.accountId),
      drafts.map(({ bill }) => bill.kind),
      drafts.map(({ bill }) => bill.period.start),
      drafts.map(({ bill }) => bill.period.end),
      drafts.map(({ summary }) => summary.previousBalance),
      drafts.map(({ summary }) => summary.payments),
      drafts.map(({ summary }) => summary.newCharges),
      drafts.map(({ summary }) => summary.lateFee),
      drafts.map(({ bill }) => roundHalfAwayFromZero(bill.gallons)),
      drafts.map(({ bill }) => bill.estimated),
    ],
  );
  const idByNumber = new Map(rows.map((row) => [row.number, row.id]));
  const billId = (number: string): number => {
    const id = idByNumber.get(number);
    if (id === undefined) throw new Error(`bill ${number} was inserted and not returned`);
    return id;
  };
  await insertReads(tx, drafts, billId);
  await insertLines(
    tx,
    drafts.flatMap(({ bill, number }) =>
      bill.lines.map((line, position) => ({ billId: billId(number), position, line })),
    ),
  );
  return idByNumber;
}

async function insertReads(tx: Database, drafts: readonly BillToInsert[], billId: (number: string) => number) {
  const reads = drafts.flatMap(({ bill, number }) =>
    bill.uses.map((use, position) => ({ billId: billId(number), position, ...use })),
  );
  await tx.query(
    `insert into bill_read (bill_id, position, meter_serial, from_on, from_count, from_quality, to_on, to_count,
       to_quality, used_count, unit, multiplier, rolled_over, to_hours, to_estimated_hours)
     select * from unnest($1::bigint[], $2::smallint[], $3::text[], $4::date[], $5::bigint[], $6::text[], $7::date[],
       $8::bigint[], $9::text[], $10::bigint[], $11::text[], $12::numeric[], $13::boolean[], $14::int[], $15::int[])`,
    [
      reads.map((read) => read.billId),
      reads.map((read) => read.position),
      reads.map((read) => read.register.serial),
      reads.map((read) => read.from.on),
      reads.map((read) => read.from.count),
      reads.map((read) => read.from.quality),
      reads.map((read) => read.to.on),
      reads.map((read) => read.to.count),
      reads.map((read) => read.to.quality),
      reads.map((read) => read.usedCount),
      reads.map((read) => read.register.unit),
      reads.map((read) => read.register.multiplier),
      reads.map((read) => read.rolledOver),
      reads.map((read) => read.to.fromHours?.hours ?? null),
      reads.map((read) => read.to.fromHours?.estimated ?? null),
    ],
  );
}

export interface LineToInsert {
  readonly billId: number;
  readonly position: number;
  readonly line: BillLine;
}

export async function insertLines(tx: Database, lines: readonly LineToInsert[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.query(
    `insert into bill_line (bill_id, position, part, label_es, label_en, quantity, unit, unit_price, amount_cents,
       explanation)
     select * from unnest($1::bigint[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::text[],
       $8::numeric[], $9::bigint[], $10::jsonb[])`,
    [
      lines.map((row) => row.billId),
      lines.map((row) => row.position),
      lines.map(({ line }) => line.part),
      lines.map(({ line }) => line.label.es),
      lines.map(({ line }) => line.label.en),
      lines.map(({ line }) => line.quantity ?? null),
      lines.map(({ line }) => line.unit ?? null),
      lines.map(({ line }) => line.unitPrice ?? null),
      lines.map(({ line }) => line.amount),
      lines.map(({ line }) => JSON.stringify(line.explanation)),
    ],
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

/** The next drafts of a run to post in a lane, in the order of their numbers. */
export async function draftsToPost(
  tx: Database,
  runId: number,
  { lane, limit }: { readonly lane: Lane; readonly limit: number },
): Promise<readonly DraftToPost[]> {
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
     where b.bill_run_id = $1 and b.state = 'draft' and b.account_id % $3 = $4
     order by b.number
     limit $2`,
    [runId, limit, lane.of, lane.number],
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    accountId: row.account_id,
    kind: row.kind,
    lines: (row.parts ?? []).map(([part, amount]) => ({ part, amount: cents(amount) })),
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

/** Writes into drafts what their bills say of the move. */
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
 * How many of a run's drafts, of these accounts, go on from a draft of an earlier run that is not posted yet: posted before
 * it, they would print what that one is about to.
 */
export async function draftsBeforeTheirTurn(
  db: Database,
  runId: number,
  accountIds: readonly number[],
): Promise<number> {
  const [row] = await db.query<{ drafts: number }>(
    `select count(*) as drafts from bill d
     where d.bill_run_id = $1 and d.state = 'draft' and d.account_id = any($2) and exists (
       select from bill earlier
       where earlier.account_id = d.account_id and earlier.state = 'draft' and earlier.period_end < d.period_end
     )`,
    [runId, accountIds],
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
