import { createServer } from 'node:http';
import { serve } from '@hono/node-server';
import autocannon from 'autocannon';
import { webAreas } from '../src/main/web-areas.ts';
import type { DatabasePool } from '../src/store/database.ts';
import { createApp } from '../src/web/app.tsx';
import type { WebDeps } from '../src/web/page.ts';
import { openAccounts } from '../test/support/accounts.ts';
import { postBill } from '../test/support/bills.ts';
import { registered } from '../test/support/signed-in.ts';
import { webDeps } from '../test/support/web-deps.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';

/**
 * The account home of a signed-in customer at 50 connections, whole: session, authorisation, balance, bills, payments,
 * what the move changed, HTML. Against the same bytes served from memory by node:http on the same core, in the same run.
 * 400 accounts with 13 bills each.
 */
const seconds = 10;
const peerName = 'the same bytes served static by node:http';
const postgres = await startBenchServer();
try {
  await measure(await openMigrated(postgres.url, 'home', 12));
} finally {
  await postgres.stop();
}
process.exit(0);

async function measure(db: DatabasePool): Promise<void> {
  const ids = await openAccounts(db, 400);
  for (let month = 0; month < 13; month += 1) {
    const dueOn = Temporal.PlainDate.from('2025-05-19').add({ months: month }).toString();
    for (let from = 0; from < ids.length; from += 50) {
      await Promise.all(ids.slice(from, from + 50).map((id) => postBill(db, id, { dueOn })));
    }
  }
  await db.query('analyze');
  const deps = webDeps(db);
  const app = createApp(deps, webAreas());
  const cookie = await signIn(deps, await registered(db, ids[0] ?? 0, 'bench@example.org'));

  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const path = '/accounts/00000001-0000001';
  const home = await fetch(`http://127.0.0.1:${portOf(server.address())}${path}`, { headers: { cookie } });
  const body = Buffer.from(await home.arrayBuffer());
  if (home.status !== 200) throw new Error(`the account home answers ${home.status}`);
  const measured = await load(`http://127.0.0.1:${portOf(server.address())}${path}`, cookie);
  server.close();

  const still = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body),
  );
  await new Promise<void>((resolve) => still.listen(0, '127.0.0.1', resolve));
  const peer = await load(`http://127.0.0.1:${portOf(still.address())}/`, cookie);
  still.close();
  await db.close();
  say('requests at 50 connections', measured.requests.average, 'requests/s', peer.requests.average);
  say('99th percentile at 50 connections', measured.latency.p99, 'ms', peer.latency.p99);
}

function say(metric: string, value: number, unit: string, peerValue: number): void {
  const ratio = Number((value / peerValue).toFixed(3));
  console.log(
    JSON.stringify({ bench: 'account-home', metric, value, unit, peer: peerName, peer_value: peerValue, ratio }),
  );
}

async function load(url: string, cookie: string) {
  // The load comes from a thread of its own, so that it does not take the server's turn.
  const from = { url, connections: 50, workers: 1, headers: { cookie } };
  await autocannon({ ...from, duration: 2 });
  const result = await autocannon({ ...from, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
  return result;
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A real session of the customers' realm. */
async function signIn({ customers }: WebDeps, loginId: string): Promise<string> {
  const cookies = await customers.begin(loginId, new Headers());
  return cookies.map((one) => one.split(';')[0]).join('; ');
}
