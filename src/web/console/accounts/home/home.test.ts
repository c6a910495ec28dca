import { expect } from 'vitest';
import { openAccounts } from '../../../../../test/support/accounts.ts';
import { test } from '../../../../../test/support/database.ts';
import { registered } from '../../../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { webDeps } from '../../../../../test/support/web-deps.ts';
import { webAreas } from '../../../../main/web-areas.ts';
import { createApp } from '../../../app.tsx';
import { paths } from '../../../paths.ts';

test('the first page shows the move as it stands now, as the move’s own page does', async ({ db }) => {
  const [first] = await openAccounts(db, 3);
  const app = createApp(webDeps(db, { staffRealm: await staffSignedIn(db, 'admin') }), webAreas());
  const registeredOn = async (path: string) => {
    const page = await (await app.request(path, { headers: { 'accept-language': 'en' } })).text();
    return /(\d) of 3/.exec(page)?.[1];
  };
  expect(await registeredOn(paths.console.home)).toBe('0');
  await registered(db, first ?? 0);
  expect(await registeredOn(paths.console.home)).toBe('1');
  expect(await registeredOn(paths.console.transition)).toBe('1');
});
