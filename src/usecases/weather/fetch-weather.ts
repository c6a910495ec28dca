import { createHash } from 'node:crypto';
import type { Utility } from '../../config/utility.ts';
import { ok, type Problem, type Result } from '../../domain/kernel/index.ts';
import { ghcnReader, type WeatherProblem } from '../../domain/weather/index.ts';
import { dailySummaries } from '../../gateways/weather-service.ts';
import type { Database } from '../../store/database.ts';
import { keepWeather, type WeatherTally } from './keep-weather.ts';

export interface FetchedWeather extends WeatherTally {
  readonly problems: readonly WeatherProblem[];
}

/**
 * Asks the weather service for the last days of the utility's station and keeps what is new; undefined where the utility
 * has it off. NOAA corrects days for weeks, so each time the same days are asked for again.
 */
export async function fetchWeather(
  db: Database,
  { weather, time_zone }: Pick<Utility, 'weather' | 'time_zone'>,
  now: Temporal.Instant,
): Promise<Result<FetchedWeather | undefined, Problem>> {
  if (weather?.fetch.on !== true) return ok(undefined);
  const { station } = weather;
  const { url, days } = weather.fetch;
  const last = now.toZonedDateTimeISO(time_zone).toPlainDate();
  const answer = await dailySummaries({ url, station, first: last.subtract({ days }), last });
  if (!answer.ok) return answer;
  const { csv, address } = answer.value;
  const reader = ghcnReader({ file: address, station, units: 'metric', today: last });
  for (const line of csv.split('\n')) reader.line(line);
  const read = reader.finish();
  // A station that sent nothing for so long is answered with nothing, or with a header alone.
  const isEmpty = csv.trim() === '' || (!read.ok && read.problem.code === 'weather.station-not-in-file');
  if (isEmpty) return ok({ fresh: 0, changed: 0, unchanged: 0, problems: [] });
  if (!read.ok) return read;
  const tally = await keepWeather(
    db,
    {
      ...{ station, source: 'fetched', fileName: address, receivedAt: now, receivedBy: 'worker' },
      sha256: createHash('sha256').update(csv).digest('hex'),
    },
    { days: read.value.days, dryRun: false },
  );
  return ok({ ...tally, problems: read.value.problems });
}
