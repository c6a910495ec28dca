import { daysIn, type Period } from '../kernel/index.ts';
import { type DailyUse, isKnown } from './daily-use.ts';
import { errorBound } from './error-bound.ts';
import { expectedDays } from './expected-days.ts';
import { offBy, pastErrors } from './past-errors.ts';

/** The water of a running period: what ran, what is expected, and between what four of five periods end. Gallons. */
export interface UseForecast {
  readonly soFar: number;
  /** Whole days of the period that are known. */
  readonly knownDays: number;
  readonly daysLeft: number;
  readonly low: number;
  readonly expected: number;
  readonly high: number;
  /** The gallons expected on each day to come, up to the period's end. */
  readonly ahead: Float64Array;
  readonly firstAhead: Temporal.PlainDate;
  /** Whether the days of a year ago said how the season changes. */
  readonly seasonKnown: boolean;
}

/** `silent`: no hours come, or none since a week. `too-early`: not enough days yet to know by how much it would be wrong. */
export type NoForecast = 'silent' | 'too-early' | 'closed';

/** A silence longer than this is no late feed. */
const mostSilentDays = 7;

/**
 * What a period's water is going to be, on the morning of `today`, from whole days alone. Days of it that are not known are
 * expected as those to come are. `errorsOfOthers` are other homes' past errors for about as many days ahead.
 */
export function forecastUse(
  use: DailyUse,
  { period, today }: { readonly period: Period; readonly today: Temporal.PlainDate },
  errorsOfOthers: readonly number[],
): UseForecast | NoForecast {
  if (Temporal.PlainDate.compare(today, period.end) >= 0) return 'closed';
  const start = use.firstDay.until(period.start).days;
  const end = start + daysIn(period);
  const now = use.firstDay.until(today).days;
  let from = Math.min(now, use.gallons.length);
  while (from > 0 && !isKnown(use.gallons[from - 1])) from -= 1;
  if (from === 0 || now - from > mostSilentDays) return 'silent';
  const expected = expectedDays(use, from, end - from);
  if (expected === undefined) return 'too-early';

  let [soFar, gaps] = [0, 0];
  for (let day = start; day < from; day++) {
    const used = use.gallons[day];
    if (isKnown(used)) soFar += used;
    else gaps += 1;
  }
  // Before the period begins nothing of it has run, though the feed may be a few days late.
  const ahead = expected.subarray(Math.max(0, start - from));
  const toCome = ahead.reduce((sum, one) => sum + one, 0);
  const daysLeft = ahead.length + gaps;
  const likely = (toCome * daysLeft) / ahead.length;
  const error = errorBound(pastErrors(use, from, { days: daysLeft }), errorsOfOthers);
  if (error === undefined) return 'too-early';
  return {
    soFar,
    knownDays: daysIn(period) - daysLeft,
    daysLeft,
    low: soFar + offBy(-error, likely, daysLeft),
    expected: soFar + likely,
    high: soFar + offBy(error, likely, daysLeft),
    ahead,
    seasonKnown: isKnown(use.gallons[from - 364]),
    firstAhead: period.end.subtract({ days: ahead.length }),
  };
}
