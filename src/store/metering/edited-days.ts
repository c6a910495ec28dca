import {
  type DayOfHours,
  dateOfDay,
  type EditedDay,
  type HourlyUse,
  type HourSpan,
  joinEditedDays,
  layEditedDay,
  packDay,
  unpackDay,
} from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';

/** What people decided of one day of a meter, and where the day lies in the span it was asked for. */
export interface EditedRow extends EditedDay {
  readonly meterId: number;
  /** Days from the span's first. */
  readonly index: number;
}

interface StoredRow {
  readonly meter_id: number;
  readonly index: number;
  readonly finer: number;
  readonly said: Uint8Array;
  readonly hours: Uint8Array;
}

const edited = (condition: string): string =>
  `select e.meter_id, e.day - $1::date as index, c.decimals - e.decimals as finer, e.said, e.hours
   from edited_day e join interval_channel c on c.meter_id = e.meter_id
   where e.day between $1::date and $2::date and ${condition}`;

const toRow = (row: StoredRow): EditedRow => ({
  meterId: row.meter_id,
  index: row.index,
  hours: unpackDay(row.hours),
  said: unpackDay(row.said),
  factor: 10 ** row.finer,
});

const lastDay = (span: HourSpan): Temporal.PlainDate => span.firstDay.add({ days: span.days - 1 });

/** The decided days of the meters between two ids; few of many have any. */
export async function editedDaysBetween(
  db: Database,
  { from, to, span }: { readonly from: number; readonly to: number; readonly span: HourSpan },
): Promise<readonly EditedRow[]> {
  const rows = await db.query<StoredRow>(edited('e.meter_id between $3 and $4'), [
    span.firstDay,
    lastDay(span),
    from,
    to,
  ]);
  return rows.map(toRow);
}

export async function editedDaysOf(
  db: Database,
  meters: readonly number[],
  span: HourSpan,
): Promise<readonly EditedRow[]> {
  if (meters.length === 0) return [];
  const rows = await db.query<StoredRow>(edited('e.meter_id = any($3::int[])'), [span.firstDay, lastDay(span), meters]);
  return rows.map(toRow);
}

/** A day's place in the span, how many decimals finer its meter counts today, and in hex what files said and what was decided. */
export type DecidedJson = readonly [index: number, finer: number, said: string, hours: string];

/** SQL for the decided days of the meter of a row `own` from day to day, as a list of `DecidedJson`; null where there are none. */
export const decidedDays = (from: string, through: string): string => `(
  select json_agg(json_build_array(e.day - ${from}::date, own.decimals - e.decimals, encode(e.said, 'hex'), encode(e.hours, 'hex')))
  from edited_day e where e.meter_id = own.meter_id and e.day between ${from}::date and ${through}::date
)`;

export function layDecided(use: HourlyUse, days: readonly DecidedJson[] | null): void {
  for (const [index, finer, said, hours] of days ?? []) {
    const day = { hours: dayOf(hours), said: dayOf(said), factor: 10 ** finer };
    layEditedDay(use, day, use.span.dayStart[index] ?? 0);
  }
}

const dayOf = (hours: string): DayOfHours => unpackDay(Buffer.from(hours, 'hex'));

export const layEdited = (use: HourlyUse, row: EditedRow): void =>
  layEditedDay(use, row, use.span.dayStart[row.index] ?? 0);

/** One local day of a decision: the hours it sets, beside what the files said about it. */
export interface DecidedDay {
  /** By its number since 1970. */
  readonly day: number;
  readonly said: DayOfHours;
  readonly hours: DayOfHours;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Keeps the days that a decision sets, in counts of the channel as it is now. */
export async function keepDecidedDays(
  tx: Database,
  of: { readonly decisionId: number; readonly meterId: number; readonly days: readonly DecidedDay[] },
): Promise<void> {
  if (of.days.length === 0) return;
  await tx.query(
    `insert into reads_decision_day (decision_id, day, decimals, said, hours)
     select $1, t.day, c.decimals, decode(t.said, 'hex'), decode(t.hours, 'hex')
     from unnest($3::date[], $4::text[], $5::text[]) as t (day, said, hours)
     join interval_channel c on c.meter_id = $2`,
    [
      of.decisionId,
      of.meterId,
      of.days.map((one) => dateOfDay(one.day)),
      of.days.map((one) => hex(packDay(one.said))),
      of.days.map((one) => hex(packDay(one.hours))),
    ],
  );
}

/** Joins the decisions of a meter that stand, day by day, into what is laid over its hours, for the days of one decision. */
export async function joinDecidedDays(tx: Database, meterId: number, decisionId: number): Promise<void> {
  const rows = await tx.query<{ day: number; decimals: number; said: Uint8Array; hours: Uint8Array }>(
    `select d.day - '1970-01-01'::date as day, d.decimals, d.said, d.hours
     from reads_decision_day d
     join reads_decision n on n.id = d.decision_id
     join reads_exception x on x.id = n.exception_id
     where x.meter_id = $1 and d.day in (select day from reads_decision_day where decision_id = $2)
       and not exists (select from reads_decision u where u.undoes_id = n.id)
     order by d.day, n.id`,
    [meterId, decisionId],
  );
  await tx.query(
    `delete from edited_day
     where meter_id = $1 and day in (select day from reads_decision_day where decision_id = $2)`,
    [meterId, decisionId],
  );
  const joined = [...Map.groupBy(rows, (row) => row.day)].flatMap(([day, parts]) => {
    const finest = Math.max(...parts.map((part) => part.decimals));
    const one = joinEditedDays(
      parts.map((part) => ({
        said: unpackDay(part.said),
        hours: unpackDay(part.hours),
        factor: 10 ** (finest - part.decimals),
      })),
    );
    return one === undefined ? [] : [{ day, decimals: finest, ...one }];
  });
  await tx.query(
    `insert into edited_day (meter_id, day, decimals, said, hours)
     select $1, t.day, t.decimals, decode(t.said, 'hex'), decode(t.hours, 'hex')
     from unnest($2::date[], $3::smallint[], $4::text[], $5::text[]) as t (day, decimals, said, hours)`,
    [
      meterId,
      joined.map((one) => dateOfDay(one.day)),
      joined.map((one) => one.decimals),
      joined.map((one) => hex(packDay(one.said))),
      joined.map((one) => hex(packDay(one.hours))),
    ],
  );
}
