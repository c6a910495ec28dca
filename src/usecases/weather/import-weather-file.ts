import { basename } from 'node:path';
import type { WeatherConfig } from '../../config/weather.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { type GhcnDays, type GhcnUnits, ghcnReader } from '../../domain/weather/index.ts';
import { contentHash, filePieces } from '../../gateways/read-stream.ts';
import { unreadableFile } from '../../gateways/unreadable-file.ts';
import type { Database } from '../../store/database.ts';
import { keepWeather, type WeatherTally } from './keep-weather.ts';

export interface WeatherFileRequest {
  readonly weather: WeatherConfig | undefined;
  /** Of a file with one column an element; without it they are found by its decimal points. */
  readonly units?: GhcnUnits;
  readonly dryRun: boolean;
  readonly now: Temporal.Instant;
  readonly by: string;
}

export interface WeatherReport extends WeatherTally, Omit<GhcnDays, 'days'> {
  readonly fileName: string;
  readonly station: string;
  readonly days: number;
  readonly firstDay?: Temporal.PlainDate;
  readonly lastDay?: Temporal.PlainDate;
}

/** Takes in what a file, packed with gzip or not, says about the utility's station; the same file again changes nothing. */
export async function importWeatherFile(
  db: Database,
  path: string,
  { weather, units, dryRun, now, by }: WeatherFileRequest,
): Promise<Result<WeatherReport, Problem>> {
  if (weather === undefined) return refused({ code: 'weather.not-configured' });
  const { station } = weather;
  // East of Greenwich the day has begun earlier.
  const today = now.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 1 });
  const reader = ghcnReader({ file: path, station, today, ...present({ units }) });
  const sha256 = await readLines(path, reader.line);
  if (!sha256.ok) return sha256;
  const read = reader.finish();
  if (!read.ok) return read;
  const { days, ...facts } = read.value;
  const fileName = basename(path);
  const made = { station, source: 'file', fileName, sha256: sha256.value, receivedAt: now, receivedBy: by } as const;
  const tally = await keepWeather(db, made, { days, dryRun });
  const [first, last] = [days[0], days.at(-1)];
  return ok({
    ...{ fileName, station, days: days.length, ...tally, ...facts },
    ...(first === undefined || last === undefined ? {} : { firstDay: first.day, lastDay: last.day }),
  });
}

/** In characters; no layout has a longer one, and a file without line breaks would be copied with every piece. */
const longestLine = 100_000;

/** Hands over the lines one by one, so that a file of every station of a year needs no memory; gives the content's SHA-256. */
async function readLines(path: string, line: (text: string) => void): Promise<Result<string, Problem>> {
  const hash = contentHash();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const piece of filePieces(path)) {
      hash.update(piece);
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestLine) {
        const place = { file: path, line: 1 };
        return refused({ code: 'weather.line-too-long', params: { max: longestLine }, place });
      }
      for (const one of lines) line(one);
    }
  } catch (error) {
    return refused(unreadableFile(error, path));
  }
  if (rest !== '') line(rest);
  return ok(hash.digest());
}
