import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { reviewRules } from '../src/domain/billing/index.ts';
import { present } from '../src/domain/kernel/index.ts';
import { type HourlyReadRules, hourSpan, readFromHours } from '../src/domain/metering/index.ts';
import { type DatabasePool, openDatabase } from '../src/store/database.ts';
import { hoursOfMeters } from '../src/store/metering/index.ts';
import { postBillRun, runBillCycle } from '../src/usecases/billing/index.ts';
import { billingPolicyForTests } from '../test/support/bill-cycle.ts';
import { medfordRates } from '../test/support/medford-rates.ts';
import { referenceUtility } from '../test/support/reference-utility.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { cpuSeconds } from './support/cpu-seconds.ts';
import { readRows, storeFleetHours } from './support/fleet-hours.ts';

/**
 * A month of bills, from reads to posted bills with lines, registers and postings, against the same rows through plain
 * COPY into a clone of the same database: same tables, indexes, constraints and triggers, nothing calculated. Then the same
 * month of meters that nobody read, billed from their hours; and those hours read as a bill run reads them, against
 * reading the same rows and doing nothing.
 */
const accounts = Number(process.env['CAUDAL_BENCH_ACCOUNTS'] ?? 5000);
const written = ['ledger_entry', 'posting', 'bill_run', 'bill', 'bill_read', 'bill_line', 'bill_entry'] as const;

/** Every rule looks at every bill, and holds none: nobody is here to decide. */
const { rules } = referenceUtility.billing.review;
const policy = { ...billingPolicyForTests, review: { ...rules, shown: reviewRules } };

const now = Temporal.Now.instant();

const server = await startBenchServer();
try {
  const billed = await openMigrated(server.url, 'billed', 2);
  await seed(billed, { readInMay: true });
  await billed.close();
  const admin = openDatabase(server.url('postgres'), 1);
  await admin.query('create database copied template billed');
  await admin.close();

  const caudal = openDatabase(server.url('billed'), 3);
  const calculated = await measured(() => calculateAll(caudal));
  const posted = await measured(() => postAll(caudal, calculated.value));
  // Before the peer's rows are here, all of them at once.
  const memoryUsed = process.resourceUsage().maxRSS / 1024;
  const rows = await rowsWritten(server.url('billed'));
  const peer = openDatabase(server.url('copied'), 2);
  // The books' own triggers would refuse bills that come as posted; foreign keys and indexes stay.
  for (const table of written) await peer.query(`alter table ${table} disable trigger user`);
  const copied = await measured(() => copyRows(peer, rows));
  const [count] = await peer.query<{ bills: number }>('select count(*) as bills from bill');
  if (count?.bills !== accounts) throw new Error(`${count?.bills} of ${accounts} bills were stored`);
  await caudal.close();
  await peer.close();

  const peerName = 'plain COPY of the same rows';
  say('bills stored with lines and postings', accounts / (calculated.seconds + posted.seconds), {
    unit: 'bills/s',
    peer: [peerName, accounts / copied.seconds],
  });
  say('processor time of Caudal and PostgreSQL', (1e6 * (calculated.used + posted.used)) / accounts, {
    unit: 'µs/bill',
    peer: [peerName, (1e6 * copied.used) / accounts],
  });
  for (const [step, { seconds, used, own }] of Object.entries({ calculated, posted })) {
    say(`bills ${step}`, accounts / seconds, { unit: 'bills/s' });
    say(`bills ${step}, processor time of Caudal itself`, (1e6 * own) / accounts, { unit: 'µs/bill' });
    say(`bills ${step}, processor time of PostgreSQL`, (1e6 * (used - own)) / accounts, { unit: 'µs/bill' });
  }
  say('on disk, with indexes', (await bytesWritten(server.url('billed'))) / accounts, { unit: 'bytes/bill' });
  say('most memory of Caudal itself', memoryUsed, { unit: 'MB' });
  if (process.env['CAUDAL_BENCH_HOURS'] !== 'no') await billFromHours();
} finally {
  await server.stop();
}

async function billFromHours(): Promise<void> {
  const zone = 'America/Los_Angeles';
  const firstDay = Temporal.PlainDate.from('2025-04-03');
  const fleet = { zone, firstDay, days: firstDay.until('2025-05-05').days };
  // Some homes miss a fifth of the month; every one of them is to have a read.
  const rules = { weeks: 4, maxMissingPercent: 50 };
  const db = await openMigrated(server.url, 'hourly', 3);
  await seed(db, { readInMay: false });
  await storeFleetHours(db, fleet);
  const span = hourSpan(zone, firstDay, fleet.days);
  const meters = await db.query<{ id: number }>('select id from meter order by id');
  const register = { serial: '', unit: 'gal', multiplier: '1', dials: 7 } as const;
  const from = { on: firstDay, count: 100_000, quality: 'measured' } as const;
  const readAll = async () => {
    for (let first = 0; first < meters.length; first += 1000) {
      const asked = meters.slice(first, first + 1000).map(({ id }) => ({ meterId: id, span }));
      for (const use of (await hoursOfMeters(db, asked)).values()) {
        if (readFromHours({ register, from, use }, fleet.firstDay.add({ days: fleet.days }), rules) === undefined)
          throw new Error('a meter has no read');
      }
    }
  };
  // Once each, so that both find the rows in memory.
  await readRows(db, fleet, accounts);
  await readAll();
  const rowSeconds = await timed(() => readRows(db, fleet, accounts));
  const readSeconds = await timed(readAll);
  say('meters read from the hours of a month', accounts / readSeconds, {
    unit: 'meters/s',
    peer: ['reading the same rows and doing nothing', accounts / rowSeconds],
  });
  const seconds = await timed(() => billAll(db, { ...rules, zone }));
  say('bills from hours, stored with lines and postings', accounts / seconds, { unit: 'bills/s' });
  await db.close();
}

function say(metric: string, value: number, { unit, peer }: { unit: string; peer?: readonly [string, number] }): void {
  console.log(
    JSON.stringify({
      ...{ bench: 'bill-run', metric, value: Math.round(value), unit },
      ...(peer === undefined
        ? {}
        : { peer: peer[0], peer_value: Math.round(peer[1]), ratio: Number((value / peer[1]).toFixed(3)) }),
    }),
  );
}

/** What it took: seconds by the clock, of processors, and of them by this process itself. */
async function measured<Value>(work: () => Promise<Value>) {
  const ownBefore = process.cpuUsage();
  const usedBefore = (await cpuSeconds(server.pid)) ?? Number.NaN;
  const start = performance.now();
  const value = await work();
  const seconds = (performance.now() - start) / 1000;
  const used = ((await cpuSeconds(server.pid)) ?? Number.NaN) - usedBefore;
  const own = process.cpuUsage(ownBefore);
  return { value, seconds, used, own: (own.user + own.system) / 1e6 };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** One 5/8" meter an account, a read on 3 April and one on 3 May, from none to 30,000 gallons apart. */
async function seed(db: DatabasePool, { readInMay }: { readonly readInMay: boolean }): Promise<void> {
  await db.query(
    `insert into customer (number, name, mailing_line1, mailing_city, mailing_state, mailing_zip, created_at)
     select lpad(n::text, 8, '0'), 'Simulated ' || n, n || ' Simulation Way', 'Medford', 'OR', '97501', now()
     from generate_series(1, $1::int) n`,
    [accounts],
  );
  await db.query(
    `insert into premise (number, line1, city, state, zip)
     select lpad(n::text, 7, '0'), n || ' Simulation Way', 'Medford', 'OR', '97501' from generate_series(1, $1::int) n`,
    [accounts],
  );
  await db.query(
    `insert into account (customer_id, premise_id, opened_on, billed_before, billing_cycle, created_at)
     select c.id, p.id, '2020-01-01', '2025-04-03', 'A', now()
     from customer c join premise p on p.number::int = c.number::int order by c.id`,
  );
  await db.query(
    `insert into service_point (premise_id, rate_class, backflow) select id, 'RESIDENTIAL_SINGLE', true from premise`,
  );
  await db.query(
    `insert into meter (serial, size, unit, dials) select 'MW-' || id, '5/8"', 'gal', 7 from service_point`,
  );
  await db.query(
    `insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
     select sp.id, m.id, '2020-01-01', 0 from service_point sp join meter m on m.serial = 'MW-' || sp.id`,
  );
  await db.query(
    `insert into register_read (meter_id, read_on, count, quality, source, received_at)
     select m.id, day, 100000 + case when day = '2025-05-03' then (m.id * 7919) % 30000 else 0 end, 'measured', 'bench',
       now()
     from meter m, unnest(array['2025-04-03', '2025-05-03']::date[]) day
     where day = '2025-04-03' or $1`,
    [readInMay],
  );
  await db.query('vacuum analyze');
}

async function billAll(db: DatabasePool, hourlyReads?: HourlyReadRules & { readonly zone: string }): Promise<void> {
  await postAll(db, await calculateAll(db, hourlyReads));
}

/** The id of the run. */
async function calculateAll(
  db: DatabasePool,
  hourlyReads?: HourlyReadRules & { readonly zone: string },
): Promise<number> {
  const { run, exceptions } = await runBillCycle(db, {
    cycle: 'A',
    readThrough: Temporal.PlainDate.from('2025-05-05'),
    issuedOn: Temporal.PlainDate.from('2025-05-07'),
    rates: medfordRates,
    policy,
    now,
    ...present({ hourlyReads }),
  });
  if (run === undefined || exceptions.length > 0) throw new Error(`${exceptions.length} accounts could not be billed`);
  return run.id;
}

async function postAll(db: DatabasePool, runId: number): Promise<void> {
  const posted = await postBillRun(db, { runId, policy, now });
  if (!posted.ok) throw new Error(posted.problem.code);
}

type Rows = ReadonlyMap<string, readonly Buffer[]>;

/** What the run wrote, in memory. */
async function rowsWritten(url: string): Promise<Rows> {
  const client = new pg.Client(url);
  await client.connect();
  const rows = new Map<string, readonly Buffer[]>();
  for (const table of written) rows.set(table, await client.query(copyTo(`copy ${table} to stdout`)).toArray());
  await client.end();
  return rows;
}

/** What the run's rows take, of tables that were empty before. */
async function bytesWritten(url: string): Promise<number> {
  const db = openDatabase(url, 1);
  const [row] = await db.query<{ bytes: number }>(
    'select sum(pg_total_relation_size(name::regclass))::bigint as bytes from unnest($1::text[]) as name',
    [written],
  );
  await db.close();
  return row?.bytes ?? 0;
}

/** In one transaction. */
async function copyRows(target: DatabasePool, rows: Rows): Promise<void> {
  await target.transaction(async (tx) => {
    for (const [table, chunks] of rows) await tx.copyIn(`copy ${table} from stdin`, chunks);
  });
}
