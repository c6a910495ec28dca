import type { BillDifference, CorrectionState, KeptDecision } from '../../domain/billing/index.ts';
import { cents, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { type ListSort, listPart } from '../list-part.ts';
import type { BillCandidate } from './bill-candidates.ts';
import { baseDay } from './billed-hours.ts';

/** A posted bill, as far as billing its days again needs it. */
export interface BillToRecalculate {
  readonly number: string;
  readonly cycle: string;
  readonly readThrough: Temporal.PlainDate;
  readonly issuedOn: Temporal.PlainDate;
  /** The account as it stood before that bill. */
  readonly candidate: BillCandidate;
  readonly gallons: number;
  /** What its own entry charged: without what the books had since the bill before. */
  readonly charged: number;
  /** By meter: the day of the read that its read from hours went on from. */
  readonly wentOnFrom: ReadonlyMap<string, Temporal.PlainDate>;
}

/** Undefined where the bill is not posted, or no run made it. */
export async function billToRecalculate(
  db: Database,
  billId: number,
  zone: string,
): Promise<BillToRecalculate | undefined> {
  const [row] = await db.query<{
    number: string;
    cycle: string;
    read_through: Temporal.PlainDate;
    issued_on: Temporal.PlainDate;
    gallons: number;
    charged: number;
    account_id: number;
    opened_on: Temporal.PlainDate;
    closed_on: Temporal.PlainDate | null;
    billed_through: Temporal.PlainDate | null;
    last_bill_id: number | null;
    bases: readonly [serial: string, on: string][] | null;
  }>(
    `select b.number, r.billing_cycle as cycle, r.read_through, b.issued_on, b.usage_gallons::bigint as gallons,
       charged.cents as charged, a.id as account_id, a.opened_on, a.closed_on,
       coalesce(last.period_end, a.billed_before) as billed_through, last.id as last_bill_id,
       (select json_agg(json_build_array(br.meter_serial, ${baseDay('$2')})) from bill_read br
         where br.bill_id = b.id and br.to_hours is not null) as bases
     from bill b
     join bill_run r on r.id = b.bill_run_id
     join account a on a.id = b.account_id
     cross join lateral (
       select coalesce(sum(amount_cents), 0)::bigint as cents from posting
       where entry_id = b.ledger_entry_id and ledger_account = 'receivable'
     ) charged
     left join lateral (
       select id, period_end from bill before
       where before.account_id = b.account_id and before.state <> 'cancelled' and before.period_end < b.period_end
       order by period_end desc limit 1
     ) last on true
     where b.id = $1 and b.state = 'posted'`,
    [billId, zone],
  );
  if (row === undefined) return undefined;
  return {
    number: row.number,
    cycle: row.cycle,
    readThrough: row.read_through,
    issuedOn: row.issued_on,
    gallons: row.gallons,
    charged: row.charged,
    wentOnFrom: new Map((row.bases ?? []).map(([serial, on]) => [serial, Temporal.PlainDate.from(on)])),
    candidate: {
      accountId: row.account_id,
      openedOn: row.opened_on,
      ...present({ closedOn: row.closed_on, billedThrough: row.billed_through, lastBillId: row.last_bill_id }),
    },
  };
}

/** What is known about a bill's difference, and the last that a person decided of it. */
export async function knownCorrection(
  db: Database,
  billId: number,
): Promise<{ readonly state: CorrectionState; readonly decided?: KeptDecision } | undefined> {
  const [row] = await db.query<{
    state: CorrectionState;
    kind: 'carry' | 'stand' | null;
    gallons: number;
    amount_cents: number;
  }>(
    `select x.state, d.kind, d.gallons, d.amount_cents
     from bill_correction x
     left join lateral (
       select kind, gallons, amount_cents from bill_correction_decision
       where bill_id = x.bill_id and kind <> 'rebill' order by id desc limit 1
     ) d on true
     where x.bill_id = $1`,
    [billId],
  );
  if (row === undefined) return undefined;
  const { state, kind, gallons, amount_cents } = row;
  if (kind === null) return { state };
  return { state, decided: { kind, difference: { gallons, amount: cents(amount_cents) } } };
}

/** Keeps what the hours say about a bill now; the same again only says that it was looked at. */
export const keepCorrection = (
  tx: Database,
  of: {
    readonly billId: number;
    readonly difference: BillDifference;
    readonly state: CorrectionState;
    readonly now: Temporal.Instant;
  },
) =>
  tx.query(
    `insert into bill_correction as known (bill_id, found_at, seen_at, gallons, amount_cents, state)
     values ($1, $2, $2, $3, $4, $5)
     on conflict (bill_id) do update set seen_at = excluded.seen_at, gallons = excluded.gallons,
       amount_cents = excluded.amount_cents, state = excluded.state,
       found_at = case when known.state = 'gone' then excluded.found_at else known.found_at end`,
    [of.billId, of.now, of.difference.gallons, of.difference.amount, of.state],
  );

export type CorrectionKind = 'rebill' | 'carry' | 'stand';

export const insertCorrectionDecision = (
  tx: Database,
  of: {
    readonly billId: number;
    readonly kind: CorrectionKind;
    readonly difference: BillDifference;
    readonly reason: string;
    readonly staffId: string;
    readonly now: Temporal.Instant;
    readonly rebilled?: string;
  },
) =>
  tx.query(
    `insert into bill_correction_decision (bill_id, kind, gallons, amount_cents, reason, staff_id, decided_at, rebilled_id)
     values ($1, $2, $3, $4, $5, $6, $7, (select id from bill where number = $8))`,
    [
      of.billId,
      of.kind,
      of.difference.gallons,
      of.difference.amount,
      of.reason,
      of.staffId,
      of.now,
      of.rebilled ?? null,
    ],
  );

/** A bill with what its hours say now, and what was decided of it. */
export interface BillCorrection {
  readonly billId: number;
  readonly number: string;
  readonly account: string;
  readonly accountId: number;
  readonly customerName: string;
  readonly periodStart: Temporal.PlainDate;
  readonly periodEnd: Temporal.PlainDate;
  readonly meters: readonly string[];
  readonly billedGallons: number;
  readonly difference: BillDifference;
  readonly state: CorrectionState;
  readonly foundAt: Temporal.Instant;
  /** A newer bill of the account stands: it would have to be cancelled first. */
  readonly hasLater: boolean;
  /** The oldest first. */
  readonly decisions: readonly CorrectionDecision[];
}

interface CorrectionDecision {
  readonly kind: CorrectionKind;
  readonly difference: BillDifference;
  readonly reason: string;
  readonly staffName: string;
  readonly at: Temporal.Instant;
  readonly rebilled?: string;
}

interface CorrectionRow {
  readonly bill_id: number;
  readonly number: string;
  readonly account_number: string;
  readonly account_id: number;
  readonly customer_name: string;
  readonly period_start: Temporal.PlainDate;
  readonly period_end: Temporal.PlainDate;
  readonly meters: readonly string[];
  readonly billed: number;
  readonly gallons: number;
  readonly amount_cents: number;
  readonly state: CorrectionState;
  readonly found_at: Temporal.Instant;
  readonly has_later: boolean;
  readonly decisions:
    | readonly {
        readonly kind: CorrectionKind;
        readonly gallons: number;
        readonly cents: number;
        readonly reason: string;
        readonly staff: string;
        readonly at: string;
        readonly rebilled: string | null;
      }[]
    | null;
}

const corrections = (condition: string): string =>
  `select x.bill_id, b.number, a.number as account_number, a.id as account_id,
     c.name as customer_name, b.period_start, b.period_end, b.usage_gallons::bigint as billed, x.gallons, x.amount_cents,
     x.state, x.found_at, x.seen_at,
     array(select distinct meter_serial from bill_read where bill_id = b.id order by meter_serial) as meters,
     exists (select from bill later where later.account_id = b.account_id and later.period_end > b.period_end
       and later.state <> 'cancelled') as has_later,
     d.decisions
   from bill_correction x
   join bill b on b.id = x.bill_id
   join account a on a.id = b.account_id
   join customer c on c.id = a.customer_id
   left join lateral (
     select json_agg(json_build_object('kind', n.kind, 'gallons', n.gallons, 'cents', n.amount_cents, 'reason', n.reason,
       'staff', s.name, 'at', n.decided_at, 'rebilled', rebilled.number) order by n.id) as decisions
     from bill_correction_decision n
     join staff_member s on s.id = n.staff_id
     left join bill rebilled on rebilled.id = n.rebilled_id
     where n.bill_id = x.bill_id
   ) d on true
   where ${condition}`;

const toCorrection = (row: CorrectionRow): BillCorrection => ({
  billId: row.bill_id,
  number: row.number,
  account: row.account_number,
  accountId: row.account_id,
  customerName: row.customer_name,
  periodStart: row.period_start,
  periodEnd: row.period_end,
  meters: row.meters,
  billedGallons: row.billed,
  difference: { gallons: row.gallons, amount: cents(row.amount_cents) },
  state: row.state,
  foundAt: row.found_at,
  hasLater: row.has_later,
  decisions: (row.decisions ?? []).map((one) => ({
    kind: one.kind,
    difference: { gallons: one.gallons, amount: cents(one.cents) },
    reason: one.reason,
    staffName: one.staff,
    at: Temporal.Instant.from(one.at),
    ...present({ rebilled: one.rebilled }),
  })),
});

const correctionSorts = {
  bill: { by: 'l.number', type: 'text' },
  difference: { by: 'l.amount_cents', type: 'bigint' },
  account: { by: 'l.account_number', type: 'text' },
  period_end: { by: 'l.period_end', type: 'date' },
  billed: { by: 'l.billed', type: 'bigint' },
  now: { by: '(l.billed + l.gallons)', type: 'bigint' },
  state: { by: 'l.state', type: 'text' },
} as const satisfies Record<string, ListSort>;

/** True: what waits, the largest amount first. False: everything else, what was seen last first. */
export const listCorrections = (
  db: Database,
  { waits, ...asked }: ListAsked & { readonly waits: boolean },
): Promise<ListPart<BillCorrection>> =>
  listPart(
    db,
    {
      select: corrections(waits ? "x.state = 'waits'" : "x.state <> 'waits'"),
      parameters: [],
      order: waits
        ? [
            { by: 'abs(l.amount_cents)', type: 'bigint', isDown: true },
            { by: 'l.found_at', type: 'timestamptz' },
          ]
        : [{ by: 'l.seen_at', type: 'timestamptz', isDown: true }],
      id: { by: 'l.bill_id', type: 'bigint', isDown: true },
      sorts: correctionSorts,
      toRow: toCorrection,
    },
    asked,
  );

export async function findCorrection(db: Database, billId: number): Promise<BillCorrection | undefined> {
  return (await db.query<CorrectionRow>(corrections('x.bill_id = $1'), [billId])).map(toCorrection)[0];
}
