import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hourSpan } from '../src/domain/metering/index.ts';
import { readMigrations } from '../src/gateways/migration-files.ts';
import { type DatabasePool, openDatabase } from '../src/store/database.ts';
import { migrateJobs } from '../src/store/jobs.ts';
import { migrate } from '../src/store/migrate.ts';
import { pageSessionOf } from '../src/store/page-session.ts';
import { pageLimits } from '../src/store/time-limits.ts';
import { together } from '../src/store/together.ts';
import { metersOfAccount } from '../src/store/usage/index.ts';
import { applyCluster } from '../src/usecases/cluster/index.ts';
import { useOver } from '../src/usecases/usage/index.ts';
import { openAccounts } from '../test/support/accounts.ts';
import { type CitusServers, citusServers, citusUrl, withoutCitus } from '../test/support/citus-database.ts';
import { referenceUtility } from '../test/support/reference-utility.ts';
import { cpuSeconds } from './support/cpu-seconds.ts';
import { takeInNight, writeNight } from './support/night-file.ts';
import { type Fleet, firstDay, lookAtFleet, storeFleet } from './support/scan-meters.ts';

/**
 * Hours on a cluster beside the same on one machine, in turns: the file of one more night taken in, a scan for leaks of every
 * meter with its five weeks, and what a page of water use reads; by the clock and in processor time of Caudal and every server.
 * The cluster is that of CAUDAL_TEST_CITUS_URL, on this machine; one machine is its coordinator's server, with a database
 * that has no Citus. CAUDAL_BENCH_METERS says how many meters,
 * CAUDAL_BENCH_SHARDS into how many parts they are distributed, CAUDAL_BENCH_TURNS how many turns, whose median is said.
 */
const meters = Number(process.env['CAUDAL_BENCH_METERS'] ?? 5000);
const turns = Number(process.env['CAUDAL_BENCH_TURNS'] ?? 5);
const shards = Number(process.env['CAUDAL_BENCH_SHARDS'] ?? 8);
const pagesATurn = 300;
const zone = referenceUtility.time_zone;
const days = 35;
const settings = referenceUtility.leaks.classes[0]?.settings;
if (settings === undefined) throw new Error('the reference utility has no rules for leaks');
const fleet: Fleet = { meters, days, zone, settings };
const peer = 'one database without Citus, on the same server';

if (citusUrl === undefined) console.error(`bench cluster is left out: ${withoutCitus}.`);
else await measure(await citusServers(citusUrl));

interface Side {
  readonly db: DatabasePool;
  readonly pages: DatabasePool;
  readonly accounts: readonly number[];
}

interface Used {
  readonly seconds: number;
  readonly processor: number;
}

async function measure(servers: CitusServers): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'caudal-cluster-'));
  const [plain, spread] = ['caudal_bench_one', 'caudal_bench_many'];
  const postmasters = await Promise.all(servers.urls('postgres').map(postmasterOf));
  const opened: Side[] = [];
  try {
    for (const name of [plain, spread]) await servers.drop(name);
    for (const name of [plain, spread]) await servers.create(name);
    await servers.join(spread);
    const one = await fill(servers.url(plain), false);
    opened.push(one);
    const many = await fill(servers.url(spread), true);
    opened.push(many);
    const used = async (work: () => Promise<void>): Promise<Used> => {
      const [began, before] = [performance.now(), (await cpuSeconds(...postmasters)) ?? Number.NaN];
      await work();
      const seconds = (performance.now() - began) / 1000;
      return { seconds, processor: ((await cpuSeconds(...postmasters)) ?? Number.NaN) - before };
    };
    const inTurns = async (
      what: string,
      unit: string,
      share: number,
      work: (side: Side, turn: number) => Promise<void>,
    ) => {
      const measured: { readonly one: Used; readonly many: Used }[] = [];
      // The first turn is for what is looked at once: files, plans, connections between the servers.
      for (let turn = 0; turn <= turns; turn += 1) {
        const pair = { one: await used(() => work(one, turn)), many: await used(() => work(many, turn)) };
        if (turn > 0) measured.push(pair);
      }
      for (const kind of ['processor', 'seconds'] as const) {
        const [value, peerValue] = [
          median(measured.map(({ many: it }) => it[kind])),
          median(measured.map(({ one: it }) => it[kind])),
        ];
        say(
          `${what}, ${kind === 'processor' ? 'processor time' : 'by the clock'}`,
          unit,
          value * share,
          peerValue * share,
        );
      }
    };
    const night = (turn: number) => join(folder, `night-${turn}.csv`);
    for (let turn = 0; turn <= turns; turn += 1) {
      await writeNight(night(turn), { meters, day: firstDay.add({ days: days + turn }), zone });
    }
    await inTurns('a night’s file', 'ns/read', 1e9 / (meters * 24), ({ db }, turn) =>
      takeInNight(db, night(turn), { zone }),
    );
    await inTurns('a scan for leaks', 'µs/meter', 1e6 / meters, ({ db }) => lookAtFleet(db, fleet));
    await inTurns('what a page of water use reads', 'µs/page', 1e6 / pagesATurn, (side) => readPages(side));
  } finally {
    for (const { db, pages } of opened) for (const pool of [db, pages]) await pool.close();
    for (const name of [plain, spread]) await servers.drop(name);
    await rm(folder, { recursive: true });
  }
}

async function fill(url: string, isSpread: boolean): Promise<Side> {
  const db = openDatabase(url, 4);
  await migrate(db, await readMigrations('db/migrations'));
  await migrateJobs(db);
  if (isSpread) {
    const applied = await applyCluster(db, { shards });
    if (!applied.ok) throw new Error(JSON.stringify(applied.problem));
  }
  await storeFleet(db, fleet);
  const accounts = await openAccounts(db, Math.min(meters, pagesATurn));
  await db.query(
    `with numbered as (select id, premise_id, row_number() over (order by id) as n from account),
     points as (
       insert into service_point (premise_id, rate_class) select premise_id, 'RESIDENTIAL_SINGLE' from numbered
       returning id, premise_id
     )
     insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
     select points.id, m.id, '2024-01-01', 0
     from numbered join points using (premise_id) join meter m on m.serial = 'AMI-' || numbered.n`,
  );
  await db.query('analyze');
  return { db, pages: openDatabase(url, 1, pageLimits, await pageSessionOf(db)), accounts };
}

/** A month of each account beside the month before, as the page asks for them. */
async function readPages({ pages, accounts }: Side): Promise<void> {
  const month = hourSpan(zone, firstDay, 30);
  const before = hourSpan(zone, firstDay.subtract({ days: 30 }), 30);
  for (const accountId of accounts) {
    const page = together(pages);
    const [own] = await metersOfAccount(page, accountId);
    const [use] = await Promise.all([useOver(page, accountId, month), useOver(page, accountId, before)]);
    if (own?.known === undefined || use.span.days !== 30) throw new Error(`account ${accountId} has no hours`);
  }
}

/** The process that the server's others come from, on this machine. */
async function postmasterOf(url: string): Promise<number> {
  const db = openDatabase(url, 1);
  const [row] = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
  const stat = await readFile(`/proc/${row?.pid}/stat`, 'utf8');
  await db.close();
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function say(metric: string, unit: string, value: number, peerValue: number): void {
  const rounded = (number: number) => Number(number.toPrecision(4));
  console.log(
    JSON.stringify({
      ...{
        bench: 'cluster',
        metric,
        meters,
        shards,
        value: rounded(value),
        unit,
        peer,
        peer_value: rounded(peerValue),
      },
      ratio: Number((value / peerValue).toFixed(2)),
    }),
  );
}
