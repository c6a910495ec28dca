import { type Cents, cents, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';
import { marksFrom } from '../marks.ts';
import { type runEvents, waits } from './run-review.ts';

/** What a run bills of one rate class. */
export interface ClassTotals {
  readonly rateClass: string;
  readonly bills: number;
  readonly gallons: number;
  readonly newCharges: Cents;
}

/** By rate class, of runs together; a premise with several service points counts for its first one. */
export async function totalsByClass(db: Database, runIds: readonly number[]): Promise<readonly ClassTotals[]> {
  const rows = await db.query<{ rate_class: string; bills: number; gallons: number; new_charges: number }>(
    `select coalesce(sp.rate_class, '') as rate_class, count(*) as bills, sum(b.usage_gallons)::bigint as gallons,
       sum(b.new_charges_cents)::bigint as new_charges
     from bill b
     join account a on a.id = b.account_id
     left join lateral (
       select rate_class from service_point where premise_id = a.premise_id order by id limit 1
     ) sp on true
     where b.bill_run_id = any($1) and b.state <> 'cancelled'
     group by 1 order by 1`,
    [runIds],
  );
  return rows.map((row) => ({
    rateClass: row.rate_class,
    bills: row.bills,
    gallons: row.gallons,
    newCharges: cents(row.new_charges),
  }));
}

/** The cycle's runs of the last month before a day that were posted: a run and its supplements. */
export async function runsOfMonthBefore(
  db: Database,
  cycle: string,
  readThrough: Temporal.PlainDate,
): Promise<{ readonly ids: readonly number[]; readonly readThrough: Temporal.PlainDate } | undefined> {
  const [row] = await db.query<{ ids: readonly number[]; read_through: Temporal.PlainDate }>(
    `select array_agg(id order by id) as ids, read_through from bill_run
     where billing_cycle = $1 and read_through < $2 and state = 'posted'
     group by read_through order by read_through desc limit 1`,
    [cycle, readThrough],
  );
  return row === undefined ? undefined : { ids: row.ids.map(Number), readThrough: row.read_through };
}

export interface RuleCount {
  readonly rule: string;
  readonly bills: number;
  /** Of them, those that nobody has decided about. */
  readonly waiting: number;
}

/** How many bills each rule found something about. */
export const findingCounts = (db: Database, runId: number): Promise<readonly RuleCount[]> =>
  db.query<RuleCount>(
    `select f.rule, count(*) as bills, count(*) filter (where f.holds and b.state = 'draft' and not exists (
       select from bill_decision d where d.bill_number = b.number and d.kind = 'release' and f.rule = any (d.rules)
     )) as waiting
     from bill_finding f join bill b on b.id = f.bill_id
     where b.bill_run_id = $1 group by f.rule order by f.rule`,
    [runId],
  );

/** Why accounts of a run have no bill, and how many. */
export const exceptionCounts = (
  db: Database,
  runId: number,
): Promise<readonly { readonly code: string; readonly accounts: number }[]> =>
  db.query(
    `select code, count(*) as accounts from bill_exception where bill_run_id = $1 group by code order by 2 desc, 1`,
    [runId],
  );

export interface ReviewedBill {
  readonly number: string;
  readonly account: string;
  readonly customerName: string;
  readonly state: 'draft' | 'posted' | 'cancelled';
  readonly periodStart: Temporal.PlainDate;
  readonly periodEnd: Temporal.PlainDate;
  readonly gallons: number;
  readonly newCharges: Cents;
  readonly waits: boolean;
  readonly findings: readonly {
    readonly rule: string;
    readonly params: Readonly<Record<string, string | number>>;
  }[];
}

/** Which bills of a run to show. */
export interface BillsToShow {
  readonly rule?: string;
  /** `waits`: for a person; `found`: with something to look at, decided or not. */
  readonly state?: 'waits' | 'found';
  readonly number?: string;
}

interface ReviewedRow {
  readonly number: string;
  readonly account: string;
  readonly name: string;
  readonly state: ReviewedBill['state'];
  readonly period_start: Temporal.PlainDate;
  readonly period_end: Temporal.PlainDate;
  readonly usage_gallons: string;
  readonly new_charges_cents: number;
  readonly waits: boolean;
  readonly findings: ReviewedBill['findings'] | null;
}

/** Bills of a run with what the rules found: those that wait first, the largest sum first. */
export const reviewedBills = (
  db: Database,
  runId: number,
  { rule, state, number, ...asked }: BillsToShow & ListAsked,
): Promise<ListPart<ReviewedBill>> => {
  const { values, mark } = marksFrom([runId]);
  const isFound = (which: string) => `exists (select from bill_finding f where f.bill_id = b.id${which})`;
  const narrowed = [
    'b.bill_run_id = $1',
    ...(rule === undefined ? [] : [isFound(` and f.rule = ${mark(rule)}`)]),
    ...(state === 'found' ? [isFound('')] : []),
    ...(state === 'waits' ? [`b.state = 'draft' and ${waits('b')}`] : []),
    ...(number === undefined ? [] : [`b.number = ${mark(number)}`]),
  ];
  return listPart<ReviewedRow, ReviewedBill>(
    db,
    {
      select: `select b.number, b.state, b.period_start, b.period_end, b.usage_gallons, b.new_charges_cents,
          b.state = 'draft' and ${waits('b')} as waits, a.number as account, c.name,
          (select json_agg(json_build_object('rule', rule, 'params', params) order by rule)
           from bill_finding where bill_id = b.id) as findings
        from bill b
        join account a on a.id = b.account_id
        join customer c on c.id = a.customer_id
        where ${narrowed.join(' and ')}`,
      parameters: values,
      order: [
        { by: 'l.waits', type: 'boolean', isDown: true },
        { by: 'abs(l.new_charges_cents)', type: 'bigint', isDown: true },
      ],
      id: { by: 'l.number', type: 'text' },
      sorts: {
        bill: { by: 'l.number', type: 'text' },
        account: { by: 'l.account', type: 'text' },
        gallons: { by: 'l.usage_gallons', type: 'numeric' },
        new_charges: { by: 'l.new_charges_cents', type: 'bigint' },
      },
      toRow: (row) => ({
        number: row.number,
        account: row.account,
        customerName: row.name,
        state: row.state,
        periodStart: row.period_start,
        periodEnd: row.period_end,
        gallons: Number(row.usage_gallons),
        newCharges: cents(row.new_charges_cents),
        waits: row.waits,
        findings: row.findings ?? [],
      }),
    },
    asked,
  );
};

/** Something that was done to a run, or decided about a bill of it. */
export interface RunHistoryItem {
  readonly what: (typeof runEvents)[number] | 'release' | 'hold-out' | 're-read' | 'correct-read' | 'estimate';
  readonly staffName?: string;
  readonly at: Temporal.Instant;
  readonly reason: string;
  /** Of a decision. */
  readonly billNumber?: string;
  readonly bills: number;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** What was done to a run and decided of its bills, the latest first; decisions of one moment and reason are one. */
export async function runHistory(
  db: Database,
  runId: number,
  of: { readonly number?: string; readonly limit: number } = { limit: 200 },
): Promise<readonly RunHistoryItem[]> {
  const rows = await db.query<{
    what: RunHistoryItem['what'];
    name: string | null;
    at: Temporal.Instant;
    reason: string;
    number: string | null;
    bills: number;
    detail: RunHistoryItem['detail'];
  }>(
    `select h.what, s.name, h.at, h.reason, h.number, h.bills, h.detail
     from (
       select event as what, staff_id, at, reason, null as number, 0 as bills, detail, id
       from bill_run_event where bill_run_id = $1 and $2::text is null
       union all
       select kind, staff_id, decided_at, reason, min(bill_number), count(*), '{}'::jsonb, min(id)
       from bill_decision where bill_run_id = $1 and ($2::text is null or bill_number = $2)
       group by kind, staff_id, decided_at, reason
     ) h
     left join staff_member s on s.id = h.staff_id
     order by h.at desc, h.id desc limit $3`,
    [runId, of.number ?? null, of.limit],
  );
  return rows.map((row) => ({
    what: row.what,
    at: row.at,
    reason: row.reason,
    bills: row.bills,
    detail: row.detail,
    ...present({ staffName: row.name, billNumber: row.bills === 1 ? row.number : null }),
  }));
}
