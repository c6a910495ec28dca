import { daysIn, isOnOrAfter, type Period } from '../kernel/index.ts';
import { type DailyUse, isKnown, together } from './daily-use.ts';
import { errorBound } from './error-bound.ts';
import { expectedDays } from './expected-days.ts';
import { type KnownLeak, leakedADay, withoutLeaks } from './leak-water.ts';
import { offBy, pastErrors } from './past-errors.ts';

/** Water that ran, that is expected in all, and between what four of five periods end. Gallons. */
export interface WaterForecast {
  readonly soFar: number;
  readonly low: number;
  readonly expected: number;
  readonly high: number;
  /** Expected on each day to come, up to the period's end. */
  readonly ahead: Float64Array;
  /** Of what is expected, what leaks take from today on if they run to the end. */
  readonly leak: number;
}

/** The water of a running period: of the account, and of each of its service points. */
export interface UseForecast extends WaterForecast {
  /** Whole days of the period that are known. */
  readonly knownDays: number;
  readonly daysLeft: number;
  readonly firstAhead: Temporal.PlainDate;
  /** Whether the days of a year ago said how the season changes. */
  readonly seasonKnown: boolean;
  /** In the order in which they were given. */
  readonly points: readonly WaterForecast[];
}

/** A service point's days, and what is known about leaks there. */
export interface PointDays extends DailyUse {
  readonly leaks?: readonly KnownLeak[];
}

/**
 * `silent`: no hours come, or none since a week. `too-early`: not enough days yet to know by how much it would be wrong.
 * `closed`: the period is over, and not all of its days are known.
 */
export type NoForecast = 'silent' | 'too-early' | 'closed';

/** A silence longer than this is no late feed. */
const maxSilentDays = 7;

/**
 * What a period's water is going to be, on the morning of `today`, from whole days alone. Days of it that are not known are
 * expected as those to come are. `errorsOfOthers` are other homes' past errors for about as many days ahead.
 */
export function forecastUse(
  points: readonly PointDays[],
  { period, today }: { readonly period: Period; readonly today: Temporal.PlainDate },
  errorsOfOthers: readonly number[],
): UseForecast | NoForecast {
  const { firstDay, gallons } = together(points);
  const start = firstDay.until(period.start).days;
  const end = start + daysIn(period);
  const isOver = isOnOrAfter(today, period.end);
  const now = Math.min(firstDay.until(today).days, end);
  let from = Math.min(now, gallons.length);
  while (from > 0 && !isKnown(gallons[from - 1])) from -= 1;
  if (!isOver && (from === 0 || now - from > maxSilentDays)) return 'silent';

  const sumSoFar = ({ gallons: used }: DailyUse): number => {
    let sum = 0;
    for (let day = start; day < from; day++) if (isKnown(gallons[day])) sum += used[day] ?? 0;
    return sum;
  };
  let gaps = 0;
  for (let day = start; day < from; day++) if (!isKnown(gallons[day])) gaps += 1;
  // Before the period begins nothing of it has run, though the feed may be a few days late.
  const daysAhead = end - Math.max(start, from);
  const daysLeft = daysAhead + gaps;
  if (isOver && daysLeft > 0) return 'closed';
  const leakDays = end - Math.max(start, now);
  const each: (Pick<WaterForecast, 'soFar' | 'ahead' | 'leak'> & { readonly likely: number })[] = [];
  for (const point of points) {
    const { leaks = [] } = point;
    const habit = daysAhead === 0 ? new Float64Array() : expectedDays(withoutLeaks(point, leaks), from, end - from);
    if (habit === undefined) return 'too-early';
    const leaked = leakedADay(leaks);
    const ahead = habit.subarray(habit.length - daysAhead).map((used) => used + leaked);
    const likely = daysAhead === 0 ? 0 : (sumOf(ahead) * daysLeft) / daysAhead;
    each.push({ soFar: sumSoFar(point), ahead, likely, leak: leaked * leakDays });
  }
  const error = daysLeft === 0 ? 0 : errorBound(pastErrors(points, from, { days: daysLeft }), errorsOfOthers);
  if (error === undefined) return 'too-early';

  const soFar = sumBy(each, (one) => one.soFar);
  const likely = sumBy(each, (one) => one.likely);
  const atEnd = (off: number): number => offBy(off, likely, daysLeft);
  const [min, max] = [atEnd(-error), atEnd(error)];
  return {
    soFar,
    knownDays: daysIn(period) - daysLeft,
    daysLeft,
    low: soFar + min,
    expected: soFar + likely,
    high: soFar + max,
    ahead: Float64Array.from({ length: daysAhead }, (_, day) => sumBy(each, ({ ahead }) => ahead[day] ?? 0)),
    leak: sumBy(each, ({ leak }) => leak),
    seasonKnown: isKnown(gallons[from - 364]),
    firstAhead: period.end.subtract({ days: daysAhead }),
    points: each.map(({ likely: own, ...point }) => {
      // At either end each is off by the same factor.
      const share = likely === 0 ? 1 / each.length : own / likely;
      return {
        ...point,
        low: point.soFar + min * share,
        expected: point.soFar + own,
        high: point.soFar + max * share,
      };
    }),
  };
}

const sumOf = (gallons: Float64Array): number => gallons.reduce((sum, one) => sum + one, 0);
const sumBy = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
