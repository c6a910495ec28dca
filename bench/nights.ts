import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { DatabasePool } from '../src/store/database.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { cpuSeconds } from './support/cpu-seconds.ts';
import { type NightKind, nightKinds, takeInNight, writeNight } from './support/night-file.ts';
import { firstDay } from './support/scan-meters.ts';

/**
 * Nights of one day a meter taken in one after another, of hourly use and of registers that are read off the hour: processor time a
 * read of Caudal and PostgreSQL, of each night; beside it `COPY` of the same files into a table of one row a read with primary key
 * (meter, time). CAUDAL_BENCH_METERS says how many meters, CAUDAL_BENCH_NIGHTS how many nights.
 */
const meters = Number(process.env['CAUDAL_BENCH_METERS'] ?? 20_000);
const nights = Number(process.env['CAUDAL_BENCH_NIGHTS'] ?? 7);
const zone = 'America/Los_Angeles';
const reads = meters * 24;

const folder = await mkdtemp(join(tmpdir(), 'caudal-bench-'));
const server = await startBenchServer();
try {
  const wished = process.env['CAUDAL_BENCH_KIND'];
  for (const kind of nightKinds.filter((one) => wished === undefined || one === wished)) await measure(kind);
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}

async function measure(kind: NightKind): Promise<void> {
  const db = await openMigrated(server.url, kind.replaceAll(' ', '_'), 2);
  await db.query(
    `insert into meter (serial, size, unit, dials) select 'AMI-' || n, '5/8"', 'gal', 7 from generate_series(1, $1::int) n`,
    [meters],
  );
  await db.query('create table one_row_a_read (meter text, at timestamptz, value bigint, primary key (meter, at))');
  await db.query('vacuum analyze');
  for (let night = 0; night < nights; night += 1) {
    const file = join(folder, 'night.csv');
    await writeNight(file, { meters, day: firstDay.add({ days: night }), zone, kind });
    const taken = await used(() => takeInNight(db, file, { zone, kind }));
    const copied = await used(() => copyFile(db, file));
    const rounded = (number: number) => Math.round((number / reads) * 1e9);
    console.log(
      JSON.stringify({
        ...{ bench: 'nights', metric: `a night of ${kind}, processor time`, meters, night: night + 1 },
        ...{ value: rounded(taken.all), unit: 'ns/read', caudal: rounded(taken.own) },
        ...{ peer: '`COPY` into one row a read, primary key (meter, time)', peer_value: rounded(copied.all) },
        ratio: Number((taken.all / copied.all).toFixed(3)),
      }),
    );
  }
  await db.close();
}

async function used(work: () => Promise<void>): Promise<{ readonly all: number; readonly own: number }> {
  const [before, ownBefore] = [(await cpuSeconds(server.pid)) ?? Number.NaN, process.cpuUsage()];
  await work();
  const own = process.cpuUsage(ownBefore);
  return { all: ((await cpuSeconds(server.pid)) ?? Number.NaN) - before, own: (own.user + own.system) / 1e6 };
}

async function copyFile(db: DatabasePool, file: string): Promise<void> {
  const client = await db.pool.connect();
  await pipeline(
    createReadStream(file, { highWaterMark: 1 << 20 }),
    client.query(copyFrom('copy one_row_a_read from stdin (format csv, header)')),
  );
  client.release();
}
