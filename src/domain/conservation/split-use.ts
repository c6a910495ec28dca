import { isOnOrAfter } from '../kernel/index.ts';
import { type MeteredStretch, type MonthUse, monthsOf } from './stretches.ts';

/** Which months say what is used indoors, and in which a garden is watered; the utility's climate. */
export interface SplitRule {
  readonly indoorMonths: readonly number[];
  readonly seasonMonths: readonly number[];
}

interface SplitMonth extends MonthUse {
  readonly indoor: number;
  readonly outdoor: number;
}

/** Water indoors and out, as far as a meter for both can tell. */
export interface UseSplit {
  /** Gallons a day, and the range in which it may well lie. */
  readonly indoorADay: number;
  readonly indoorFrom: number;
  readonly indoorTo: number;
  /** Winter days that say so. */
  readonly winterDays: number;
  /** The newest twelve months, oldest first. */
  readonly months: readonly SplitMonth[];
  readonly indoor: number;
  readonly outdoor: number;
}

/** Days of winter that are needed: a bill's period. */
const fewestDays = 28;

/**
 * Splits a year by its winter: what a home uses on a day of the indoor months, it uses indoors on every day; what is above
 * it in the watering season went outside. Undefined where too little of a winter is known.
 */
export function splitUse(stretches: readonly MeteredStretch[], rule: SplitRule): UseSplit | undefined {
  const newest = monthsOf(stretches).slice(-12);
  const [first] = newest;
  if (first === undefined) return undefined;
  const winter = stretches.filter(
    ({ firstDay, days }) =>
      rule.indoorMonths.includes(middleOf(firstDay, days).month) &&
      isOnOrAfter(firstDay.add({ days: 31 }), first.month),
  );
  const winterDays = winter.reduce((sum, { days }) => sum + days, 0);
  if (winterDays < fewestDays) return undefined;
  const indoorADay = winter.reduce((sum, { gallons }) => sum + gallons, 0) / winterDays;
  const unsure = 2 * standardError(weeksOf(winter));
  const months = newest.map((month): SplitMonth => {
    const indoors = Math.min(month.gallons, indoorADay * month.days);
    const indoor = rule.seasonMonths.includes(month.month.month) ? indoors : month.gallons;
    return { ...month, indoor, outdoor: month.gallons - indoor };
  });
  return {
    indoorADay,
    indoorFrom: Math.max(0, indoorADay - unsure),
    indoorTo: indoorADay + unsure,
    winterDays,
    months,
    indoor: months.reduce((sum, { indoor }) => sum + indoor, 0),
    outdoor: months.reduce((sum, { outdoor }) => sum + outdoor, 0),
  };
}

const middleOf = (firstDay: Temporal.PlainDate, days: number) => firstDay.add({ days: Math.floor(days / 2) });

/** What a day was in each seven days of winter one after another, or in each bill: people have weeks, not days. */
function weeksOf(winter: readonly MeteredStretch[]): readonly number[] {
  const weeks: number[] = [];
  let [days, gallons] = [0, 0];
  for (const stretch of winter) {
    days += stretch.days;
    gallons += stretch.gallons;
    if (days < 7) continue;
    weeks.push(gallons / days);
    [days, gallons] = [0, 0];
  }
  return weeks;
}

/** Of the mean of `values`; with one or two, a fifth of it, as nothing better is known. */
function standardError(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 3) return mean / 10;
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return Math.sqrt(spread / values.length);
}
