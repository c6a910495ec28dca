import { type StationDay, type WeatherNews, weatherNews } from '../../domain/weather/index.ts';
import type { Database } from '../../store/database.ts';
import { insertWeather, lockWeather, standingWeather, type WeatherImport } from '../../store/weather/index.ts';

export type WeatherTally = Omit<WeatherNews, 'days'>;

/**
 * Keeps what is new in `days` (ascending); two imports at once run one after the other. On a dry run only the tally is
 * made.
 */
export function keepWeather(
  db: Database,
  made: WeatherImport,
  { days, dryRun }: { readonly days: readonly StationDay[]; readonly dryRun: boolean },
): Promise<WeatherTally> {
  return db.transaction(async (tx) => {
    await lockWeather(tx);
    const [from, to] = [days[0]?.day, days.at(-1)?.day];
    const standing =
      from === undefined || to === undefined
        ? new Map<string, StationDay>()
        : await standingWeather(tx, made.station, { from, to });
    const { days: news, ...tally } = weatherNews(standing, days);
    if (!dryRun) await insertWeather(tx, made, news);
    return tally;
  });
}
