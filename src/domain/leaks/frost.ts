import type { FrostRule } from './detector-settings.ts';
import { countsFor, type KnownFlow, knownCount } from './known-flow.ts';
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
  for (let hour = 0; hour < flow.span.hours; hour += 1) {
    if (knownCount(flow, hour) < enough && isFrost(flow.span.dayOf[hour] ?? 0)) counts[hour] = 0;
  }
  return { ...flow, counts };
}
