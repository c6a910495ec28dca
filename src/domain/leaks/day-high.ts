import type { DailyWeather } from './leak-context.ts';

/** All meters of a scan share the weather. */
const kept = new WeakMap<DailyWeather, Float64Array>();

/** The weather of yesterday is often not known yet: a day's high is that of the last one known, of the week before it. */
export function highOf(weather: DailyWeather | undefined, day: number): number {
  if (weather === undefined) return Number.NaN;
  const known = kept.get(weather) ?? lastHighs(weather);
  kept.set(weather, known);
  return known[day] ?? Number.NaN;
}

function lastHighs({ highCelsius }: DailyWeather): Float64Array {
  return highCelsius.map((_, day) => {
    const week = highCelsius.subarray(Math.max(0, day - 7), day + 1);
    return week.findLast((high) => !Number.isNaN(high)) ?? Number.NaN;
  });
}
