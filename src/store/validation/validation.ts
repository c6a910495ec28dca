import { type ListAsked, type ListPart, present, type VolumeUnit } from '../../domain/kernel/index.ts';
import {
  type EstimateMethod,
  type KeptRead,
  type Register,
  type RegisterRead,
  standingReads,
} from '../../domain/metering/index.ts';
import type { JoinedExceptions, KnownException, ValidationRule } from '../../domain/validation/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';
import { marksFrom } from '../marks.ts';

/** A meter in service that has hourly reads, with its register and the reads of it that were measured. */
export interface MeterInService {
  readonly meterId: number;
  readonly rateClass: string;
  readonly register: Register;
  /** By day. */
  readonly reads: readonly RegisterRead[];
}

interface MeterRow {
  readonly meter_id: number;
  readonly rate_class: string;
  readonly serial: string;
  readonly unit: VolumeUnit;
  readonly multiplier: string;
  readonly dials: number;
  readonly reads:
    | readonly [id: number, on: string, count: number, quality: KeptRead['quality'], supersedes: number | null][]
    | null;
}

/** The meters with an interval channel that are in service on `day`, with their register reads since `since`. */
export async function metersInService(
  db: Database,
  {
    day,
    since,
    meterId,
  }: { readonly day: Temporal.PlainDate; readonly since: Temporal.PlainDate; readonly meterId?: number },
): Promise<ReadonlyMap<number, MeterInService>> {
  const rows = await db.query<MeterRow>(
    `select m.id::int as meter_id, sp.rate_class, m.serial, m.unit, m.multiplier::text, m.dials, r.reads
     from interval_channel ch
     join meter m on m.id = ch.meter_id
     join meter_installation mi on mi.meter_id = m.id and mi.installed_on <= $1
       and (mi.removed_on is null or mi.removed_on > $1)
     join service_point sp on sp.id = mi.service_point_id
     left join lateral (
       select json_agg(json_build_array(id, read_on, count, quality, supersedes_id)) as reads
       from register_read
       where meter_id = m.id and read_on >= greatest($2::date, mi.installed_on)
     ) r on true
     where $3::int is null or m.id = $3`,
    [day, since, meterId ?? null],
  );
  return new Map(
    rows.map((row) => [
      row.meter_id,
      {
        meterId: row.meter_id,
        rateClass: row.rate_class,
        register: { serial: row.serial, unit: row.unit, multiplier: row.multiplier, dials: row.dials },
        reads: standingReads(
          (row.reads ?? []).map(([id, on, count, quality, supersedes]) => ({
            ...{ id, on: Temporal.PlainDate.from(on), count, quality },
            ...present({ supersedesId: supersedes }),
          })),
        ).filter(({ quality }) => quality === 'measured'),
      },
    ]),
  );
}

/** Nobody else finds or answers exceptions of the meter until the transaction ends. */
export const lockExceptionsOf = async (tx: Database, meterId: number): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('reads-exception ' || $1::text, 0))`, [meterId]);
};

const hourOf = (column: string): string => `(extract(epoch from ${column}) / 3600)::int`;

/**
 * A meter's exceptions that are open, or answered by a decision that stands. A clock that was set right is not among them:
 * where it is found again, it went off once more, or was set wrong.
 */
export const exceptionsToJoin = (tx: Database, meterId: number): Promise<KnownException[]> =>
  tx.query<KnownException>(
    `select id, rule, ${hourOf('from_at')} as from, ${hourOf('until_at')} as until, gallons, ended_at is null as "isOpen"
     from reads_exception x where meter_id = $1 and ended_how is distinct from 'healed'
       and not (ended_at is not null and exists (
         select from reads_decision n where n.exception_id = x.id and n.kind = 'shift'
           and not exists (select from reads_decision u where u.undoes_id = n.id)
       ))`,
    [meterId],
  );

/** Meters that have an open exception: looked at even where nothing is found, so that it can heal. */
export async function metersWithOpenExceptions(db: Database): Promise<ReadonlySet<number>> {
  const rows = await db.query<{ meter_id: number }>(
    'select distinct meter_id::int as meter_id from reads_exception where ended_at is null',
  );
  return new Set(rows.map((row) => row.meter_id));
}

const ofHour = (hour: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000);

export async function saveExceptions(
  tx: Database,
  meterId: number,
  { fresh, again, healed, now }: JoinedExceptions & { readonly now: Temporal.Instant },
): Promise<void> {
  for (const one of fresh) {
    await tx.query(
      `insert into reads_exception (meter_id, rule, from_at, until_at, gallons, detail, found_at, seen_at)
       values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing`,
      [meterId, one.rule, ofHour(one.from), ofHour(one.until), one.gallons, JSON.stringify(one.detail), now],
    );
  }
  for (const one of again) {
    await tx.query(
      `update reads_exception set from_at = $2, until_at = $3, gallons = $4, detail = $5, seen_at = $6 where id = $1`,
      [one.id, ofHour(one.from), ofHour(one.until), one.gallons, JSON.stringify(one.detail), now],
    );
  }
  if (healed.length > 0) {
    await tx.query(`update reads_exception set ended_at = $2, ended_how = 'healed' where id = any($1::bigint[])`, [
      healed,
      now,
    ]);
  }
}

/** An exception with the meter it is of, and the account that the meter serves now. */
export interface ReadsException {
  readonly id: number;
  readonly meterId: number;
  readonly serial: string;
  readonly rule: ValidationRule;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
  readonly gallons: number;
  readonly detail: Readonly<Record<string, number>>;
  readonly foundAt: Temporal.Instant;
  readonly ended?: { readonly at: Temporal.Instant; readonly how: 'answered' | 'healed' };
  readonly account?: string;
  readonly accountId?: number;
  readonly customerName?: string;
}

interface ExceptionRow {
  readonly id: number;
  readonly meter_id: number;
  readonly serial: string;
  readonly rule: ValidationRule;
  readonly from_at: Temporal.Instant;
  readonly until_at: Temporal.Instant;
  readonly gallons: number;
  readonly detail: Readonly<Record<string, number>>;
  readonly found_at: Temporal.Instant;
  readonly ended_at: Temporal.Instant | null;
  readonly ended_how: 'answered' | 'healed' | null;
  readonly account: string | null;
  readonly account_id: number | null;
  readonly customer_name: string | null;
}

/** The account is that of the stretch's end. */
const exceptions = (condition: string): string =>
  `select x.id, x.meter_id::int as meter_id, m.serial, x.rule, x.from_at, x.until_at, x.gallons, x.detail, x.found_at,
     x.ended_at, x.ended_how, served.account, served.account_id, served.customer_name
   from reads_exception x
   join meter m on m.id = x.meter_id
   left join lateral (
     select a.id as account_id, a.number as account, c.name as customer_name
     from meter_installation mi
     join service_point sp on sp.id = mi.service_point_id
     join account a on a.premise_id = sp.premise_id
     join customer c on c.id = a.customer_id
     where mi.meter_id = x.meter_id and a.opened_on <= x.until_at::date
     order by a.opened_on desc, a.id desc limit 1
   ) served on true
   where ${condition}`;

const toException = (row: ExceptionRow): ReadsException => ({
  id: row.id,
  meterId: row.meter_id,
  serial: row.serial,
  rule: row.rule,
  from: row.from_at,
  until: row.until_at,
  gallons: row.gallons,
  detail: row.detail,
  foundAt: row.found_at,
  ...(row.ended_at === null || row.ended_how === null ? {} : { ended: { at: row.ended_at, how: row.ended_how } }),
  ...present({ account: row.account, accountId: row.account_id, customerName: row.customer_name }),
});

export interface ExceptionFilter {
  readonly rule?: ValidationRule;
  /** Found before this moment. */
  readonly foundBefore?: Temporal.Instant;
  readonly minGallons?: number;
  readonly serial?: string;
  /** True: what waits for an answer. False: what has ended, the newest first. */
  readonly isOpen: boolean;
}

/** What waits, the most water first, then the oldest. */
export const exceptionsInQueue = (
  db: Database,
  { rule, foundBefore, minGallons, serial, isOpen, ...asked }: ExceptionFilter & ListAsked,
): Promise<ListPart<ReadsException>> => {
  const { values, mark } = marksFrom([minGallons ?? 0]);
  const narrowed = [
    `x.ended_at is ${isOpen ? '' : 'not '}null and x.gallons >= $1`,
    ...(rule === undefined ? [] : [`x.rule = ${mark(rule)}`]),
    ...(foundBefore === undefined ? [] : [`x.found_at < ${mark(foundBefore)}`]),
    ...(serial === undefined ? [] : [`m.serial = ${mark(serial)}`]),
  ];
  return listPart(
    db,
    {
      select: exceptions(narrowed.join(' and ')),
      parameters: values,
      order: isOpen
        ? [
            { by: 'l.gallons', type: 'bigint', isDown: true },
            { by: 'l.found_at', type: 'timestamptz' },
          ]
        : [{ by: 'l.ended_at', type: 'timestamptz', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: !isOpen },
      sorts: {
        rule: { by: 'l.rule', type: 'text' },
        meter: { by: 'l.serial', type: 'text' },
        account: { by: 'l.account', type: 'text', isNullable: true },
        from: { by: 'l.from_at', type: 'timestamptz' },
        gallons: { by: 'l.gallons', type: 'bigint' },
        found: { by: 'l.found_at', type: 'timestamptz' },
        state: { by: 'l.ended_how', type: 'text', isNullable: true },
      },
      toRow: toException,
    },
    asked,
  );
};

/** How many wait, by rule. */
export async function openByRule(db: Database): Promise<ReadonlyMap<ValidationRule, number>> {
  const rows = await db.query<{ rule: ValidationRule; count: number }>(
    'select rule, count(*)::int as count from reads_exception where ended_at is null group by rule',
  );
  return new Map(rows.map((row) => [row.rule, row.count]));
}

export async function findException(db: Database, id: number): Promise<ReadsException | undefined> {
  const [row] = await db.query<ExceptionRow>(exceptions('x.id = $1'), [id]);
  return row && toException(row);
}

export type DecisionKind = 'accept' | 'estimate' | 'edit' | 'shift' | 'undo';

/** By how many whole hours a clock was ahead (behind: negative), and of which hours. */
export interface ShiftDecided {
  readonly ahead: number;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
}

export interface ReadsDecision {
  readonly id: number;
  readonly kind: DecisionKind;
  readonly method?: EstimateMethod;
  readonly reason: string;
  readonly staffName: string;
  readonly at: Temporal.Instant;
  readonly undoesId?: number;
  readonly shift?: ShiftDecided;
}

interface DecisionRow {
  readonly id: number;
  readonly kind: DecisionKind;
  readonly method: EstimateMethod | null;
  readonly reason: string;
  readonly staff_name: string;
  readonly decided_at: Temporal.Instant;
  readonly undoes_id: number | null;
  readonly ahead_hours: number | null;
  readonly shifted_from: Temporal.Instant | null;
  readonly shifted_until: Temporal.Instant | null;
}

/** What was decided of an exception, the oldest first. */
export async function decisionsOf(db: Database, exceptionId: number): Promise<readonly ReadsDecision[]> {
  const rows = await db.query<DecisionRow>(
    `select d.id, d.kind, d.method, d.reason, s.name as staff_name, d.decided_at, d.undoes_id,
       d.ahead_hours, d.shifted_from, d.shifted_until
     from reads_decision d join staff_member s on s.id = d.staff_id
     where d.exception_id = $1 order by d.id`,
    [exceptionId],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    reason: row.reason,
    staffName: row.staff_name,
    at: row.decided_at,
    ...present({ method: row.method, undoesId: row.undoes_id }),
    ...(row.ahead_hours === null || row.shifted_from === null || row.shifted_until === null
      ? {}
      : { shift: { ahead: row.ahead_hours, from: row.shifted_from, until: row.shifted_until } }),
  }));
}

export async function insertDecision(
  tx: Database,
  decision: {
    readonly exceptionId: number;
    readonly kind: DecisionKind;
    readonly method?: EstimateMethod;
    readonly reason: string;
    readonly staffId: string;
    readonly now: Temporal.Instant;
    readonly undoesId?: number;
    readonly shift?: ShiftDecided;
  },
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into reads_decision (exception_id, kind, method, reason, staff_id, decided_at, undoes_id,
       ahead_hours, shifted_from, shifted_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      decision.exceptionId,
      decision.kind,
      decision.method ?? null,
      decision.reason,
      decision.staffId,
      decision.now,
      decision.undoesId ?? null,
      decision.shift?.ahead ?? null,
      decision.shift?.from ?? null,
      decision.shift?.until ?? null,
    ],
  );
  if (row === undefined) throw new Error('a decision was inserted and not returned');
  return row.id;
}

export const markAnswered = (tx: Database, id: number, now: Temporal.Instant) =>
  tx.query(`update reads_exception set ended_at = $2, ended_how = 'answered' where id = $1`, [id, now]);

/** Opens an exception again; where the same stretch has been found again since, that one stays open and this one counts as healed. */
export async function reopen(tx: Database, id: number): Promise<void> {
  await tx.query(
    `update reads_exception x set
       (ended_at, ended_how) = (
         select case when found then x.ended_at end, case when found then 'healed' end
         from (select exists (
           select from reads_exception other
           where other.meter_id = x.meter_id and other.rule = x.rule and other.ended_at is null and other.id <> x.id
             and other.from_at < x.until_at and x.from_at < other.until_at
         ) as found) again
       )
     where x.id = $1`,
    [id],
  );
}
