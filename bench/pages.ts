import { createServer, type RequestListener } from 'node:http';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { getRequestListener } from '@hono/node-server';
import { webAreas } from '../src/main/web-areas.ts';
import { type DatabasePool, openDatabase } from '../src/store/database.ts';
import { pageSession } from '../src/store/page-session.ts';
import { pageLimits } from '../src/store/time-limits.ts';
import { createApp } from '../src/web/app.tsx';
import type { App } from '../src/web/area.ts';
import { paths } from '../src/web/paths.ts';
import { hearStatements } from '../test/support/heard-statements.ts';
import { registered } from '../test/support/signed-in.ts';
import { staffSignedIn } from '../test/support/staff-session.ts';
import { consolePages, customerPages } from '../test/support/town-pages.ts';
import { webDeps } from '../test/support/web-deps.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { cpuSeconds } from './support/cpu-seconds.ts';
import { type OpenLoop, openLoop } from './support/open-loop.ts';
import { seedTown } from './support/page-town.ts';
import { pgbenchMs } from './support/pgbench.ts';
import { seedHours } from './support/town-hours.ts';

/**
 * Every page at several sizes of town (`CAUDAL_BENCH_ACCOUNTS=5000,30000,100000`): milliseconds, processor time, statements and
 * bytes of a page, asked one after another in this process on one connection, in a town whose meters have a year of hours
 * (`CAUDAL_BENCH_HOURS=no` leaves them out). Then the account home by the clock while requests
 * come by chance at 300 a second, and its two limits: the same bytes static, and the same statements without a page.
 * A customer has signed in; of staff the session is given, since it would need a second factor, in the first role that
 * may see the page. `CAUDAL_BENCH_PLANS=usual` leaves out what the portal asks of its pages' connections (src/store/page-session.ts), for comparison; `CAUDAL_BENCH_PAGES` takes the pages whose names begin so.
 */
const sizes = (process.env['CAUDAL_BENCH_ACCOUNTS'] ?? '5000,30000,100000').split(',').map(Number);
const wished = process.env['CAUDAL_BENCH_PAGES'] ?? '';
const seconds = Number(process.env['CAUDAL_BENCH_SECONDS'] ?? 10);
const [warm, asked] = [100, 50];
const session = process.env['CAUDAL_BENCH_PLANS'] === 'usual' ? undefined : pageSession;
const account = '00000042-0000042';

/** What was asked of the database since the list was emptied. */
const statements = isMainThread ? hearStatements() : [];

if (isMainThread) await main();
else parentPort?.postMessage(await openLoop(workerData));

async function main(): Promise<void> {
  const postgres = await startBenchServer();
  try {
    for (const accounts of sizes) {
      const name = `town_${accounts}`;
      const seeding = await openMigrated(postgres.url, name, 2);
      await seedTown(seeding, accounts);
      if (process.env['CAUDAL_BENCH_HOURS'] !== 'no') await seedHours(seeding);
      const login = await registered(seeding, 42, 'bench@example.org');
      await seeding.close();
      await measureTown({ accounts, login, pid: postgres.pid, url: postgres.url(name) });
    }
  } finally {
    await postgres.stop();
  }
  process.exit(0);
}

interface Town {
  readonly accounts: number;
  readonly login: string;
  readonly pid: number;
  readonly url: string;
}

function poolOf(url: string, size: number): DatabasePool {
  return openDatabase(url, size, { ...pageLimits, statementMs: 60_000 }, session);
}

async function measureTown(town: Town): Promise<void> {
  const db = poolOf(town.url, 1);
  const cookie = await signIn(db, town.login);
  const [last, before] = await db.query<{ number: string }>(
    'select number from bill where account_id = 42 order by due_on desc limit 2',
  );
  if (last === undefined || before === undefined) throw new Error('no bills');
  const customer = createApp(webDeps(db), webAreas());
  const staff: App[] = [];
  for (const role of ['admin', 'supervisor', 'billing', 'csr', 'conservation'] as const) {
    staff.push(createApp(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), webAreas()));
  }
  const visits = [
    [[customer], customerPages(account, last.number, before.number)],
    [staff, consolePages(account, '0000042', last.number)],
  ] as const;
  for (const [apps, pages] of visits) {
    for (const [name, path] of Object.entries(pages)) {
      if (name.startsWith(wished)) await measurePage(town, apps, { name, path, cookie });
    }
  }
  await db.close();
  if (seconds > 0) await measureHome(town, cookie);
}

async function measurePage(
  { accounts, pid }: Town,
  apps: readonly App[],
  { name, path, cookie }: { readonly name: string; readonly path: string; readonly cookie: string },
): Promise<void> {
  // The first of the roles that may see it.
  const statusOf = async (app: App) => (await app.request(path, { headers: { cookie } })).status;
  const statuses = await Promise.all(apps.map(statusOf));
  const app = apps[statuses.indexOf(200)];
  if (app === undefined) return console.error(`${name} (${path}) answers ${statuses.join(', ')} and is left out`);
  const once = async () => {
    statements.length = 0;
    const from = performance.now();
    const response = await app.request(path, { headers: { cookie } });
    const bytes = (await response.arrayBuffer()).byteLength;
    return { bytes, ms: performance.now() - from };
  };
  for (let n = 1; n < warm; n += 1) await once();
  const usedBefore = (await cpuSeconds(pid)) ?? Number.NaN;
  const times: number[] = [];
  let bytes = 0;
  for (let n = 0; n < asked; n += 1) {
    const one = await once();
    times.push(one.ms);
    bytes = one.bytes;
  }
  const used = ((await cpuSeconds(pid)) ?? Number.NaN) - usedBefore;
  say(accounts, `${name} p50`, percentile(times, 0.5), {
    ...{ p99_ms: rounded(percentile(times, 0.99)), cpu_ms: rounded((used / asked) * 1000) },
    ...{ statements: statements.length, bytes },
  });
}

/** Requests that come by chance, 300 a second, at one web process; then its two limits. */
async function measureHome(town: Town, cookie: string): Promise<void> {
  const db = poolOf(town.url, 10);
  const app = createApp(webDeps(db), webAreas());
  const path = paths.account(account);
  const body = Buffer.from(await (await app.request(path, { headers: { cookie } })).arrayBuffer());
  // As in a portal that has run for some minutes: every connection is open and has its plans, and V8 has compiled the page.
  for (let n = 0; n < 200; n += 1) {
    await Promise.all(Array.from({ length: 10 }, () => app.request(path, { headers: { cookie } })));
  }
  const page = await loaded(getRequestListener(app.fetch), path, cookie);
  const still = await loaded(
    (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body),
    path,
    cookie,
  );
  for (const [name, part] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const peer = { peer: 'the same bytes served static by node:http', peer_value: rounded(percentile(still, part)) };
    say(town.accounts, `account home at 300 requests/s open loop ${name}`, percentile(page, part), peer);
  }
  await db.close();
  await measureStatements(town, cookie);
}

/** The statements of one account home, prepared, one after another on one connection, without a page. */
async function measureStatements(town: Town, cookie: string): Promise<void> {
  const db = poolOf(town.url, 1);
  const app = createApp(webDeps(db), webAreas());
  const once = async () => {
    statements.length = 0;
    const from = performance.now();
    await (await app.request(paths.account(account), { headers: { cookie } })).arrayBuffer();
    return performance.now() - from;
  };
  const pages: number[] = [];
  for (let n = 0; n < warm + asked; n += 1) pages.push(await once());
  const said = statements.map(({ values = [], ...one }, index) => ({
    ...{ text: one.text, values: [...values], name: one.name ?? `unnamed_${index}` },
  }));
  const alone: number[] = [];
  for (let n = 0; n < warm + asked; n += 1) {
    const from = performance.now();
    for (const one of said) await db.pool.query(one);
    alone.push(performance.now() - from);
  }
  await db.close();
  const byPgbench = pgbenchMs(town.url, said, session);
  const peer = percentile(alone.slice(warm), 0.5);
  say(town.accounts, 'account home with its statements one after another p50', percentile(pages.slice(warm), 0.5), {
    ...{ statements: said.length, peer: 'the same statements prepared, without a page', peer_value: rounded(peer) },
    ...(byPgbench === undefined ? {} : { pgbench_ms: rounded(byPgbench) }),
  });
}

async function loaded(listener: RequestListener, path: string, cookie: string): Promise<readonly number[]> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  const load = (perSecond: number, howLong: number) => {
    const loop: OpenLoop = { url: `http://127.0.0.1:${port}${path}`, cookie, perSecond, seconds: howLong };
    const worker = new Worker(new URL(import.meta.url), { workerData: loop });
    return new Promise<readonly number[]>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
  };
  await load(150, 3);
  const times = await load(300, seconds);
  server.close();
  server.closeAllConnections();
  return times;
}

async function signIn(db: DatabasePool, login: string): Promise<string> {
  const cookies = await webDeps(db).customers.begin(login, new Headers());
  return cookies.map((one) => one.split(';')[0]).join('; ');
}

function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}

function say(accounts: number, metric: string, value: number, beside: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ bench: 'pages', metric, accounts, value: rounded(value), unit: 'ms', ...beside }));
}
