import { pastErrors } from '../../domain/forecast/index.ts';
import type { Database } from '../../store/database.ts';
import { errorsMeasuredOn, keepErrors, type MeasuredErrors, sampleOfHomes } from '../../store/forecast/index.ts';
import { daysOfHistory, loadDaysOfPoints } from './days-of-points.ts';

/** Days ahead at which errors are measured; a forecast takes those of the nearest. */
const aheads = [1, 2, 3, 5, 7, 10, 14, 18, 22, 26, 31] as const;
/** Enough that the fifth of errors beyond the range is known to a few percent; about 10 ms each. */
const homesMeasured = 150;
/** Of a season like the one to come. */
const daysBack = 120;
const everyDays = 7;

/**
 * Forecasts what a sample of homes used recently from what was known before, and keeps by how much it was wrong. Once a
 * week; between, it only looks. Gives how many homes it measured.
 */
export async function measureForecasts(
  db: Database,
  { zone, today }: { readonly zone: string; readonly today: Temporal.PlainDate },
): Promise<number> {
  const last = await errorsMeasuredOn(db);
  if (last !== undefined && Math.abs(last.until(today).days) < everyDays) return 0;
  const homes = await sampleOfHomes(db, homesMeasured);
  const measured = new Map<number, number[]>(aheads.map((ahead) => [ahead, []]));
  for (const accountId of homes) {
    const points = [...(await loadDaysOfPoints(db, accountId, { zone, today })).values()];
    for (const [ahead, errors] of measured) {
      errors.push(...pastErrors(points, daysOfHistory, { days: ahead, daysBack }).errors);
    }
  }
  const kept = [...measured].flatMap(([daysAhead, errors]): MeasuredErrors[] =>
    errors.length === 0 ? [] : [{ daysAhead, errors: thinned(errors) }],
  );
  await db.transaction((tx) => keepErrors(tx, kept, { homes: homes.length, on: today }));
  return homes.length;
}

const maxKept = 200;

/** Evenly spaced ones in their order: the same distribution in less space. */
function thinned(errors: readonly number[]): readonly number[] {
  if (errors.length <= maxKept) return errors;
  const sorted = errors.toSorted((a, b) => a - b);
  return Array.from(
    { length: maxKept },
    (_, place) => sorted[Math.floor(((place + 0.5) * sorted.length) / maxKept)] ?? 0,
  );
}
