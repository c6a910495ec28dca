import { dateOfDay } from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';

/** Days of a meter, by their number since 1970. */
export interface DaysOfMeter {
  readonly meterId: number;
  readonly from: number;
  readonly to: number;
}

/** Days go to PostgreSQL by their number: a date for each of many would be written here, read there, and is ten times as long. */
export const epoch = `date '1970-01-01'`;

/**
 * From a day on, in one direction, up to the second day with reads (or the fourth), however far: a register that was silent for months
 * tells what ran in all. First some weeks, then everything, of those alone who said less in the weeks.
 */
export async function farDays(tx: Database, asked: readonly FromDay[], direction: Direction): Promise<DaysOfMeter[]> {
  const near = await daysWithReadsFrom(tx, asked, { ...direction, within: weeksLookedAt });
  const enough = new Set(near.flatMap((row) => (row.found < direction.neighbours ? [] : [row.meter_id])));
  const silent = asked.filter(({ meterId }) => !enough.has(meterId));
  const far = await daysWithReadsFrom(tx, silent, { ...direction, within: allDays });
  return [...near.filter((row) => enough.has(row.meter_id)), ...far].map(
    ({ meter_id: meterId, from_day: day, farthest }) =>
      direction.where === 'before'
        ? { meterId, from: farthest, to: day - 1 }
        : { meterId, from: day + 1, to: farthest },
  );
}

interface FromDay {
  readonly meterId: number;
  readonly day: number;
}

/** Whether anything is known of these meters after the first of the days: of last night's reads nothing, and nobody looks farther. */
export async function hasDaysAfter(tx: Database, asked: readonly FromDay[]): Promise<boolean> {
  if (asked.length === 0) return false;
  const first = dateOfDay(asked.reduce((day, one) => Math.min(day, one.day), Number.POSITIVE_INFINITY));
  const ids = asked.map((one) => one.meterId);
  for (const table of ['meter_day', 'received_day']) {
    // The last day rather than any: for any one PostgreSQL would read the month from its beginning.
    const [last] = await tx.query<{ day: Temporal.PlainDate | null }>(
      `select max(d.day) as day from ${table} d where d.meter_id = any($1::int[]) and d.day > $2`,
      [ids, first],
    );
    if (last?.day !== null) return true;
  }
  return false;
}

interface Direction {
  readonly where: 'before' | 'after';
  readonly neighbours: number;
}

interface FarRow {
  readonly meter_id: number;
  readonly from_day: number;
  readonly farthest: number;
  /** How many days with reads there are up to it. */
  readonly found: number;
}

/** Two months' tables or three. */
const weeksLookedAt = 45;
/** More than any register has. */
const allDays = 100_000;

/** The nearest days with reads of each meter, ranked meter by meter: so each machine that has meters ranks its own (ADR 0028). */
async function daysWithReadsFrom(
  tx: Database,
  asked: readonly FromDay[],
  { where, neighbours, within }: Direction & { readonly within: number },
): Promise<readonly FarRow[]> {
  if (asked.length === 0) return [];
  const [order, farthest] = where === 'before' ? ['desc', 'min'] : ['asc', 'max'];
  const beside =
    where === 'before' ? ['asked.day - $3::int', 'asked.day - 1'] : ['asked.day + 1', 'asked.day + $3::int'];
  const days = asked.map((one) => one.day);
  const [first, last] = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))];
  const of = (table: string) =>
    `select d.meter_id, asked.day as from_day, d.day
     from unnest($1::int[], $2::int[]) as asked (meter_id, day)
     join ${table} d on d.meter_id = asked.meter_id
       and d.day between ${epoch} + (${beside[0]}) and ${epoch} + (${beside[1]}) and d.day between $4 and $5`;
  return await tx.query<FarRow>(
    `select meter_id, from_day, ${farthest}(day) - '1970-01-01' as farthest, max(place)::int as found
     from (
       select meter_id, from_day, day, dense_rank() over (partition by meter_id, from_day order by day ${order}) as place
       from (${of('meter_day')} and d.first_line > 0 union all ${of('received_day')}) said
     ) ranked
     where place <= ${neighbours}
     group by meter_id, from_day`,
    [
      asked.map((one) => one.meterId),
      days,
      within,
      // The months outside are not even looked at.
      dateOfDay(where === 'before' ? first - within : first),
      dateOfDay(where === 'before' ? last : last + within),
    ],
  );
}
