import type { FrostRule } from './detector-settings.ts';
import { countsFor, type KnownFlow, unknown } from './known-flow.ts';
import type { DailyWeather } from './leak-context.ts';

/** Which days of a span are of frost; none where the weather is not known. */
export const frostyDays =
  (rule: FrostRule | undefined, weather: DailyWeather | undefined) =>
  (day: number): boolean =>
    rule !== undefined && (weather?.highCelsius[day] ?? Number.NaN) < rule.highBelowCelsius;

/** The hours without what little runs on days of frost: it may be a humidifier, or a tap that is let drip. */
export function withoutFrost(
  flow: KnownFlow,
  rule: FrostRule | undefined,
  weather: DailyWeather | undefined,
): KnownFlow {
  const isFrost = frostyDays(rule, weather);
  if (rule === undefined || !weather?.highCelsius.some((_, day) => isFrost(day))) return flow;
  const enough = countsFor(flow, rule.gallonsAnHour);
  const counts = flow.counts.slice();
  for (let day = 0; day < flow.span.days; day += 1) {
    if (!isFrost(day)) continue;
    const until = flow.span.dayStart[day + 1] ?? 0;
    for (let hour = flow.span.dayStart[day] ?? 0; hour < until; hour += 1) {
      const count = counts[hour] ?? unknown;
      if (count !== unknown && count < enough) counts[hour] = 0;
    }
  }
  return { ...flow, counts };
}
