import { type Exact, exact } from '../kernel/index.ts';
import type { AlertChoices } from './choices.ts';

/** The water of one local day, all its hours known. */
export interface DayOfUse {
  readonly day: Temporal.PlainDate;
  /** In the unit in which the person reads water. */
  readonly water: Exact;
}

/** The days that took more than this person's limit for a day, compared exactly; none where they set none. */
export function highDays<Day extends DayOfUse>(choices: AlertChoices, days: readonly Day[]): readonly Day[] {
  const { dailyUse } = choices;
  if (dailyUse === undefined || !choices.kinds.includes('high-use')) return [];
  const max = exact(dailyUse);
  return days.filter(({ water }) => water.compare(max) > 0);
}
