import { createWriteStream } from 'node:fs';
import { filePieces } from '../../src/gateways/read-stream.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { importReads } from '../../src/usecases/metering/reads/import-reads.ts';
import { surveyFile } from '../../src/usecases/metering/reads/survey-file.ts';
import { gallonsByHour } from './gallons-by-hour.ts';

/** One day of every meter of a fleet. */
export async function writeNight(
  path: string,
  { meters, day, zone }: { readonly meters: number; readonly day: Temporal.PlainDate; readonly zone: string },
): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  out.write('meter,ended_at,gallons\n');
  const start = day.toZonedDateTime(zone).epochMilliseconds;
  const ends = Array.from(
    { length: 24 },
    (_, hour) => `${new Date(start + (hour + 1) * 3_600_000).toISOString().slice(0, 19)}Z`,
  );
  for (let meter = 1; meter <= meters; meter += 1) {
    const lines = ends.map((end, hour) => `AMI-${meter},${end},${hour < 6 ? 0 : (meter * 7919 + hour * 31) % 40}\n`);
    if (!out.write(lines.join(''))) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
}

export async function takeInNight(db: DatabasePool, path: string, zone: string): Promise<void> {
  const imported = await importReads(db, {
    ...{ fileName: 'night.csv', survey: await surveyFile(filePieces(path)), pieces: filePieces(path), format: 'csv' },
    ...{ mapping: gallonsByHour, zone, dryRun: false, addMeters: false, now: Temporal.Now.instant(), by: 'bench' },
  });
  if (!imported.ok || imported.value.refused.lines > 0) throw new Error(JSON.stringify(imported));
}
