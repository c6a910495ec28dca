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
  const meanUse = mean(usual.map(({ gallons }) => gallons));
  const warm = usual.filter(({ warmth }) => !Number.isNaN(warmth));
  const meanWarmth = mean(warm.map(({ warmth }) => warmth));
  const spread = warm.reduce((sum, { warmth }) => sum + (warmth - meanWarmth) ** 2, 0);
  const together = warm.reduce((sum, { warmth, gallons }) => sum + (warmth - meanWarmth) * (gallons - meanUse), 0);
  // Three degrees apart on the average, or the slope is chance.
  const slope = warm.length > 0 && spread > warm.length * 9 ? Math.max(0, together / spread) : 0;
  const byWeather = (warmth: number): number =>
    Number.isNaN(warmth) || slope === 0 ? meanUse : Math.max(0, meanUse + slope * (warmth - meanWarmth));
  const offset = Array.from({ length: 8 }, (_, weekday) => {
    const own = usual.filter((day) => day.weekday === weekday).map((day) => day.gallons - byWeather(day.warmth));
    return own.reduce((sum, one) => sum + one, 0) / (own.length + wholeWeight);
  });
  return ({ weekday, warmth }) => Math.max(0, byWeather(warmth) + (offset[weekday] ?? 0));
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
