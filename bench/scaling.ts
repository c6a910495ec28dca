import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filePieces } from '../src/gateways/read-stream.ts';
import type { DatabasePool } from '../src/store/database.ts';
import { importReads } from '../src/usecases/metering/reads/import-reads.ts';
import { surveyFile } from '../src/usecases/metering/reads/survey-file.ts';
import { referenceUtility } from '../test/support/reference-utility.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { cpuSeconds } from './support/cpu-seconds.ts';
import { gallonsByHour } from './support/gallons-by-hour.ts';
import { type Fleet, firstDay, lookAtFleet, storeFleet } from './support/scan-meters.ts';

/**
 * What a night costs as a town grows: the file of one day of every meter taken in, and the scan for leaks of every meter with its
 * five weeks; processor time of Caudal and PostgreSQL a read and a meter, at each size of CAUDAL_BENCH_METERS, beside the first.
 */
const sizes = (process.env['CAUDAL_BENCH_METERS'] ?? '5000,10000,20000,40000,80000').split(',').map(Number);
const zone = referenceUtility.time_zone;
const days = 35;
const settings = referenceUtility.leaks.classes[0]?.settings;
if (settings === undefined) throw new Error('the reference utility has no rules for leaks');

const folder = await mkdtemp(join(tmpdir(), 'caudal-scaling-'));
const first: Record<string, number> = {};
try {
  for (const meters of sizes) await measure({ meters, days, zone, settings });
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(fleet: Fleet): Promise<void> {
  const { meters } = fleet;
  const server = await startBenchServer();
  try {
    const db = await openMigrated(server.url, 'scaling', 2);
    await storeFleet(db, fleet);
    const [hours] = await db.query<{ bytes: number }>(
      `select coalesce(sum(pg_total_relation_size(inhrelid)), 0)::bigint as bytes from pg_inherits
       where inhparent = 'meter_day'::regclass`,
    );
    say('on disk', meters, (hours?.bytes ?? 0) / (meters * days * 24), 'bytes/read');
    const file = join(folder, `night-${meters}.csv`);
    await writeNight(file, meters);
    const used = async (work: () => Promise<void>) => {
      const before = (await cpuSeconds(server.pid)) ?? Number.NaN;
      await work();
      return ((await cpuSeconds(server.pid)) ?? Number.NaN) - before;
    };
    say('a night’s file', meters, ((await used(() => takeIn(db, file))) / (meters * 24)) * 1e9, 'ns/read');
    say('a scan for leaks', meters, ((await used(() => lookAtFleet(db, fleet))) / meters) * 1e6, 'µs/meter');
    console.log(
      JSON.stringify({
        ...{ bench: 'scaling', metric: 'most memory so far', meters },
        ...{ value: Math.round(process.resourceUsage().maxRSS / 1024), unit: 'MB' },
      }),
    );
    await db.close();
  } finally {
    await server.stop();
  }
}

function say(what: string, meters: number, value: number, unit: string): void {
  const rounded = (number: number) => Number(number.toPrecision(4));
  first[what] ??= value;
  const peer = { peer: `the same with ${sizes[0]} meters`, peer_value: rounded(first[what]) };
  const ratio = Number((value / first[what]).toFixed(3));
  console.log(
    JSON.stringify({
      ...{ bench: 'scaling', metric: `${what}, processor time`.replace('on disk, processor time', 'on disk'), meters },
      ...{ value: rounded(value), unit, ...peer, ratio },
    }),
  );
}

/** One day of every meter, after those that are stored. */
async function writeNight(path: string, meters: number): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  out.write('meter,ended_at,gallons\n');
  const start = firstDay.add({ days }).toZonedDateTime(zone).epochMilliseconds;
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

async function takeIn(db: DatabasePool, path: string): Promise<void> {
  const imported = await importReads(db, {
    ...{ fileName: 'night.csv', survey: await surveyFile(filePieces(path)), pieces: filePieces(path), format: 'csv' },
    ...{ mapping: gallonsByHour, zone, dryRun: false, addMeters: false, now: Temporal.Now.instant(), by: 'bench' },
  });
  if (!imported.ok || imported.value.refused.lines > 0) throw new Error(JSON.stringify(imported));
}
