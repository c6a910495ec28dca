import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { installAmiMeter, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { registered } from '../../../test/support/signed-in.ts';

test('leaks scan tells what it did, and the second time that nothing is new; leaks list says where', async ({ db }) => {
  const accountId = await openAccount(db);
  await registered(db, accountId);
  await storeHousehold(db, await installAmiMeter(db, accountId), {
    from: '2026-05-01',
    through: '2026-05-14T08:00',
    leaks: [{ from: '2026-05-11T02:00', gallonsAnHour: 8 }],
  });
  expect(JSON.parse((await caudal(db, ['leaks', 'scan', '--json'])).out)).toEqual({
    meters: 1,
    unchanged: 0,
    withFindings: 1,
    newAlerts: 1,
    told: 1,
  });
  expect((await caudal(db, ['leaks', 'scan'])).out).toBe(
    '1 meters, 0 of them unchanged, 1 with something found, 0 new alerts, 0 notices queued.',
  );
  expect((await caudal(db, ['leaks', 'list'])).out).toMatch(
    /^00123456-0004321 {2}leak .*running.* gal .*100 Sample St\n1 running\.$/,
  );
  expect(JSON.parse((await caudal(db, ['leaks', 'list', '--json'])).out)).toMatchObject({
    account: '00123456-0004321',
    kind: 'leak',
    standing: 'running',
    began: '2026-05-11T09:00:00Z',
  });
});
