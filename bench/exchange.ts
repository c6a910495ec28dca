import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DatabasePool } from '../src/store/database.ts';
import { importFolder } from '../src/usecases/exchange/index.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { cpuSeconds } from './support/cpu-seconds.ts';

/**
 * A billing system's package, from its files to books that agree with it: a whole utility with two years of bills, then the
 * changes of one night; against the same rows through plain COPY into a clone of the same database, with its indexes and
 * foreign keys and nothing looked at. Seconds by the clock, and of processors, which tell more where the machine does other work.
 */
const accounts = Number(process.env['CAUDAL_BENCH_ACCOUNTS'] ?? 60_000);
const months = 24;
const linesOfBill = ['Water service', 'Water use', 'Sewer', 'Storm water', 'City tax'];
const firstMonth = Temporal.PlainDate.from('2024-06-01');
/** A night's delta: the cycle of one day, and the payments of one. */
const nightly = Math.max(1, Math.round(accounts / 20));

const written = [
  ...['exchange_run', 'customer', 'premise', 'service_point', 'meter', 'meter_installation', 'account'],
  ...[
    'ledger_entry',
    'posting',
    'bill',
    'bill_line',
    'exchange_balance',
    'exchange_transaction',
    'exchange_difference',
  ],
] as const;

const dollars = (amount: number) => (amount / 100).toFixed(2);
const billHeader =
  'bill_number,account_number,issued_on,due_on,period_from,period_to,kind,estimated,previous_balance,payments,new_charges,amount_due';
const lineHeader = 'bill_number,line,service,type,rate_code,description_en,description_es,quantity,unit,rate,amount';
const balanceHeader = 'account_number,as_of,balance,past_due';

/** Cents of the lines of an account's bill of a month. */
const charges = (account: number, month: number): readonly number[] =>
  linesOfBill.map((_, line) => 500 + ((account * 31 + month * 17 + line * 101) % 4000));

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);

const folder = await mkdtemp(join(tmpdir(), 'caudal-bench-'));
const server = await startBenchServer();
try {
  await writeFull(join(folder, 'full'));
  await writeDelta(join(folder, 'delta'));
  const db = await openMigrated(server.url, 'imported', 4);
  const empty = await openMigrated(server.url, 'copied', 2);
  const full = await measured(() => take(db, join(folder, 'full')));
  const fullRows = await rowsOf(server.url('imported'), '');
  const fullCopy = await measured(() => copyRows(empty, fullRows));
  say('full load', full, fullCopy);
  const newest = await newestIds(db);
  const delta = await measured(() => take(db, join(folder, 'delta')));
  const deltaRows = await rowsOf(server.url('imported'), newest);
  say('delta', delta, await measured(() => copyRows(empty, deltaRows)));
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

/** Writes a file row by row. */
async function csv(path: string, header: string, rows: Iterable<string>): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  let waiting = `${header}\n`;
  for (const row of rows) {
    waiting += `${row}\n`;
    if (waiting.length < 1 << 18) continue;
    const isFull = !out.write(waiting);
    waiting = '';
    if (isFull) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(waiting, () => resolve()));
}

function* each(howMany: number, row: (n: number) => string): Generator<string> {
  for (let n = 1; n <= howMany; n++) yield row(n);
}

/** Each month's bill carries the last one, which was paid. */
function billRow(account: number, month: number): string {
  const issued = firstMonth.add({ months: month });
  const [now, before] = [sum(charges(account, month)), month === 0 ? 0 : sum(charges(account, month - 1))];
  return [
    ...[`B${account}-${month}`, `A${account}`, issued, issued.add({ days: 21 }), issued.subtract({ days: 32 })],
    ...[issued.subtract({ days: 2 }), 'regular', 'no', dollars(before), dollars(-before), dollars(now), dollars(now)],
  ].join(',');
}

function lineRows(account: number, month: number): string {
  return charges(account, month)
    .map(
      (amount, line) =>
        `B${account}-${month},${line + 1},water,charge,RES-1,${linesOfBill[line]},${linesOfBill[line]},${account % 40},ccf,3.25,${dollars(amount)}`,
    )
    .join('\n');
}

async function writeFull(to: string): Promise<void> {
  await mkdir(to);
  const asOf = firstMonth.add({ months: months - 1, days: 10 });
  await writeFile(join(to, 'manifest.json'), JSON.stringify({ scope: 'full', as_of: asOf.toString(), run: 1 }));
  await csv(
    join(to, 'customers.csv'),
    'customer_number,name,language,mailing_line1,mailing_city,mailing_state,mailing_zip,phone',
    each(accounts, (n) => `C${n},Simulated customer ${n},en,${n} Simulation Way,Example City,OR,97000,541-555-0100`),
  );
  await csv(
    join(to, 'premises.csv'),
    'premise_number,line1,city,state,zip',
    each(accounts, (n) => `P${n},${n} Simulation Way,Example City,OR,97000`),
  );
  await csv(
    join(to, 'service-points.csv'),
    'service_point,premise_number,service,class,cycle,route',
    each(accounts, (n) => `S${n},P${n},water,RESIDENTIAL,${1 + (n % 20)},R${n % 100}`),
  );
  await csv(
    join(to, 'meters.csv'),
    'meter,serial,service_point,size,unit,dials,installed_on,installed_read',
    each(accounts, (n) => `M${n},SN${n},S${n},5/8,ccf,6,2020-01-01,0`),
  );
  await csv(
    join(to, 'accounts.csv'),
    'account_number,customer_number,premise_number,opened_on',
    each(accounts, (n) => `A${n},C${n},P${n},2020-01-01`),
  );
  await csv(join(to, 'bills.csv'), billHeader, ofMonths(billRow));
  await csv(join(to, 'bill-lines.csv'), lineHeader, ofMonths(lineRows));
  await csv(
    join(to, 'balances.csv'),
    balanceHeader,
    each(accounts, (n) => `A${n},${asOf},${dollars(sum(charges(n, months - 1)))},0.00`),
  );
}

function* ofMonths(row: (account: number, month: number) => string): Generator<string> {
  for (let account = 1; account <= accounts; account++) {
    for (let month = 0; month < months; month++) yield row(account, month);
  }
}

/** One night: a cycle's new bills, a day's payments, the balances of both. */
async function writeDelta(to: string): Promise<void> {
  await mkdir(to);
  const asOf = firstMonth.add({ months, days: 1 });
  const manifest = { scope: 'delta', as_of: asOf.toString(), run: 2, previous_run: 1 };
  await writeFile(join(to, 'manifest.json'), JSON.stringify(manifest));
  const before = (n: number) => sum(charges(n, months - 1));
  await csv(
    join(to, 'bills.csv'),
    billHeader,
    each(nightly, (n) => billRow(n, months)),
  );
  await csv(
    join(to, 'bill-lines.csv'),
    lineHeader,
    each(nightly, (n) => lineRows(n, months)),
  );
  await csv(
    join(to, 'transactions.csv'),
    'transaction_id,account_number,on,kind,tender,amount,reference',
    each(nightly * 2, (n) => `T${n},A${n},${asOf.subtract({ days: 2 })},payment,CHEC,${dollars(-before(n))},`),
  );
  await csv(
    join(to, 'balances.csv'),
    balanceHeader,
    each(nightly * 2, (n) => `A${n},${asOf},${dollars(n <= nightly ? sum(charges(n, months)) : 0)},0.00`),
  );
}

/** The highest id of each table that counts, so that the rows of a night can be told apart. */
async function newestIds(db: DatabasePool): Promise<string> {
  const [row] = await db.query<{ entry: number; bill: number }>(
    'select (select max(id) from ledger_entry) as entry, (select max(id) from bill) as bill',
  );
  return `${row?.entry ?? 0} ${row?.bill ?? 0}`;
}

type Rows = ReadonlyMap<string, readonly Buffer[]>;

/** What is in the tables, in memory; with ids of before, only what came after them. */
async function rowsOf(url: string, since: string): Promise<Rows> {
  const client = new pg.Client(url);
  await client.connect();
  const rows = new Map<string, readonly Buffer[]>();
  const [entry = 0, bill = 0] = since.split(' ').map(Number);
  const after: Readonly<Record<string, string>> = {
    ledger_entry: `id > ${entry}`,
    posting: `entry_id > ${entry}`,
    bill: `id > ${bill}`,
    bill_line: `bill_id > ${bill}`,
    exchange_run: 'number = 2',
    exchange_transaction: 'true',
  };
  for (const table of written) {
    const where = since === '' ? 'true' : (after[table] ?? 'false');
    rows.set(table, await client.query(copyTo(`copy (select * from ${table} where ${where}) to stdout`)).toArray());
  }
  await client.end();
  return rows;
}

/** In one transaction, without the books' own triggers: foreign keys and indexes stay. */
async function copyRows(target: DatabasePool, rows: Rows): Promise<void> {
  for (const table of written) await target.query(`alter table ${table} disable trigger user`);
  await target.transaction(async (tx) => {
    for (const [table, chunks] of rows) await tx.copyIn(`copy ${table} from stdin`, chunks);
  });
}
