import { expect } from 'vitest';
import { parseEnvironment } from '../../src/config/environment.ts';
import { readMigrations } from '../../src/gateways/migration-files.ts';
import { openOperations } from '../../src/main/operations.ts';
import { migrate } from '../../src/store/migrate.ts';
import { numberOf } from '../../src/store/migration-plan.ts';
import { consoleAreas } from '../../src/web/console/index.ts';
import { portalAreas } from '../../src/web/portal/index.ts';
import { postBill } from '../support/bills.ts';
import { test } from '../support/database.ts';
import { openAccount } from '../support/logins.ts';
import { registered, signedInAs } from '../support/signed-in.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { visit, webDeps } from '../support/web.ts';

const account = '00123456-0004321';

test('pages go on while the next release adds to their tables, and this one stays ready on its database', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  const bill = await postBill(db, accountId, { dueOn: '2026-05-20', owed: 6134 });
  const customers = signedInAs(db, await registered(db, accountId));
  const staffRealm = await staffSignedIn(db, 'supervisor');
  const paths = {
    customer: ['', '/bills', `/bills/${bill}`, '/payments/new', '/payments', '/use'].map(
      (path) => `/accounts/${account}${path}`,
    ),
    staff: ['', '/bills', `/bills/${bill}`].map((path) => `/console/accounts/${account}${path}`),
    guest: ['/', '/pay', '/sign-in', '/help'],
  };
  const visitors = [
    { visitor: visit(webDeps(db, { customers }), portalAreas, 'en'), of: paths.customer },
    { visitor: visit(webDeps(db, { staffRealm }), consoleAreas, 'en'), of: paths.staff },
    { visitor: visit(webDeps(db), portalAreas, 'es'), of: paths.guest },
  ];
  const seen: string[] = [];
  const look = async ({ visitor, of }: (typeof visitors)[number]) => {
    for (const path of of) seen.push(`${(await visitor.get(path)).status} ${path}`);
  };
  // Every connection has prepared what it says before the tables change.
  for (let round = 0; round < 3; round += 1) await Promise.all(visitors.map(look));
  const wellBefore = [...new Set(seen.splice(0))];
  expect(wellBefore.filter((line) => !line.startsWith('200 '))).toEqual([]);

  const known = await readMigrations('db/migrations');
  const last = known.at(-1)?.name ?? '';
  const next = (by: number) => String(numberOf(last) + by).padStart(4, '0');
  const tables = ['account', 'customer', 'premise', 'bill', 'bill_line', 'payment', 'login', 'staff_member', 'meter'];
  const adds = tables.map((name) => `alter table ${name} add column of_the_next_release text;`).join('\n');
  const further = [
    { name: `${next(1)}_adds.sql`, sql: `-- release: 9.0.0 expand\n${adds}\ncreate table of_next (id int);` },
    {
      name: `${next(2)}_index.sql`,
      sql: `-- caudal: outside-transaction\n-- release: 9.0.0 expand\ndrop index concurrently if exists bill_next;\ncreate index concurrently bill_next on bill (of_the_next_release);`,
    },
  ];
  let isMigrated = false;
  const looking = (async () => {
    for (let isLast = false; !isLast; ) {
      isLast = isMigrated;
      for (const one of visitors) await look(one);
    }
  })();
  const ran = await migrate(db, [...known, ...further]).finally(() => {
    isMigrated = true;
  });
  await looking;
  expect(ran).toEqual(further.map(({ name }) => name));
  expect([...new Set(seen)].toSorted()).toEqual(wellBefore.toSorted());

  const environment = parseEnvironment({});
  if (!environment.ok) throw new Error('no environment');
  const { operations } = openOperations(
    { environment: environment.value },
    { process: 'web', probes: db, pools: { pages: db }, migration: last },
  );
  expect(await operations.readiness()).toMatchObject({ database: 'ok', migrations: 'ok' });
});
