import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceUtility } from '../test/support/reference-utility.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { cpuSeconds } from './support/cpu-seconds.ts';
import { takeInNight, writeNight } from './support/night-file.ts';
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
    await writeNight(file, { meters, day: firstDay.add({ days }), zone });
    const used = async (work: () => Promise<void>) => {
      const before = (await cpuSeconds(server.pid)) ?? Number.NaN;
      await work();
      return ((await cpuSeconds(server.pid)) ?? Number.NaN) - before;
    };
    say(
      'a night’s file',
      meters,
      ((await used(() => takeInNight(db, file, { zone }))) / (meters * 24)) * 1e9,
      'ns/read',
    );
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
