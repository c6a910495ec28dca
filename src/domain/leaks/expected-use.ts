import type { DailyWeather } from './leak-context.ts';

/** Below this high of a day, in °C, a garden does not ask for more water. */
const gardenCelsius = 15;
/** So much rain waters a garden. */
const wetMillimetres = 5;

/** How far a day asks for water in the garden: degrees of warmth, none where it rained; `NaN` where not known. */
export function warmthOf({ highCelsius, rainMillimetres }: DailyWeather, day: number): number {
  const high = highCelsius[day] ?? Number.NaN;
  return (rainMillimetres[day] ?? 0) >= wetMillimetres ? 0 : Math.max(0, high - gardenCelsius);
}

/** Days of the meter's own history. */
export interface UsualDay {
  readonly gallons: number;
  /** From Monday, 1, to Sunday, 7. */
  readonly weekday: number;
  /** `NaN` where the weather is not known. */
  readonly warmth: number;
}

/** How many days' worth the whole history weighs against one day of the week. */
const wholeWeight = 4;

/**
 * What a meter uses on a day of such weather and weekday, from days of its history: the mean, what each degree of warmth
 * adds by least squares (never less than nothing), and the weekday's own distance from that, drawn towards none.
 */
export function expectedUse(usual: readonly UsualDay[]): (day: Omit<UsualDay, 'gallons'>) => number {
  let [allUse, allWarmth, warm] = [0, 0, 0];
  for (const { gallons, warmth } of usual) {
    allUse += gallons;
    if (Number.isNaN(warmth)) continue;
    allWarmth += warmth;
    warm += 1;
  }
  const [meanUse, meanWarmth] = [allUse / Math.max(1, usual.length), allWarmth / Math.max(1, warm)];
  let [spread, together] = [0, 0];
  for (const { gallons, warmth } of usual) {
    if (Number.isNaN(warmth)) continue;
    spread += (warmth - meanWarmth) ** 2;
    together += (warmth - meanWarmth) * (gallons - meanUse);
  }
  // Three degrees apart on the average, or the slope is chance.
  const slope = warm > 0 && spread > warm * 9 ? Math.max(0, together / spread) : 0;
  const byWeather = (warmth: number): number =>
    Number.isNaN(warmth) || slope === 0 ? meanUse : Math.max(0, meanUse + slope * (warmth - meanWarmth));
  const [apart, days] = [new Float64Array(8), new Float64Array(8).fill(wholeWeight)];
  for (const { weekday, gallons, warmth } of usual) {
    apart[weekday] = (apart[weekday] ?? 0) + (gallons - byWeather(warmth));
    days[weekday] = (days[weekday] ?? 0) + 1;
  }
  return ({ weekday, warmth }) =>
    Math.max(0, byWeather(warmth) + (apart[weekday] ?? 0) / (days[weekday] ?? wholeWeight));
}
