import type { HeldFinding, ReviewRule } from '../../domain/billing/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

export interface FindingToKeep extends HeldFinding {
  readonly billId: number;
}

/** Keeps what the rules found about drafts: one statement a batch. */
export async function insertFindings(tx: Database, findings: readonly FindingToKeep[]): Promise<void> {
  if (findings.length === 0) return;
  await tx.query(
    `insert into bill_finding (bill_id, rule, holds, params)
     select * from unnest($1::bigint[], $2::text[], $3::boolean[], $4::jsonb[])`,
    [
      findings.map(({ billId }) => billId),
      findings.map(({ rule }) => rule),
      findings.map(({ holds }) => holds),
      findings.map(({ params }) => JSON.stringify(params)),
    ],
  );
}

export const runEvents = ['calculated', 'approved', 'posted', 'cancelled', 'cancelled-in-part'] as const;

export interface RunEventToKeep {
  readonly runId: number;
  readonly event: (typeof runEvents)[number];
  readonly staffId?: string | undefined;
  readonly reason?: string | undefined;
  readonly detail?: Readonly<Record<string, string | number>>;
  readonly now: Temporal.Instant;
}

export async function insertRunEvent(tx: Database, kept: RunEventToKeep): Promise<void> {
  await tx.query(
    `insert into bill_run_event (bill_run_id, event, staff_id, reason, detail, at) values ($1, $2, $3, $4, $5, $6)`,
    [kept.runId, kept.event, kept.staffId ?? null, kept.reason ?? '', JSON.stringify(kept.detail ?? {}), kept.now],
  );
}

/** Writes down that somebody calculated some of a run, once each; lanes that are at it at once may both write it. */
export async function keepCalculation(
  tx: Database,
  { runId, staffId, now }: { readonly runId: number; readonly staffId: string; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    `insert into bill_run_event (bill_run_id, event, staff_id, at)
     select $1, 'calculated', $2, $3
     where not exists (select from bill_run_event where bill_run_id = $1 and event = 'calculated' and staff_id = $2)`,
    [runId, staffId, now],
  );
}

export async function calculatedBy(db: Database, runId: number): Promise<readonly string[]> {
  const rows = await db.query<{ staff_id: string }>(
    `select distinct staff_id from bill_run_event
     where bill_run_id = $1 and event = 'calculated' and staff_id is not null`,
    [runId],
  );
  return rows.map((row) => row.staff_id);
}

/** What of a run is still a draft, and how many of them wait for a person. */
export async function draftTotals(
  db: Database,
  runId: number,
): Promise<{ readonly bills: number; readonly newCharges: number; readonly waiting: number }> {
  const [row] = await db.query<{ bills: number; new_charges: number; waiting: number }>(
    `select count(*) as bills, coalesce(sum(b.new_charges_cents), 0)::bigint as new_charges,
       count(*) filter (where ${waits('b')}) as waiting
     from bill b where b.bill_run_id = $1 and b.state = 'draft'`,
    [runId],
  );
  return { bills: row?.bills ?? 0, newCharges: row?.new_charges ?? 0, waiting: row?.waiting ?? 0 };
}

/** A finding of `f` that holds its bill `b` and that nobody has released. */
const isOpen = (finding: string, bill: string): string => `${finding}.holds and not exists (
  select from bill_decision d
  where d.bill_number = ${bill}.number and d.kind = 'release' and ${finding}.rule = any (d.rules))`;

/** The draft waits for a person. */
export const waits = (bill: string): string =>
  `exists (select from bill_finding f where f.bill_id = ${bill}.id and ${isOpen('f', bill)})`;

export type DecisionKind = 'release' | 'hold-out' | 're-read' | 'correct-read' | 'estimate';

export interface DecisionToKeep {
  readonly runId: number;
  readonly kind: DecisionKind;
  readonly reason: string;
  readonly staffId: string;
  readonly now: Temporal.Instant;
  readonly bills: readonly {
    readonly accountId: number;
    readonly number: string;
    readonly rules: readonly string[];
  }[];
}

export async function insertDecisions(tx: Database, kept: DecisionToKeep): Promise<void> {
  await tx.query(
    `insert into bill_decision (bill_run_id, account_id, bill_number, kind, rules, reason, staff_id, decided_at)
     select $1, account_id, number, $2, string_to_array(rules, ' '), $3, $4, $5
     from unnest($6::bigint[], $7::text[], $8::text[]) as b (account_id, number, rules)`,
    [
      kept.runId,
      kept.kind,
      kept.reason,
      kept.staffId,
      kept.now,
      kept.bills.map(({ accountId }) => accountId),
      kept.bills.map(({ number }) => number),
      kept.bills.map(({ rules }) => rules.join(' ')),
    ],
  );
}

export interface WaitingBill {
  readonly id: number;
  readonly accountId: number;
  readonly number: string;
  /** The rules that hold it and that nobody has released. */
  readonly rules: readonly ReviewRule[];
}

/** Drafts of a run that wait for a person: all of them, those that a rule holds, or the one of a number. */
export async function waitingBills(
  db: Database,
  runId: number,
  of: { readonly rule?: string; readonly number?: string } = {},
): Promise<readonly WaitingBill[]> {
  return db.query<WaitingBill>(
    `select b.id, b.account_id as "accountId", b.number, array_agg(f.rule order by f.rule) as rules
     from bill b join bill_finding f on f.bill_id = b.id
     where b.bill_run_id = $1 and b.state = 'draft' and ${isOpen('f', 'b')}
       and ($3::text is null or b.number = $3)
     group by b.id, b.account_id, b.number
     having $2::text is null or $2 = any (array_agg(f.rule))
     order by b.number`,
    [runId, of.rule ?? null, of.number ?? null],
  );
}

/**
 * Which of these accounts were held out of a run that is still calculated. One of which a re-read was ordered comes back
 * with its first read after that.
 */
export async function heldOut(
  tx: Database,
  runId: number,
  accountIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await tx.query<{ account_id: number }>(
    `select last.account_id
     from (
       select distinct on (account_id) account_id, kind, decided_at from bill_decision
       where bill_run_id = $1 and account_id = any($2) order by account_id, id desc
     ) last
     where last.kind = 'hold-out' or last.kind = 're-read' and not exists (
       select from account a
       join service_point sp on sp.premise_id = a.premise_id
       join meter_installation mi on mi.service_point_id = sp.id
       join register_read r on r.meter_id = mi.meter_id
       where a.id = last.account_id and r.received_at > last.decided_at
     )`,
    [runId, accountIds],
  );
  return new Set(rows.map((row) => row.account_id));
}

/** Throws away drafts of a run by number, before they are calculated again or held out. */
export async function deleteDraftsOf(tx: Database, runId: number, numbers: readonly string[]): Promise<void> {
  await tx.query(`delete from bill where bill_run_id = $1 and state = 'draft' and number = any($2)`, [runId, numbers]);
}

/** The runs of a cycle that stand, of other days than one. */
export async function runsBeside(
  db: Database,
  cycle: string,
  readThrough: Temporal.PlainDate,
): Promise<readonly { readonly id: number; readonly readThrough: Temporal.PlainDate }[]> {
  const rows = await db.query<{ id: number; read_through: Temporal.PlainDate }>(
    `select min(id) as id, read_through from bill_run r
     where billing_cycle = $1 and read_through <> $2 and state <> 'cancelled'
       and exists (select from bill where bill_run_id = r.id and state <> 'cancelled')
     group by read_through`,
    [cycle, readThrough],
  );
  return rows.map((row) => ({ id: row.id, readThrough: row.read_through }));
}

export async function markRun(
  tx: Database,
  id: number,
  { state, now }: { readonly state: 'approved' | 'posted' | 'cancelled'; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    `update bill_run set state = $2, posted_at = case when $2 = 'posted' then coalesce(posted_at, $3) else posted_at end
     where id = $1`,
    [id, state, now],
  );
}

/** A posted bill of a run that is to be cancelled, with what stands against it. */
export interface PostedBillOfRun {
  readonly id: number;
  readonly number: string;
  readonly accountId: number;
  readonly entryId: number;
  readonly hasLater: boolean;
  /** A draft of it was sent, or has been paid. */
  readonly isDrafted: boolean;
  /** The deposit that its posting gave back. */
  readonly depositEntryId?: number;
}

/** The posted bills of a run after a number, of accounts or of all. */
export async function postedBillsOfRun(
  db: Database,
  runId: number,
  page: { readonly afterNumber: string; readonly limit: number },
): Promise<readonly PostedBillOfRun[]> {
  const rows = await db.query<Omit<PostedBillOfRun, 'depositEntryId'> & { readonly depositEntryId: number | null }>(
    `select b.id, b.number, b.account_id as "accountId", b.ledger_entry_id as "entryId",
       exists (
         select from bill later
         where later.account_id = b.account_id and later.period_end > b.period_end and later.state <> 'cancelled'
       ) as "hasLater",
       exists (
         select from autopay_draft d where d.bill_id = b.id and d.state in ('submitted', 'succeeded')
       ) as "isDrafted",
       (select e.id from ledger_entry e
        where e.idempotency_key = 'deposit-credit:run:' || b.bill_run_id || ':' || b.account_id
          and not exists (select from ledger_entry r where r.reverses_id = e.id)) as "depositEntryId"
     from bill b
     where b.bill_run_id = $1 and b.state = 'posted' and b.number > $2
     order by b.number limit $3`,
    [runId, page.afterNumber, page.limit],
  );
  return rows.map(({ depositEntryId, ...row }) => ({
    ...row,
    ...present({ depositEntryId }),
  }));
}

/** How many bills of a run are cancelled. */
export async function cancelledOfRun(db: Database, runId: number): Promise<number> {
  const [row] = await db.query<{ bills: number }>(
    `select count(*) as bills from bill where bill_run_id = $1 and state = 'cancelled'`,
    [runId],
  );
  return row?.bills ?? 0;
}

/** What a draft closes with, meter by meter. */
export interface DraftRead {
  readonly serial: string;
  readonly on: Temporal.PlainDate;
}

export const draftReads = (db: Database, billId: number): Promise<readonly DraftRead[]> =>
  db.query<DraftRead>(
    'select meter_serial as serial, to_on as on from bill_read where bill_id = $1 order by position',
    [billId],
  );

/** A run that is cancelled before anything of it was posted leaves no account without a bill. */
export async function deleteExceptions(tx: Database, runId: number): Promise<void> {
  await tx.query('delete from bill_exception where bill_run_id = $1', [runId]);
}
