import pg from 'pg';
import { beforeEach, expect } from 'vitest';
import { seedTown } from '../../bench/support/page-town.ts';
import { seedHours, yearOfHours } from '../../bench/support/town-hours.ts';
import { webAreas } from '../../src/main/web-areas.ts';
import { type DatabasePool, openDatabase } from '../../src/store/database.ts';
import { pageSession } from '../../src/store/page-session.ts';
import { pageLimits } from '../../src/store/time-limits.ts';
import { createApp } from '../../src/web/app.tsx';
import type { App } from '../../src/web/area.ts';
import { paths } from '../../src/web/paths.ts';
import { test } from '../support/database.ts';
import { type HeardStatement, hearStatements } from '../support/heard-statements.ts';
import { registered } from '../support/signed-in.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { consolePages, customerPages } from '../support/town-pages.ts';
import { webDeps } from '../support/web-deps.ts';
import {
  growingTables,
  mostStatements,
  type PlanNode,
  plantedStatements,
  reachedStatements,
  wholeScans,
  wholeTables,
} from './page-statements.ts';

const heard = hearStatements();
beforeEach(() => {
  heard.length = 0;
});

const account = '00000042-0000042';
/** An account with a leak that runs. */
const leaking = '00000050-0000050';

/** Pages that say when they themselves were looked at. */
const tellsWhoLooked: ReadonlySet<string> = new Set(['console account people', 'console access review']);

/** The pages of a customer, by names that begin with `of`, and who looks at them. */
async function visitOf(db: DatabasePool, { id, number, of }: { id: number; number: string; of: string }) {
  const login = await registered(db, id, `home${id}@example.com`);
  const signedIn = await webDeps(db).customers.begin(login, new Headers());
  const bills = await db.query<{ number: string }>(
    'select number from bill where account_id = $1 order by due_on desc limit 2',
    [id],
  );
  const [last, before] = bills.map((bill) => bill.number);
  const alerts = await db.query<{ id: number }>('select id from alert where account_id = $1', [id]);
  const pages = {
    ...customerPages(number, last ?? '', before ?? ''),
    ...Object.fromEntries(alerts.map((alert) => ['alert', paths.alert(number, String(alert.id))])),
  };
  return {
    cookie: signedIn.map((one) => one.split(';')[0]).join('; '),
    last: last ?? '',
    pages: Object.fromEntries(Object.entries(pages).map(([name, path]) => [`${of}${name}`, path])),
  };
}

/** What each page of a town of sixty asks of the database when it is asked for the second time. */
async function askedOf(db: DatabasePool): Promise<ReadonlyMap<string, readonly HeardStatement[]>> {
  await seedTown(db, 60);
  await seedHours(db, { ...yearOfHours, homes: 4 });
  const usual = await visitOf(db, { id: 42, number: account, of: '' });
  const withLeak = await visitOf(db, { id: 50, number: leaking, of: 'with a leak: ' });
  const customer = createApp(webDeps(db), webAreas());
  const staff: App[] = [];
  for (const role of ['admin', 'supervisor', 'billing', 'csr', 'conservation'] as const) {
    staff.push(createApp(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), webAreas()));
  }
  const visits = [
    { apps: [customer], ...usual },
    { apps: [customer], ...withLeak },
    { apps: staff, ...usual, pages: consolePages(account, '0000042', usual.last) },
  ];
  const asked = new Map<string, readonly HeardStatement[]>();
  for (const { apps, pages, cookie } of visits) {
    for (const [name, path] of Object.entries(pages)) {
      const answerOf = async (app: App) => {
        heard.length = 0;
        const answer = await app.request(path, { headers: { cookie } });
        // Secrets of one page, and how long the session still lasts.
        return {
          status: answer.status,
          page: (await answer.text()).replaceAll(/value="[^"]{16,}"|[\w-]{32,}|seconds="\d+"/g, ''),
        };
      };
      for (const app of apps) {
        const first = await answerOf(app);
        if (first.status !== 200) continue;
        // The first time a statement goes alone that goes beside others the second time.
        const again = await answerOf(app);
        if (!tellsWhoLooked.has(name)) expect.soft(differing(first.page, again.page), name).toBeUndefined();
        asked.set(name, [...heard]);
        break;
      }
    }
  }
  return asked;
}

/** Where two pages begin to differ, some words long. */
function differing(one: string, other: string): string | undefined {
  const at = [...one].findIndex((sign, index) => sign !== other[index]);
  return one === other ? undefined : `${one.slice(at - 60, at + 20)} / ${other.slice(at - 60, at + 20)}`;
}

/** The growing tables that PostgreSQL reads whole for a statement, planned for any values and told to avoid it. */
async function readWhole(
  pages: DatabasePool,
  { text, values = [] }: HeardStatement,
  isFilled: (table: string, index: string) => boolean,
): Promise<readonly string[]> {
  const given = values.map((value) => asLiteral(value)).join(', ');
  await pages.query(`prepare looked_at as ${text}`);
  const [explained] = await pages.query<{ 'QUERY PLAN': readonly [{ Plan: PlanNode }] }>(
    `explain (format json) execute looked_at ${given === '' ? '' : `(${given})`}`,
  );
  await pages.query('deallocate looked_at');
  const plan = explained?.['QUERY PLAN'][0].Plan;
  return plan === undefined ? [] : wholeScans(plan, isFilled).filter((table) => growingTables.has(table));
}

/** Tables that have a row for each account at least, and their indexes of all rows: PostgreSQL goes along a whole index of others as gladly. */
async function filledTables(db: DatabasePool): Promise<(table: string, index: string) => boolean> {
  const indexes = await db.query<{ table: string; index: string }>(
    `select t.relname::text as table, i.relname::text as index
     from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     where t.reltuples >= 60 and x.indpred is null`,
  );
  const known = new Set(indexes.map(({ table, index }) => `${table} ${index}`));
  return (table, index) => known.has(`${table} ${index}`);
}

function asLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((one) => JSON.stringify(String(one))).join(',')}}`);
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}

test('a page asks few statements, none goes through a table that grows with the town, and a change makes neither worse', async ({
  db,
}) => {
  const asked = await askedOf(db);
  expect(asked.size).toBeGreaterThan(120);
  const isCustomers = (page: string) => !page.startsWith('console');
  const many = [...asked].filter(
    ([page, said]) => said.length > (isCustomers(page) ? mostStatements.customer : mostStatements.staff),
  );
  expect.soft(Object.fromEntries(many.map(([page, said]) => [page, said.length]))).toEqual(reachedStatements);

  const pages = openDatabase(db.pool.options.connectionString ?? '', 1, pageLimits, {
    ...pageSession,
    // A town of sixty is read whole sooner than looked up: where there is another way, that is to be taken.
    ...{ enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' },
  });
  const statements = new Map<string, { readonly said: HeardStatement; readonly page: string }>();
  for (const [page, all] of asked) {
    for (const said of all) if (/^\s*(select|with)\b/i.test(said.text)) statements.set(said.text, { said, page });
  }
  const isFilled = await filledTables(pages);
  for (const { text, tables } of plantedStatements) {
    expect.soft(await readWhole(pages, { text, values: ['1'] }, isFilled), text).toEqual(tables);
  }
  const unknown: string[] = [];
  const used = new Set<string>();
  for (const { said, page } of statements.values()) {
    const tables = await readWhole(pages, said, isFilled);
    if (tables.length === 0) continue;
    const known = wholeTables.find(({ words }) => said.text.includes(words));
    if (known === undefined)
      unknown.push(`${page}: ${[...new Set(tables)].join(', ')}: ${said.text.replaceAll(/\s+/g, ' ')}`);
    else used.add(known.words);
  }
  await pages.close();
  expect.soft(unknown, 'statements that read a growing table whole').toEqual([]);
  expect(wholeTables.map(({ words }) => words).filter((words) => !used.has(words))).toEqual([]);
});
