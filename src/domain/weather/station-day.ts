/** What a station says about one day: tenths of a degree Celsius and of a millimetre; left out where it has no value. */
export interface StationDay {
  readonly day: Temporal.PlainDate;
  readonly highTenths?: number;
  readonly lowTenths?: number;
  readonly rainTenths?: number;
}

/** Days in a row from a first one on; `NaN` where a day's is not known. */
export interface DailyWeather {
  readonly highCelsius: Float64Array;
  readonly lowCelsius: Float64Array;
  readonly rainMillimetres: Float64Array;
}

/** What an import adds to what stands. */
export interface WeatherNews {
  /** Each day that is new or changed, whole: what the import leaves out is carried on. */
  readonly days: readonly StationDay[];
  readonly fresh: number;
  readonly changed: number;
  readonly unchanged: number;
}

export function weatherNews(standing: ReadonlyMap<string, StationDay>, said: readonly StationDay[]): WeatherNews {
  const days: StationDay[] = [];
  let fresh = 0;
  for (const one of said) {
    const before = standing.get(one.day.toString());
    const whole = { ...before, ...one };
    if (before !== undefined && isSame(before, whole)) continue;
    days.push(whole);
    if (before === undefined) fresh += 1;
  }
  return { days, fresh, changed: days.length - fresh, unchanged: said.length - days.length };
}

const isSame = (one: StationDay, other: StationDay): boolean =>
  one.highTenths === other.highTenths && one.lowTenths === other.lowTenths && one.rainTenths === other.rainTenths;
