import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { filePieces } from '../src/gateways/read-stream.ts';
import type { DatabasePool } from '../src/store/database.ts';
import { importReads } from '../src/usecases/metering/reads/import-reads.ts';
import { surveyFile } from '../src/usecases/metering/reads/survey-file.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { cpuSeconds } from './support/cpu-seconds.ts';
import { gallonsByHour } from './support/gallons-by-hour.ts';

/**
 * Hourly reads from a CSV file to durable, validated rows, against plain COPY of the same file into a table of one row a
 * read with primary key (meter, time), in the same run; bytes a read on disk of both; then 1, 2, 4 and 8 times as many
 * meters, and the memory that takes. Times are by the clock, and in processor seconds of Caudal and PostgreSQL together,
 * which tell more where the machine does other work.
 */
const meters = Number(process.env['CAUDAL_BENCH_METERS'] ?? 5000);
const days = 30;
const largest = Number(process.env['CAUDAL_BENCH_TIMES'] ?? 8);
const zone = 'America/Los_Angeles';

const folder = await mkdtemp(join(tmpdir(), 'caudal-bench-'));
const server = await startBenchServer();
try {
  const file = join(folder, 'hourly.csv');
  await writeReads(file, meters);
  const reads = meters * days * 24;
  const caudal = await fresh('caudal', meters);
  const own = await importOnce(caudal, file);
  const bytes = (await bytesOf(caudal, 'meter_day')) + (await bytesOf(caudal, 'received_day'));
  await caudal.close();
  const peer = await fresh('peer', 0);
  const copy = await copyOnce(peer, file);
  const peerBytes = await bytesOf(peer, 'one_row_a_read');
  await peer.close();
  const copied = 'COPY of the file into one row a read, primary key (meter, time)';
  report('reads from CSV to durable rows', reads / own.seconds, 'reads/s', copied, reads / copy.seconds);
  report('processor time a read', (own.cpu / reads) * 1e9, 'ns/read', copied, (copy.cpu / reads) * 1e9);
  report('on disk, with indexes', bytes / reads, 'bytes/read', copied, peerBytes / reads);
  const perRead: { readonly clock: number; readonly cpu: number }[] = [];
  for (let times = 1; times <= largest; times *= 2) {
    const many = join(folder, `hourly-${times}.csv`);
    await writeReads(many, meters * times);
    const db = await fresh(`times_${times}`, meters * times);
    const { seconds, cpu, memory } = await importOnce(db, many);
    await db.close();
    await rm(many);
    const now = { clock: (seconds / (reads * times)) * 1e9, cpu: (cpu / (reads * times)) * 1e9 };
    perRead.push(now);
    const first = perRead[0] ?? now;
    const size = `with ${times} times the meters`;
    report(`time a read ${size}`, now.clock, 'ns/read', 'the same with 1 time', first.clock);
    report(`processor time a read ${size}`, now.cpu, 'ns/read', 'the same with 1 time', first.cpu);
    console.log(
      JSON.stringify({
        bench: 'reads',
        metric: `most memory ${size}`,
        value: memory,
        unit: 'MB',
      }),
    );
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}

function report(metric: string, value: number, unit: string, peer: string, peerValue: number): void {
  const rounded = (number: number) => Number(number.toPrecision(4));
  console.log(
    JSON.stringify({
      ...{ bench: 'reads', metric, value: rounded(value), unit, peer, peer_value: rounded(peerValue) },
      ratio: Number((value / peerValue).toFixed(3)),
    }),
  );
}

async function fresh(name: string, howMany: number): Promise<DatabasePool> {
  const db = await openMigrated(server.url, name, 4);
  await db.query(
    `insert into meter (serial, size, unit, dials) select 'AMI-' || (10000000 + n), '5/8"', 'gal', 7
     from generate_series(1, $1::int) n`,
    [howMany],
  );
  await db.query('vacuum analyze');
  return db;
}

/** A month of homes, meter by meter: nothing at night, mornings and evenings, now and then irrigation. */
async function writeReads(path: string, howMany: number): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  out.write('meter,ended_at,gallons\n');
  const first = Date.UTC(2025, 5, 1, 7);
  const times = Array.from(
    { length: days * 24 },
    (_, hour) => `${new Date(first + (hour + 1) * 3_600_000).toISOString().slice(0, 19)}Z`,
  );
  let seed = 42;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  for (let meter = 1; meter <= howMany; meter++) {
    const lines: string[] = [];
    for (const [hour, time] of times.entries()) {
      const local = hour % 24;
      const busy = local >= 6 && local <= 22 ? (local < 9 || local > 17 ? 0.8 : 0.45) : 0.06;
      const gallons = random() > busy ? 0 : Math.floor(random() ** 2 * 40) + (local === 5 && meter % 3 === 0 ? 150 : 0);
      lines.push(`AMI-${10_000_000 + meter},${time},${gallons}\n`);
    }
    if (!out.write(lines.join(''))) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
}

async function importOnce(db: DatabasePool, path: string) {
  let memory = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, process.memoryUsage.rss());
  }, 20);
  const [start, used] = [performance.now(), (await cpuSeconds(server.pid)) ?? 0];
  const survey = await surveyFile(filePieces(path));
  const imported = await importReads(db, {
    ...{ fileName: 'hourly.csv', survey, pieces: filePieces(path), format: 'csv', mapping: gallonsByHour, zone },
    ...{ dryRun: false, addMeters: false, now: Temporal.Now.instant(), by: 'bench' },
  });
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  if (!imported.ok || imported.value.refused.lines > 0) throw new Error(JSON.stringify(imported));
  if (imported.value.reads !== imported.value.lines - 1) throw new Error(JSON.stringify(imported.value));
  return { seconds, cpu: ((await cpuSeconds(server.pid)) ?? 0) - used, memory: Math.round(memory / 1e6) };
}

async function copyOnce(db: DatabasePool, path: string) {
  await db.query(
    'create table one_row_a_read (meter text, ended_at timestamptz, gallons int, primary key (meter, ended_at))',
  );
  const client = await db.pool.connect();
  const [start, used] = [performance.now(), (await cpuSeconds(server.pid)) ?? 0];
  await pipeline(
    createReadStream(path, { highWaterMark: 1 << 20 }),
    client.query(copyFrom('copy one_row_a_read from stdin (format csv, header)')),
  );
  const seconds = (performance.now() - start) / 1000;
  client.release();
  return { seconds, cpu: ((await cpuSeconds(server.pid)) ?? 0) - used };
}

async function bytesOf(db: DatabasePool, table: string): Promise<number> {
  const [row] = await db.query<{ bytes: number }>(
    `select pg_total_relation_size($1::regclass)::bigint
       + coalesce((select sum(pg_total_relation_size(relid)) from pg_partition_tree($1::regclass)), 0)::bigint as bytes`,
    [table],
  );
  return row?.bytes ?? 0;
}
