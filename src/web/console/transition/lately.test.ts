import { expect } from 'vitest';
import { openAccounts } from '../../../../test/support/accounts.ts';
import { test } from '../../../../test/support/database.ts';
import { registered } from '../../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { webDeps } from '../../../../test/support/web-deps.ts';
import { webAreas } from '../../../main/web-areas.ts';
import { createApp } from '../../app.tsx';
import { paths } from '../../paths.ts';

test('the first page counts the move at most once a minute and says when; the move’s own page counts again', async ({
  db,
}) => {
  const [first] = await openAccounts(db, 3);
  const deps = webDeps(db, { staffRealm: await staffSignedIn(db, 'admin') });
  const app = createApp(deps, webAreas());
  const registeredOn = async (path: string) => {
    const page = await (await app.request(path, { headers: { 'accept-language': 'en' } })).text();
    return /(\d) of 3/.exec(page)?.[1];
  };
  expect(await registeredOn(paths.console.home)).toBe('0');
  await registered(db, first ?? 0);
  deps.time.now = deps.time.now.add({ seconds: 59 });
  expect(await registeredOn(paths.console.home)).toBe('0');
  expect(await registeredOn(paths.console.transition)).toBe('1');
  deps.time.now = deps.time.now.add({ seconds: 1 });
  expect(await registeredOn(paths.console.home)).toBe('1');
});

test('a count that failed is not kept', async ({ db }) => {
  const deps = webDeps(db, { staffRealm: await staffSignedIn(db, 'admin'), log: { info() {}, warn() {}, error() {} } });
  const app = createApp(deps, webAreas());
  await db.query('alter table roster_entry rename to roster_entry_away');
  expect((await app.request(paths.console.home)).status).toBe(500);
  await db.query('alter table roster_entry_away rename to roster_entry');
  expect((await app.request(paths.console.home)).status).toBe(200);
});
