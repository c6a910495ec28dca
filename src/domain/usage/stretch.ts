import type { HourSpan } from '../metering/index.ts';
import type { Hours } from './account-use.ts';

/** What one bar of a view by the clock or the calendar is. */
export const useScales = ['hour', 'day', 'month', 'year'] as const;
export type UseScale = (typeof useScales)[number];

/** Whole days that are shown together. */
export interface Stretch {
  readonly firstDay: Temporal.PlainDate;
  readonly days: number;
}

/** Years shown at most; older ones are a page back. */
const maxYears = 5;

/** The days shown around `on`: it, its month, its year, or five years that end with its own. */
export function stretchShown(scale: UseScale, on: Temporal.PlainDate): Stretch {
  if (scale === 'hour') return { firstDay: on, days: 1 };
  if (scale === 'day') return { firstDay: on.with({ day: 1 }), days: on.daysInMonth };
  const years = scale === 'month' ? 1 : maxYears;
  const firstDay = Temporal.PlainDate.from({ year: on.year - years + 1, month: 1, day: 1 });
  return { firstDay, days: firstDay.until(firstDay.add({ years })).days };
}

/** A day of the stretch before (−1) or after (1) the one shown around `on`. */
export function stepFrom(scale: UseScale, on: Temporal.PlainDate, by: 1 | -1): Temporal.PlainDate {
  if (scale === 'hour') return on.add({ days: by });
  if (scale === 'day') return on.with({ day: 1 }).add({ months: by });
  return on.with({ day: 1 }).add({ years: scale === 'month' ? by : by * maxYears });
}

/** A day of the stretch that is compared: the same weekday 52 weeks ago, or the same month or year a year ago. */
export function yearBefore(scale: UseScale, on: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (scale === 'year') return undefined;
  return scale === 'hour' ? on.subtract({ weeks: 52 }) : on.with({ day: 1 }).subtract({ years: 1 });
}

/** One bar: an hour, a day, a month or a year. */
export interface Bar extends Hours {
  /** Hour of the day, day of the month, month, or year: what it is compared by. */
  readonly key: number;
  readonly firstDay: Temporal.PlainDate;
  readonly days: number;
}

/** Cuts a span into the bars of a scale; two hours that a changing clock shows alike stay two. */
export function barsOf(scale: UseScale, span: HourSpan): readonly Bar[] {
  // Of hours there are many, and they are asked for rarely.
  if (scale === 'hour') return laidOut(scale, span);
  const ofSpan = kept.get(span) ?? new Map<UseScale, readonly Bar[]>();
  const bars = ofSpan.get(scale) ?? laidOut(scale, span);
  kept.set(span, ofSpan.set(scale, bars));
  return bars;
}

/** For as long as the span is kept: the pages of a day have the same bars, and those of 73 days are a twentieth of an account's home. */
const kept = new WeakMap<HourSpan, Map<UseScale, readonly Bar[]>>();

function laidOut(scale: UseScale, span: HourSpan): readonly Bar[] {
  if (scale === 'hour') {
    return Array.from({ length: span.hours }, (_, hour) => ({
      from: hour,
      to: hour + 1,
      key: span.hourOfDay[hour] ?? 0,
      firstDay: span.firstDay.add({ days: span.dayOf[hour] ?? 0 }),
      days: 1,
    }));
  }
  const bars: Bar[] = [];
  for (let day = 0; day < span.days; ) {
    const firstDay = span.firstDay.add({ days: day });
    const length =
      scale === 'day'
        ? 1
        : scale === 'month'
          ? firstDay.daysInMonth - firstDay.day + 1
          : firstDay.daysInYear - firstDay.dayOfYear + 1;
    const end = Math.min(span.days, day + length);
    bars.push({
      from: span.dayStart[day] ?? 0,
      to: span.dayStart[end] ?? 0,
      key: scale === 'day' ? firstDay.day : scale === 'month' ? firstDay.month : firstDay.year,
      firstDay,
      days: end - day,
    });
    day = end;
  }
  return bars;
}
