import type { DailyWeather } from './station-day.ts';

/** The weather of some days together; what nobody measured on any of them is left out. */
export interface WeatherOfDays {
  /** Of a day its own; of more days their mean. */
  readonly highCelsius?: number;
  readonly lowCelsius?: number;
  /** In all. */
  readonly rainMillimetres?: number;
  readonly days: number;
  /** Days of which something is known. */
  readonly knownDays: number;
}

/** The days from index `from` on; undefined where nothing is known about any. */
export function weatherOver(
  weather: DailyWeather,
  { from, days }: { readonly from: number; readonly days: number },
): WeatherOfDays | undefined {
  const known = (values: Float64Array) =>
    [...values.subarray(from, from + days)].filter((value) => !Number.isNaN(value));
  const high = known(weather.highCelsius);
  const low = known(weather.lowCelsius);
  const rain = known(weather.rainMillimetres);
  const knownDays = Math.max(high.length, low.length, rain.length);
  if (knownDays === 0) return undefined;
  return {
    ...(high.length === 0 ? {} : { highCelsius: total(high) / high.length }),
    ...(low.length === 0 ? {} : { lowCelsius: total(low) / low.length }),
    ...(rain.length === 0 ? {} : { rainMillimetres: total(rain) }),
    ...{ days, knownDays },
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** `us`: °F and inches; `metric`: °C and millimetres. */
export type WeatherUnits = 'us' | 'metric';

export const degreesIn = (units: WeatherUnits, celsius: number): number =>
  units === 'us' ? (celsius * 9) / 5 + 32 : celsius;

export const rainIn = (units: WeatherUnits, millimetres: number): number =>
  units === 'us' ? millimetres / 25.4 : millimetres;
