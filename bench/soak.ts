import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BilledBy } from '../src/domain/exchange/index.ts';
import { type PostgresServer, startEmbeddedPostgres } from '../src/gateways/embedded-postgres.ts';
import { readMigrations } from '../src/gateways/migration-files.ts';
import { type DatabasePool, openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { backUp, restore } from '../src/usecases/backup/index.ts';
import { SoakedUtility } from '../test/soak/soaked-utility.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { SeededChance } from './support/seeded-chance.ts';

/**
 * A year of a utility, night by night, once where we bill and once where its own system does: a file of hours each night, all
 * that the worker's clock begins, cycles, payments, returned drafts, leaks and notices, worker and importer killed by chance and
 * begun again, and half-way a backup that is restored onto a new server, where it goes on. After each night the books are asked
 * what is broken. `--accounts 40 --nights 60 --seed 7` for a quick try; the seed replays it, kills included.
 */
const { values: options } = parseArgs({
  options: {
    accounts: { type: 'string', default: '200' },
    nights: { type: 'string', default: '365' },
    seed: { type: 'string', default: '1' },
    by: { type: 'string', default: 'caudal,cis' },
  },
});
const accounts = Number(process.env['CAUDAL_BENCH_ACCOUNTS'] ?? options.accounts);
const nights = Number(process.env['CAUDAL_BENCH_NIGHTS'] ?? options.nights);
const seed = Number(options.seed);

/** What a year of one meter's hours takes on disk by docs/performance/reads.md: 3.94 bytes a read. */
const documentedBytesOfHours = 3.94 * 24 * 365;

/** Nights between two words of how far it is: a month of 200 accounts, a night of 6,000. */
const tellEvery = Math.max(1, Math.round(6000 / accounts));

let breaches = 0;
for (const by of options.by.split(',')) {
  if (by !== 'caudal' && by !== 'cis') throw new Error(`there is no way of billing "${by}": caudal, cis`);
  breaches += await soak(by);
}
process.exit(breaches === 0 ? 0 : 1);

async function soak(by: BilledBy): Promise<number> {
  const began = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'caudal-soak-'));
  const first = await startBenchServer({ isDurable: false });
  let second: PostgresServer | undefined;
  let db = await openMigrated(first.url, 'caudal', 4);
  try {
    await migrate(db, await readMigrations('db/demo'), { schema: 'demo' });
    const chance = new SeededChance(seed);
    const town = await SoakedUtility.open(db, { by, accounts, nights, chance, folder });
    const before = await bytesOn(db);
    const memory: number[] = [];
    while (town.nights < nights) {
      await town.night();
      memory.push(process.memoryUsage.rss() / 1e6);
      if (town.nights % tellEvery === 0) tell(by, town, memory);
      if (town.nights !== Math.ceil(nights / 2)) continue;
      second = await movedToNewServer(db, first, folder);
      await db.close();
      await first.stop();
      db = openDatabase(second.url('caudal'), 4);
      town.movedTo(db);
    }
    await town.settle();
    for (const breach of town.breaches.slice(0, 20)) console.error(`  ${breach}`);
    const say = (metric: string, value: number, unit: string, more: object = {}) =>
      console.log(JSON.stringify({ bench: 'soak', metric: `${metric}, billing by ${by}`, value, unit, ...more }));
    say('nights', town.nights, 'nights', { accounts, seed, ...town.done, ...(await town.found()) });
    say('breaches', town.breaches.length, 'breaches');
    const after = await bytesOn(db);
    const aYear = (bytes: number) => Math.round((bytes * 365) / nights / accounts);
    say('disk an account and year', aYear(after.all - before.all), 'bytes');
    say('disk of hours, an account and year', aYear(after.hours - before.hours), 'bytes', {
      peer: 'a year of hours by docs/performance/reads.md',
      peer_value: Math.round(documentedBytesOfHours),
      ratio: Number((aYear(after.hours - before.hours) / documentedBytesOfHours).toFixed(2)),
    });
    const third = Math.max(1, Math.floor(memory.length / 3));
    const [early, late] = [memory.slice(third, 2 * third), memory.slice(-third)].map(mean);
    say('memory, mean of the last third of the nights', Math.round(late ?? 0), 'MB', {
      peer: 'mean of the third before it',
      peer_value: Math.round(early ?? 0),
      ratio: Number(((late ?? 0) / (early ?? 1)).toFixed(2)),
    });
    say('time', Math.round((performance.now() - began) / 1000), 's', { ms_a_night: town.longest });
    return town.breaches.length;
  } finally {
    await db.close();
    await (second === undefined ? first.stop() : second.stop());
    await rm(folder, { recursive: true, force: true });
  }
}

/** Saves everything while it is at work, and brings it back onto a server of its own, which goes on. */
async function movedToNewServer(
  db: DatabasePool,
  { dataFolder, url }: { readonly dataFolder: string; readonly url: (database: string) => string },
  folder: string,
): Promise<PostgresServer> {
  const place = { folder: join(folder, 'backups'), key: undefined };
  const password = new URL(url('caudal')).password;
  const source = { kind: 'embedded', db, dataFolder, password } as const;
  await backUp(place, { source, things: [], program: 'soak', now: Temporal.Now.instant() });
  const into = join(folder, 'restored');
  await restore(place, { into, variables: {} });
  return startEmbeddedPostgres({ folder: join(into, 'postgres'), settings: ['fsync=off', 'synchronous_commit=off'] });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** What the tables and their indexes take. */
async function bytesOn(db: DatabasePool): Promise<{ all: number; hours: number }> {
  const [row] = await db.query<{ all: number; hours: number }>(
    `select pg_database_size(current_database()) as all,
       (select coalesce(sum(pg_total_relation_size(inhrelid)), 0)::bigint from pg_inherits
        where inhparent = 'meter_day'::regclass) as hours`,
  );
  return row ?? { all: 0, hours: 0 };
}

function tell(by: BilledBy, town: SoakedUtility, memory: readonly number[]): void {
  const done = Object.entries(town.done).map(([what, times]) => `${times} ${what}`);
  console.error(
    `by ${by}, night ${town.nights}: ${done.join(', ')}; ${town.breaches.length} breaches, ${Math.round(memory.at(-1) ?? 0)} MB; ms a night: ${JSON.stringify(town.longestLately(tellEvery))}`,
  );
}
