import { createWriteStream } from 'node:fs';
import { readMapping } from '../../src/domain/metering/index.ts';
import { filePieces } from '../../src/gateways/read-stream.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { importReads } from '../../src/usecases/metering/reads/import-reads.ts';
import { surveyFile } from '../../src/usecases/metering/reads/survey-file.ts';
import { gallonsByHour } from './gallons-by-hour.ts';

/** What a head-end sends: the use of each hour, or the register as each meter reads it at a minute of its own. */
export const nightKinds = ['hours', 'registers off the hour'] as const;
export type NightKind = (typeof nightKinds)[number];

interface Night {
  readonly meters: number;
  readonly day: Temporal.PlainDate;
  readonly zone: string;
  readonly kind?: NightKind;
}

const gallonsOf = (meter: number, hour: number): number => (hour < 6 ? 0 : (meter * 7919 + hour * 31) % 40);

/** One day of every meter of a fleet. */
export async function writeNight(path: string, { meters, day, zone, kind = 'hours' }: Night): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  out.write(kind === 'hours' ? 'meter,ended_at,gallons\n' : 'meter,read_at,register\n');
  const start = day.toZonedDateTime(zone).epochMilliseconds;
  const written = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`;
  const ends = Array.from({ length: 24 }, (_, hour) => written(start + (hour + 1) * 3_600_000));
  const days = day.since('2026-01-01').days;
  for (let meter = 1; meter <= meters; meter += 1) {
    const lines =
      kind === 'hours'
        ? ends.map((end, hour) => `AMI-${meter},${end},${gallonsOf(meter, hour)}\n`)
        : registersOf({ meter, start, days, written });
    if (!out.write(lines.join(''))) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
}

function registersOf(of: {
  readonly meter: number;
  readonly start: number;
  readonly days: number;
  readonly written: (moment: number) => string;
}): readonly string[] {
  const { meter, start, days, written } = of;
  const minute = start + (1 + (meter % 59)) * 60_000;
  const ofDay = Array.from({ length: 24 }, (_, hour) => gallonsOf(meter, hour));
  let register = 10_000 + (meter % 1000) * 37 + days * ofDay.reduce((sum, one) => sum + one, 0);
  return ofDay.map((gallons, hour) => {
    register += gallons;
    return `AMI-${meter},${written(minute + hour * 3_600_000)},${register}\n`;
  });
}

const registers = readMapping(
  'registers.yaml',
  `format: csv
zone: UTC
meter: meter
reads:
  - { kind: register, value: register, time: read_at, time_format: 'yyyy-mm-ddTHH:MM:SSzz', unit: gal }
`,
  'UTC',
);
if (!registers.ok) throw new Error(JSON.stringify(registers.problem));
const mappings = { hours: gallonsByHour, 'registers off the hour': registers.value };

export async function takeInNight(
  db: DatabasePool,
  path: string,
  { zone, kind = 'hours' }: Pick<Night, 'zone' | 'kind'>,
): Promise<void> {
  const imported = await importReads(db, {
    ...{ fileName: 'night.csv', survey: await surveyFile(filePieces(path)), pieces: filePieces(path), format: 'csv' },
    ...{ mapping: mappings[kind], zone, dryRun: false, addMeters: false, now: Temporal.Now.instant(), by: 'bench' },
  });
  if (!imported.ok || imported.value.refused.lines > 0) throw new Error(JSON.stringify(imported));
}
