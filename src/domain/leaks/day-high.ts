import type { DailyWeather } from './leak-context.ts';

/** The weather of yesterday is often not known yet: a day's high is that of the last one known, of the week before it. */
export function highOf(weather: DailyWeather | undefined, day: number): number {
  const week = weather?.highCelsius.subarray(Math.max(0, day - 7), day + 1);
  return week?.findLast((high) => !Number.isNaN(high)) ?? Number.NaN;
}
