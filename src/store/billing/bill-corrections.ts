import type { BillDifference, CorrectionState, KeptDecision } from '../../domain/billing/index.ts';
import { cents, type ListAsked, type ListPart, present, type VolumeUnit } from '../../domain/kernel/index.ts';
import type { ReadQuality, Register, RegisterRead } from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';
import { type ListSort, listPart } from '../list-part.ts';
import type { BillCandidate } from './bill-candidates.ts';

/** The hours from one local midnight to another, as SQL. */
const hoursBetween = (from: string, to: string, zone: string): string =>
  `(extract(epoch from (${to})::timestamp at time zone ${zone} - (${from})::timestamp at time zone ${zone}) / 3600)::int`;

/** The day of the read that a read from hours went on from. */
const baseDay = (zone: string): string =>
  `((br.to_on::timestamp at time zone ${zone} - br.to_hours * interval '1 hour') at time zone ${zone})::date`;

/**
 * A later bill put it right: its read was taken from the dial, or was made from hours that reach back before this one. Each is
 * looked for by bill_read_meter: as an `exists` it is answered for all at once, from every read that was ever billed; and as a
 * comparison with null it is taken for rare, and the plan around it made for a handful of bills.
 */
const isPutRight = (zone: string): string =>
  `coalesce((
     select true from bill_read later join bill lb on lb.id = later.bill_id and lb.state = 'posted'
     where later.meter_serial = br.meter_serial and later.to_on > br.to_on
       and (later.to_quality in ('measured', 'customer') or later.to_hours > ${hoursBetween('br.to_on', 'later.to_on', zone)})
     limit 1
   ), false)`;

/** A posted bill whose meter was read from its hours, and where that read went on from. */
export interface BilledHours {
  readonly billId: number;
  readonly meterId: number;
  readonly register: Register;
  readonly from: RegisterRead;
  readonly to: RegisterRead;
  /** Hours of it that were estimated, doubted or missing when it was billed. */
  readonly estimated: number;
  /** It was found before that the hours say otherwise. */
  readonly isKnown: boolean;
}

interface BilledRow {
  readonly bill_id: number;
  readonly meter_id: number;
  readonly serial: string;
  readonly unit: VolumeUnit;
  readonly multiplier: string;
  readonly dials: number;
  readonly base_on: Temporal.PlainDate;
  readonly base_count: number;
  readonly base_carried: string | null;
  readonly to_on: Temporal.PlainDate;
  readonly to_count: number;
  readonly to_quality: ReadQuality;
  readonly to_estimated_hours: number;
  readonly is_known: boolean;
}

/**
 * The bills made from hours whose period ends after `after`, but those that a later read put right. Their reads lie behind the
 * first of them: those of years before are not read.
 */
export async function billedHours(
  db: Database,
  { after, zone, meterId }: { readonly after: Temporal.PlainDate; readonly zone: string; readonly meterId?: number },
): Promise<readonly BilledHours[]> {
  const rows = await db.query<BilledRow>(
    `select b.id as bill_id, m.id::int as meter_id, m.serial, m.unit, m.multiplier::text, m.dials, base.base_on,
       coalesce(r.count, case when base.base_on = br.from_on then br.from_count else mi.installed_count end) as base_count,
       r.carried as base_carried, br.to_on, br.to_count, br.to_quality, br.to_estimated_hours,
       exists (select from bill_correction where bill_id = b.id and state <> 'gone') as is_known
     from (select min(id) as id from (select id from bill where period_end > $1 offset 0) ended) first
     join bill b on b.id >= first.id
     join bill_read br on br.bill_id = b.id and br.bill_id >= first.id and br.to_hours is not null
     join meter m on m.serial = br.meter_serial
     cross join lateral (select ${baseDay('$2')} as base_on) base
     left join meter_installation mi on mi.meter_id = m.id and mi.installed_on = base.base_on
     left join lateral (
       select count, carried from register_read
       where meter_id = m.id and read_on = base.base_on
         and not exists (select from register_read newer where newer.supersedes_id = register_read.id)
       order by quality = 'estimated', id desc limit 1
     ) r on true
     where b.state = 'posted' and b.period_end > $1 and ($3::int is null or m.id = $3)
       and coalesce(r.count, case when base.base_on = br.from_on then br.from_count else mi.installed_count end) is not null
       and not ${isPutRight('$2')}
     order by b.id`,
    [after, zone, meterId ?? null],
  );
  return rows.map((row) => ({
    billId: row.bill_id,
    meterId: row.meter_id,
    register: { serial: row.serial, unit: row.unit, multiplier: row.multiplier, dials: row.dials },
    from: {
      ...{ on: row.base_on, count: row.base_count, quality: 'measured' },
      ...(row.base_carried === null ? {} : { fromHours: { hours: 0, estimated: 0, carried: row.base_carried } }),
    },
    to: { on: row.to_on, count: row.to_count, quality: row.to_quality },
    estimated: row.to_estimated_hours,
    isKnown: row.is_known,
  }));
}

/** By meter: the day from which on reads that were made from its hours carry a difference to the next. */
export async function carriedSince(
  db: Database,
  serials: readonly string[],
  zone: string,
): Promise<ReadonlyMap<string, Temporal.PlainDate>> {
  const rows = await db.query<{ serial: string; since: Temporal.PlainDate }>(
    `select br.meter_serial as serial, min(br.to_on) as since
     from bill_correction x
     join bill b on b.id = x.bill_id and b.state = 'posted'
     join bill_read br on br.bill_id = b.id and br.to_hours is not null
     where x.state = 'carried' and br.meter_serial = any($1::text[]) and not ${isPutRight('$2')}
     group by br.meter_serial`,
    [serials, zone],
  );
  return new Map(rows.map(({ serial, since }) => [serial, since]));
}

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
