import { type Exact, exact } from '../kernel/index.ts';
import type { BarUse } from './bar-use.ts';

/** The newest seven days known whole, and the seven before them. */
export interface TwoWeeks {
  readonly lastDay: Temporal.PlainDate;
  readonly week: Exact;
  /** Undefined where a day of them is not known whole. */
  readonly weekBefore?: Exact;
}

/** Of days in order; undefined where no seven days in a row that end within the last three are known whole. */
export function lastTwoWeeks(days: readonly BarUse[]): TwoWeeks | undefined {
  const last = days.findLastIndex(isWhole);
  const end = days[last];
  if (end === undefined || last < 6 || days.length - last > 3) return undefined;
  const [week, before] = [days.slice(last - 6, last + 1), days.slice(Math.max(0, last - 13), last - 6)];
  if (!week.every(isWhole)) return undefined;
  const isKnown = before.length === 7 && before.every(isWhole);
  return { lastDay: end.firstDay, week: sum(week), ...(isKnown ? { weekBefore: sum(before) } : {}) };
}

const isWhole = (day: BarUse): boolean => day.missing === 0;

const sum = (days: readonly BarUse[]): Exact => days.reduce((total, day) => total.add(day.water ?? 0), exact(0));
