import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openCustomerSignIn } from '../src/gateways/sign-in-customers.ts';
import { enqueue } from '../src/store/jobs.ts';
import { isConnectionLost } from '../src/store/lost-connection.ts';
import { paths } from '../src/web/paths.ts';
import { openAccounts } from '../test/support/accounts.ts';
import { postBill } from '../test/support/bills.ts';
import { registered } from '../test/support/signed-in.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { type Compared, compareBooks } from './support/compare-books.ts';
import { DisturbedWebhooks } from './support/disturbed-webhooks.ts';
import { happenToSomeCharge } from './support/happening-charges.ts';
import { KeptProcess } from './support/kept-process.ts';
import { type Customer, type Intended, payOnce } from './support/paying-customer.ts';
import { SeededChance } from './support/seeded-chance.ts';

/**
 * The long form of the books' proof: customers pay on the real pages, by a real web and a real worker process and the
 * sandbox processor, while all three of web, worker and PostgreSQL are killed at moments that a seed draws and webhooks
 * are dropped, refused, doubled, late and out of order; and charges are refunded, disputed, returned and paid after all. Then
 * everything settles, the daily comparison hears what was dropped, and the processor's books are compared
 * with the ledger to the cent. `--payments 300 --seed 7` for a quick try; --keep keeps the logs.
 */
const { values: options } = parseArgs({
  options: {
    payments: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
    keep: { type: 'boolean', default: false },
  },
});
const wanted = Number(options.payments);
const seed = Number(options.seed);
const deadline = performance.now() + Number(options.minutes) * 60_000;
const payers = 12;
const secret = 'a secret of this benchmark only, which opens nothing else';
/** The day after the cut-over, in the morning. */
const opening = Temporal.Instant.from('2026-05-07T16:00:00Z');
const began = Temporal.Now.instant();

const say = (metric: string, value: number, unit: string, more: object = {}) =>
  console.log(JSON.stringify({ bench: 'faults', metric, value, unit, ...more }));
const tell = (line: string) => console.error(line);

tell(`seed ${seed}: ${wanted} payments …`);
const logs = await mkdtemp(join(tmpdir(), 'caudal-faults-'));
const postgres = await startBenchServer();
const db = await openMigrated(postgres.url, 'faults', 6);
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const webhooks = new DisturbedWebhooks(new SeededChance(seed + 1));
const proxy = await webhooks.listen();
/** How far the processes' clock is ahead of the run's. */
let ahead = Temporal.Duration.from({ seconds: 0 });

const web = new KeptProcess(join(logs, 'web.log'), () => caudal('web'));
const worker = new KeptProcess(join(logs, 'worker.log'), () => caudal('worker'));
const intended = new Map<string, Intended>();
const run = { isOver: false, journeys: 0, gaveUp: 0, refused: 0, happened: 0 };
type Run = typeof run;
/** Somebody stops the benchmark: nothing is waited for any more. */
let isStopped = false;
let kills: Promise<Killed> | undefined;
const stopped = new Promise<never>((_resolve, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => reject(new Error(`stopped by ${signal}`)));
});
let exitCode = 1;
try {
  exitCode = await Promise.race([prove(), stopped]);
} catch (error) {
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  run.isOver = true;
  isStopped = true;
  // So that nothing is started again behind our back.
  await kills?.catch(() => undefined);
  await Promise.all([web.stop(), worker.stop()]);
  webhooks.close();
  await postgres.stop();
  if (options.keep || exitCode !== 0) tell(`The logs are in ${logs}.`);
  else await rm(logs, { recursive: true, force: true });
}
process.exit(exitCode);

async function prove(): Promise<number> {
  const customers = await openCustomers(Math.min(600, Math.max(40, Math.round(wanted / 16))));
  await until(isWebUp, 'the portal answers');
  kills = killAgainAndAgain(run);
  const counting = countCharges(run);
  const happening = letThingsHappen(run);
  await Promise.all(Array.from({ length: payers }, (_, index) => keepPaying(customers, index, run)));
  await Promise.all([counting, happening]);
  const killed = await kills;
  tell('Settling …');
  const open = await settle();
  const compared = await compareBooks(db, intended);
  report(compared, { ...run, ...killed, open });
  const isRight =
    compared.charges >= wanted &&
    compared.lost + compared.doubled + compared.different + open === 0 &&
    web.ownEnds + worker.ownEnds === 0;
  return isRight ? 0 : 1;
}

/** Owing enough to pay small parts of it again and again; most with a session of their own, the others as guests. */
async function openCustomers(howMany: number): Promise<Customer[]> {
  const ids = await openAccounts(db, howMany);
  const realm = openCustomerSignIn({ pool: db.pool, publicUrl: origin, secret });
  const customers: Customer[] = [];
  for (const [index, accountId] of ids.entries()) {
    await postBill(db, accountId, { dueOn: '2026-05-28', owed: 1_000_000 });
    const number = `${String(index + 1).padStart(8, '0')}-${String(index + 1).padStart(7, '0')}`;
    const isGuest = index % 5 === 0;
    const cookies = isGuest
      ? undefined
      : await realm.begin(await registered(db, accountId, `customer-${index}@example.org`), new Headers());
    customers.push({ accountId, number, zip: '97501', cookies, address: `10.0.${index >> 8}.${index & 255}` });
  }
  return customers;
}

/** One payer's turns: each has accounts of their own, so that two of them never stand at one account's form. */
async function keepPaying(customers: readonly Customer[], payer: number, run: Run): Promise<void> {
  const chance = new SeededChance(seed * 1000 + payer);
  const own = customers.filter((_, index) => index % payers === payer);
  const guests = own.filter((customer) => customer.cookies === undefined);
  const members = own.filter((customer) => customer.cookies !== undefined);
  const lookUps = new Map<number, number>();
  while (!run.isOver) {
    // The portal looks a number up five times an hour at most.
    const free = guests.filter((guest) => (lookUps.get(guest.accountId) ?? 0) < 4);
    const from = free.length > 0 && chance.happens(0.12) ? free : members;
    const customer = from[chance.whole(0, from.length - 1)];
    if (customer === undefined) throw new Error('a payer without customers');
    lookUps.set(customer.accountId, (lookUps.get(customer.accountId) ?? 0) + 1);
    const end = await payOnce(customer, { origin, intended, chance });
    run.journeys += 1;
    if (end === 'gave up') run.gaveUp += 1;
    if (end === 'refused') run.refused += 1;
    if (end === 'refused') await pause(100);
  }
}

/** Ends the run when the processor has made as many charges as wanted, or when its time is over. */
async function countCharges(run: Run): Promise<void> {
  let told = 0;
  while (!run.isOver) {
    await pause(1000);
    const [row] = await db
      .query<{ n: number }>(`select count(*) as n from demo.processor_charge where state <> 'declined'`)
      .catch((error: unknown) => {
        if (!isConnectionLost(error)) throw error;
        return [];
      });
    const charges = row?.n ?? 0;
    if (charges >= told + Math.max(100, wanted / 20)) {
      told = charges;
      tell(`  … ${charges} payments, ${webhooks.disturbed} webhooks disturbed`);
    }
    if (charges >= wanted || performance.now() > deadline) run.isOver = true;
  }
}

/** What becomes of charges at the processor, one for about every third payment. */
async function letThingsHappen(run: Run): Promise<void> {
  const chance = new SeededChance(seed + 3);
  const webhookUrl = `${origin}${paths.processorWebhook('sandbox')}`;
  while (!run.isOver) {
    const next = run.journeys + 3;
    while (run.journeys < next && !run.isOver) await pause(50);
    const now = opening.add(began.until(Temporal.Now.instant()));
    const happened = await happenToSomeCharge(db, { webhookUrl, chance, now }).catch((error: unknown) => {
      if (!isConnectionLost(error)) throw error;
      return false;
    });
    if (happened) run.happened += 1;
  }
}

interface Killed {
  readonly kills: Readonly<Record<'web' | 'worker' | 'postgres', number>>;
  readonly recovered: number;
}

/** Kills one after another, each when the one before is at work again. */
async function killAgainAndAgain(run: Run): Promise<Killed> {
  const chance = new SeededChance(seed + 2);
  const kills = { web: 0, worker: 0, postgres: 0 };
  let recovered = 0;
  while (!run.isOver) {
    // By how far the customers are, so that a slow machine is killed no more often; then at any moment of what they do.
    const next = run.journeys + chance.whole(10, 60);
    while (run.journeys < next && !run.isOver) await pause(50);
    await pause(chance.between(0, 1500));
    if (run.isOver) break;
    const victim = chance.weighted({ web: 35, worker: 35, postgres: 30 });
    kills[victim] += 1;
    const before = victim === 'worker' ? await workerLocks().catch(() => []) : [];
    if (victim === 'postgres') {
      await postgres.kill();
      await pause(chance.between(0, 1000));
      await postgres.startAgain();
    } else (victim === 'web' ? web : worker).kill();
    await pause(100);
    const isNewWorkerUp = async () => (await workerLocks()).some((pid) => !before.includes(pid));
    await until(victim === 'worker' ? isNewWorkerUp : isWebUp, `${victim} is at work again`);
    recovered += 1;
  }
  return { kills, recovered };
}

/** Lets the processes come an hour later and work until nothing is under way; answers how many payments still are. */
async function settle(): Promise<number> {
  await webhooks.beQuiet();
  await Promise.all([web.stop(), worker.stop()]);
  ahead = Temporal.Duration.from({ minutes: 75 });
  web.startAgain();
  worker.startAgain();
  await until(isWebUp, 'the portal answers');
  const patience = performance.now() + 1_200_000;
  let open = 0;
  do {
    // What the schedule does every five minutes, now.
    await enqueue(db, { task: 'expire-abandoned-payments', key: 'bench:expire' });
    await enqueue(db, { task: 'deliver-sandbox-webhooks', key: 'deliver-sandbox-webhooks', maxAttempts: 20 });
    await pause(1000);
    const [row] = await db.query<{ n: number }>(
      `select (select count(*) from payment where state = 'started')
         + (select count(*) from demo.processor_event where delivered_at is null) as n`,
    );
    open = row?.n ?? 0;
  } while (open > 0 && performance.now() < patience);
  // What the schedule does once a day: it hears about what was dropped.
  await enqueue(db, { task: 'compare-with-processor', key: 'bench:compare' });
  await until(async () => {
    const [row] = await db.query<{ n: number }>('select count(*) as n from processor_comparison');
    return (
      (row?.n ?? 0) > 0 &&
      (await db.query('select from graphile_worker.jobs where key = $1', ['bench:compare'])).length === 0
    );
  }, 'the comparison with the processor');
  return open;
}

function report(compared: Compared, run: Run & Killed & { readonly open: number }): void {
  const { web: ofWeb, worker: ofWorker, postgres: ofPostgres } = run.kills;
  const kills = ofWeb + ofWorker + ofPostgres;
  const peer = 'the processor’s own books';
  const seconds = Math.round(began.until(Temporal.Now.instant()).total('seconds'));
  for (const line of compared.wrong.slice(0, 20)) tell(line);
  say('payments', compared.entries, 'payments', {
    peer,
    peer_value: compared.charges,
    ratio: compared.entries / compared.charges,
    seed,
  });
  say('paid', compared.amount, 'cents');
  say('faults injected', kills + webhooks.disturbed, 'faults', {
    kills: { web: ofWeb, worker: ofWorker, postgres: ofPostgres },
    webhooks: Object.fromEntries(webhooks.counts),
  });
  say('survived', run.recovered + webhooks.disturbed - run.open, 'faults', {
    peer: 'faults injected',
    peer_value: kills + webhooks.disturbed,
    ratio: (run.recovered + webhooks.disturbed - run.open) / (kills + webhooks.disturbed),
  });
  say('lost', compared.lost, 'payments');
  say('doubled', compared.doubled, 'payments');
  say('different', compared.different, 'payments and balances');
  say('processes that ended by themselves', web.ownEnds + worker.ownEnds, 'ends');
  say('refunds, disputes and returns', run.happened, 'happenings');
  say('journeys', run.journeys, 'journeys', { gave_up: run.gaveUp, refused: run.refused });
  say('time', seconds, 's');
}

/** Web or worker as an operator starts it, at the moment that it is in the run. */
function caudal(command: 'web' | 'worker') {
  const now = opening.add(began.until(Temporal.Now.instant())).add(ahead);
  return {
    args: ['dist/caudal.mjs', command],
    environment: {
      PATH: process.env['PATH'],
      CAUDAL_MODE: 'demo',
      CAUDAL_NOW: now.toString(),
      CAUDAL_SECRET: secret,
      CAUDAL_PUBLIC_URL: origin,
      CAUDAL_PROXIES: '1',
      DATABASE_URL: postgres.url('faults'),
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      // The processor's calls, which the worker makes, go through the proxy.
      ...(command === 'worker' ? { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy, NO_PROXY: '' } : {}),
    },
  };
}

async function isWebUp(): Promise<boolean> {
  const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(3000) });
  await answer.arrayBuffer();
  return answer.ok;
}

/** The sessions in which a worker holds its lock, so that it is at work. */
async function workerLocks(): Promise<number[]> {
  const locks = await db.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and granted and classid = hashtext('caudal-worker')::oid`,
  );
  return locks.map((lock) => lock.pid);
}

async function until(so: () => Promise<boolean>, what: string): Promise<void> {
  const patience = performance.now() + 180_000;
  while (!(await so().catch(() => false))) {
    if (isStopped) throw new Error('stopped');
    if (performance.now() > patience) throw new Error(`not within three minutes: ${what}`);
    await pause(50);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
