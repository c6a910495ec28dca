import type { ReadingUnit } from '../alerts/index.ts';
import { convertVolume, exact, isBefore, isOnOrAfter, present } from '../kernel/index.ts';
import { isKnownWell, type MonthUse, wholeMonth } from './stretches.ts';

/** What a household wants to use in a month. */
export type Goal =
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'amount'; readonly amount: string; readonly unit: ReadingUnit };

/** A goal, or none, from when somebody said so. */
export interface SaidGoal {
  readonly goal: Goal | undefined;
  readonly saidAt: Temporal.Instant;
}

/** How many percent below last year somebody may aim. */
export const goalPercents = { min: 1, max: 90 } as const;

/** Where a month stands against its goal. */
export interface MonthAgainstGoal {
  readonly month: Temporal.PlainDate;
  readonly goal: Goal;
  /** Undefined where last year's month is not known, or nothing of this one. */
  readonly goalGallons?: number;
  readonly usedGallons?: number;
  /** Days of the month that are known, and that it has. */
  readonly days: number;
  readonly ofDays: number;
  /** `on-track` and `above` of the month that runs; the others of one that is over. */
  readonly standing: 'on-track' | 'above' | 'met' | 'not-met' | 'unknown';
  /** Of the running month: what the days that are left may take, each. */
  readonly leftADay?: number;
}

/**
 * The months from the first with a goal up to the running one, newest first; each by the goal that stood at its end, the
 * running one by the goal of now.
 */
export function monthsAgainstGoals(
  said: readonly SaidGoal[],
  months: readonly MonthUse[],
  { today, zone }: { readonly today: Temporal.PlainDate; readonly zone: string },
): readonly MonthAgainstGoal[] {
  const [first] = said;
  if (first === undefined) return [];
  const byMonth = new Map(months.map((month) => [month.month.toString(), month]));
  const running = today.with({ day: 1 });
  const began = first.saidAt.toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 });
  const found: MonthAgainstGoal[] = [];
  for (let month = running; isOnOrAfter(month, began); month = month.subtract({ months: 1 })) {
    const end = month.add({ months: 1 }).toZonedDateTime(zone).toInstant();
    const goal = said.findLast(({ saidAt }) => isBefore(saidAt, end))?.goal;
    if (goal === undefined) continue;
    const use = byMonth.get(month.toString());
    const lastYear = byMonth.get(month.subtract({ years: 1 }).toString());
    found.push(standing({ month, goal, use, lastYear, isRunning: month.equals(running) }));
  }
  return found;
}

function standing(about: {
  readonly month: Temporal.PlainDate;
  readonly goal: Goal;
  readonly use: MonthUse | undefined;
  readonly lastYear: MonthUse | undefined;
  readonly isRunning: boolean;
}): MonthAgainstGoal {
  const { month, goal, use, lastYear, isRunning } = about;
  const goalGallons = gallonsOfGoal(goal, lastYear);
  const [days, ofDays] = [use?.days ?? 0, month.daysInMonth];
  const known = { month, goal, days, ofDays, ...present({ goalGallons }) };
  if (use === undefined) return { ...known, standing: 'unknown' };
  if (isRunning) {
    const used = { ...known, usedGallons: use.gallons };
    if (goalGallons === undefined) return { ...used, standing: 'unknown' };
    const left = Math.max(0, goalGallons - use.gallons);
    const isOnTrack = use.gallons <= (goalGallons * days) / ofDays;
    return {
      ...used,
      standing: isOnTrack ? 'on-track' : 'above',
      ...(days < ofDays ? { leftADay: left / (ofDays - days) } : {}),
    };
  }
  const used = { ...known, usedGallons: isKnownWell(use) ? wholeMonth(use) : use.gallons };
  if (goalGallons === undefined || !isKnownWell(use)) return { ...used, standing: 'unknown' };
  return { ...used, standing: used.usedGallons <= goalGallons ? 'met' : 'not-met' };
}

function gallonsOfGoal(goal: Goal, lastYear: MonthUse | undefined): number | undefined {
  if (goal.kind === 'amount') return convertVolume(exact(goal.amount), goal.unit, 'gal').valueOf();
  return lastYear === undefined || !isKnownWell(lastYear)
    ? undefined
    : (wholeMonth(lastYear) * (100 - goal.percent)) / 100;
}
