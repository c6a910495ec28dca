import { present } from '../../domain/kernel/index.ts';
import type { DailyWeather, StationDay } from '../../domain/weather/index.ts';
import type { Database } from '../database.ts';

export interface WeatherImport {
  readonly station: string;
  /** Where it came from: a file, the weather service, or the demo's simulation. */
  readonly source: 'file' | 'fetched' | 'simulated';
  readonly fileName: string;
  readonly sha256: string;
  readonly receivedAt: Temporal.Instant;
  readonly receivedBy: string;
}

/** The utility's station is that of the newest import: only its configured station is taken in. */
const newestImport = 'select station, source from weather_import order by id desc limit 1';

interface DayRow {
  readonly day: Temporal.PlainDate;
  readonly high: number | null;
  readonly low: number | null;
  readonly rain: number | null;
}

/**
 * The weather of `days` days from `firstDay` on at the utility's station: degrees Celsius and millimetres, `NaN` where
 * nothing is known. One index range of `weather_day`.
 */
export async function weatherOfDays(db: Database, firstDay: Temporal.PlainDate, days: number): Promise<DailyWeather> {
  const rows = await db.query<Omit<DayRow, 'day'> & { index: number }>(
    `select distinct on (day) day - $1::date as index, high_tenths as high, low_tenths as low, rain_tenths as rain
     from weather_day
     where station = (select station from (${newestImport}) newest) and day between $1::date and $2::date
     order by day, import_id desc`,
    [firstDay, firstDay.add({ days: days - 1 })],
  );
  const unknown = () => new Float64Array(days).fill(Number.NaN);
  const weather = { highCelsius: unknown(), lowCelsius: unknown(), rainMillimetres: unknown() };
  for (const { index, high, low, rain } of rows) {
    if (high !== null) weather.highCelsius[index] = high / 10;
    if (low !== null) weather.lowCelsius[index] = low / 10;
    if (rain !== null) weather.rainMillimetres[index] = rain / 10;
  }
  return weather;
}

/** Which station's weather is shown, and where it came from; undefined before the first import. */
export async function weatherSource(db: Database): Promise<Pick<WeatherImport, 'station' | 'source'> | undefined> {
  const [row] = await db.query<Pick<WeatherImport, 'station' | 'source'>>(newestImport);
  return row;
}

/** What stands of a station's days, by ISO date. */
export async function standingWeather(
  db: Database,
  station: string,
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<ReadonlyMap<string, StationDay>> {
  const rows = await db.query<DayRow>(
    `select distinct on (day) day, high_tenths as high, low_tenths as low, rain_tenths as rain
     from weather_day where station = $1 and day between $2 and $3 order by day, import_id desc`,
    [station, from, to],
  );
  return new Map(
    rows.map(({ day, high, low, rain }) => [
      day.toString(),
      {
        day,
        ...present({ highTenths: high, lowTenths: low, rainTenths: rain }),
      },
    ]),
  );
}

/** Any number, the same in every process: of two imports at once the second sees what the first said. */
const weatherLock = 4_202_605_27;

export const lockWeather = async (tx: Database): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock($1)', [weatherLock]);
};

/** Keeps an import, also one that says nothing new: its station is the utility's from now on. */
export async function insertWeather(tx: Database, made: WeatherImport, days: readonly StationDay[]): Promise<void> {
  await tx.query(
    `with made as (
       insert into weather_import (station, source, file_name, sha256, received_at, received_by)
       values ($1, $2, $3, $4, $5, $6) returning id
     )
     insert into weather_day (station, day, import_id, high_tenths, low_tenths, rain_tenths)
     select $1, said.day, made.id, said.high, said.low, said.rain
     from made, unnest($7::date[], $8::smallint[], $9::smallint[], $10::smallint[]) as said (day, high, low, rain)`,
    [
      ...[made.station, made.source, made.fileName, made.sha256, made.receivedAt, made.receivedBy],
      days.map((one) => one.day),
      days.map((one) => one.highTenths ?? null),
      days.map((one) => one.lowTenths ?? null),
      days.map((one) => one.rainTenths ?? null),
    ],
  );
}
