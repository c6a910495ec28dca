import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DatabasePool } from '../src/store/database.ts';
import { importFolder } from '../src/usecases/exchange/index.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { writeDelta, writeFull } from './support/cis-packages.ts';
import { cpuSeconds } from './support/cpu-seconds.ts';

/**
 * A billing system's package, from its files to books that agree with it: a whole utility with two years of bills, then the
 * changes of one night; against the same rows through plain COPY into a clone of the same database, with its indexes and
 * foreign keys and nothing looked at. Seconds by the clock, and of processors, which tell more where the machine does other work.
 */
const accounts = Number(process.env['CAUDAL_BENCH_ACCOUNTS'] ?? 60_000);
/** A night's delta: the cycle of one day, and the payments of one. */
const nightly = Math.max(1, Math.round(accounts / 20));

const written = [
  ...['exchange_run', 'customer', 'premise', 'service_point', 'meter', 'meter_installation', 'account'],
  ...[
    'ledger_entry',
    'posting',
    'bill',
    'bill_line',
    'bill_read',
    'exchange_bill_read',
    'exchange_balance',
    'exchange_transaction',
    'exchange_difference',
  ],
] as const;

/** Stand for the foreign key of the rows of bills. */
const asForeignKeys = {
  bill_line: 'bill_line_belongs_to_a_draft',
  bill_read: 'bill_read_belongs_to_a_draft',
  exchange_bill_read: 'exchange_bill_read_has_its_bill',
};

const folder = await mkdtemp(join(tmpdir(), 'caudal-bench-'));
const server = await startBenchServer();
try {
  await writeFull(join(folder, 'full'), accounts);
  await writeDelta(join(folder, 'delta'), nightly);
  const db = await openMigrated(server.url, 'imported', 4);
  const empty = await openMigrated(server.url, 'copied', 2);
  const full = await measured(() => take(db, join(folder, 'full')));
  await rowsOf(server.url('imported'), join(folder, 'rows-of-full'), '');
  const fullCopy = await measured(() => copyRows(empty, join(folder, 'rows-of-full')));
  say('full load', full, fullCopy);
  const newest = await newestIds(db);
  const delta = await measured(() => take(db, join(folder, 'delta')));
  await rowsOf(server.url('imported'), join(folder, 'rows-of-delta'), newest);
  say('delta', delta, await measured(() => copyRows(empty, join(folder, 'rows-of-delta'))));
  const [breaches] = await db.query<{ count: number }>(
    `select count(*) from exchange_balance b where b.balance_cents <> (
       select coalesce(sum(amount_cents), 0) from posting where ledger_account = 'receivable' and account_id = b.account_id)`,
  );
  console.log(
    JSON.stringify({ bench: 'exchange', metric: 'breaches', value: breaches?.count ?? -1, unit: 'accounts' }),
  );
  await db.close();
  await empty.close();
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}

interface Measured {
  readonly seconds: number;
  readonly used: number;
  readonly own: number;
}

function say(metric: string, { seconds, used, own }: Measured, peer: Measured): void {
  const rounded = (value: number) => Number(value.toFixed(2));
  const line = (what: string, unit: string, value: number, peerValue?: number) =>
    console.log(
      JSON.stringify({
        ...{ bench: 'exchange', metric: what, value: rounded(value), unit },
        ...(peerValue === undefined
          ? {}
          : { peer: 'plain COPY of the same rows', peer_value: rounded(peerValue), ratio: rounded(value / peerValue) }),
      }),
    );
  line(metric, 's', seconds, peer.seconds);
  line(`${metric}, processor time of Caudal and PostgreSQL`, 's', used, peer.used);
  line(`${metric}, of it Caudal itself`, 's', own);
}

async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const ownBefore = process.cpuUsage();
  const usedBefore = (await cpuSeconds(server.pid)) ?? Number.NaN;
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const used = ((await cpuSeconds(server.pid)) ?? Number.NaN) - usedBefore;
  const own = process.cpuUsage(ownBefore);
  return { seconds, used, own: (own.user + own.system) / 1e6 };
}

async function take(db: DatabasePool, from: string): Promise<void> {
  const steps = process.env['CAUDAL_BENCH_STEPS'] !== undefined;
  const start = performance.now();
  const taken = await importFolder(db, from, {
    ...{ by: 'bench', now: Temporal.Now.instant(), zone: 'America/Los_Angeles', languages: ['en', 'es'] },
    ...{ maxClosedPercent: 2, billedBy: 'cis' as const, say: (problem) => problem.code },
    progress: (step, count) => {
      if (steps) console.error(((performance.now() - start) / 1000).toFixed(1), step, count);
    },
  });
  if (!taken.ok) throw new Error(JSON.stringify(taken.problem));
  const { state, refused, report } = taken.value.outcome;
  if (state !== 'applied' || refused.length > 0 || report.differences > 0) {
    throw new Error(JSON.stringify([state, refused.slice(0, 3), report]));
  }
}

/** The highest id of each table that counts, so that the rows of a night can be told apart. */
async function newestIds(db: DatabasePool): Promise<string> {
  const [row] = await db.query<{ entry: number; bill: number }>(
    'select (select max(id) from ledger_entry) as entry, (select max(id) from bill) as bill',
  );
  return `${row?.entry ?? 0} ${row?.bill ?? 0}`;
}

/** What is in the tables, each in a file of its own; with ids of before, only what came after them. */
async function rowsOf(url: string, to: string, since: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const [entry = 0, bill = 0] = since.split(' ').map(Number);
  const after: Readonly<Record<string, string>> = {
    ledger_entry: `id > ${entry}`,
    posting: `entry_id > ${entry}`,
    bill: `id > ${bill}`,
    bill_line: `bill_id > ${bill}`,
    bill_read: `bill_id > ${bill}`,
    exchange_bill_read: `bill_id > ${bill}`,
    exchange_run: 'number = 2',
    exchange_transaction: 'true',
  };
  await mkdir(to);
  for (const table of written) {
    const where = since === '' ? 'true' : (after[table] ?? 'false');
    const rows = client.query(copyTo(`copy (select * from ${table} where ${where}) to stdout`));
    await pipeline(rows, createWriteStream(join(to, table)));
  }
  await client.end();
}

/** In one transaction, without the books' own triggers: foreign keys and indexes stay. */
async function copyRows(target: DatabasePool, from: string): Promise<void> {
  for (const table of written) await target.query(`alter table ${table} disable trigger user`);
  for (const [table, trigger] of Object.entries(asForeignKeys)) {
    await target.query(`alter table ${table} enable trigger ${trigger}`);
  }
  await target.transaction(async (tx) => {
    for (const table of written) {
      await tx.copyIn(`copy ${table} from stdin`, createReadStream(join(from, table), { highWaterMark: 1 << 20 }));
    }
  });
}
