import { expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { installAmiMeter, storeHousehold } from '../../../../test/support/leaks.ts';
import { openAccount } from '../../../../test/support/logins.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { postWaterBill } from '../../../../test/support/water-bills.ts';
import { expectValidHtml, referenceUtility, visit, webDeps } from '../../../../test/support/web.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { importProduction, surveyMeters } from '../../../usecases/water-balance/index.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

const now = Temporal.Instant.from('2026-05-20T16:00:00Z');

/** Somebody who is billed and leaks, a house that nobody is served in, and what came in in April. */
async function town(db: DatabasePool) {
  const billed = await openAccount(db);
  await postWaterBill(db, billed, { end: '2026-05-01', kgal: 6 });
  const deserted = await openAccount(db, { customer: '00000003', account: '0000003', closedOn: '2026-05-10' });
  for (const [account, gallonsAnHour] of [
    [billed, 12],
    [deserted, 0],
  ] as const) {
    await storeHousehold(db, await installAmiMeter(db, account), {
      ...{ from: '2026-04-01', through: '2026-05-20T06:00' },
      leaks: gallonsAnHour === 0 ? [] : [{ from: '2026-05-05T00:00', gallonsAnHour }],
    });
  }
  await surveyMeters(db, referenceUtility, { now });
  const bytes = new TextEncoder().encode('source,period,volume,unit,zone\nSprings,2026-04,8,kgal,gravity\n');
  await importProduction(db, {
    ...{ fileName: 'p.csv', bytes, dryRun: false, now, by: 'cli' },
    zone: referenceUtility.time_zone,
  });
}

const staffAt = async (db: DatabasePool, language: 'es' | 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'conservation'), clock: () => now }), consoleAreas, language);

const { console: at } = paths;

test.for(['es', 'en'] as const)(
  'before anything is known, and after, every page is whole, in %s',
  async (language, { db }) => {
    const staff = await staffAt(db, language);
    const look = async () => {
      for (const path of [at.meters, `${at.meters}?concern=zero`, at.zones, at.balance, `${at.balance}?months=3`]) {
        await staff.get(path);
        expect(staff.status, path).toBe(200);
        await expectValidHtml(staff.html, path);
        expect(staff.text, path).not.toMatch(/console\.[a-z]|problem\.[a-z]|undefined|NaN|\[object/);
      }
    };
    await look();
    await town(db);
    await look();
    await staff.get(at.zone('gravity'));
    await expectValidHtml(staff.html, 'a zone');
    expect(staff.text).not.toMatch(/console\.[a-z]|undefined|NaN/);
  },
);

test('each says what it found', async ({ db }) => {
  await town(db);
  const staff = await staffAt(db, 'en');
  await staff.get(at.meters);
  expect(staff.text).toMatch(
    /Find who lives there.*1–1 of 1.*AMI-\d+ No account Nobody 100 Sample St gravity May 10, 2026 1,\d{3}/,
  );
  const csv = await (await staff.fetch(at.metersCsv)).text();
  expect(csv).toMatch(
    /^concern,meter,account,street,zone,since,gallons,reads_through\r?\nunowned,AMI-\d+,,100 Sample St,gravity,2026-05-10,1\d{3},/,
  );
  await staff.get(at.zones);
  expect(staff.text).toMatch(/gravity 2 \(100% read\) \d{3} 12 6\.00 /);
  await staff.get(at.zone('gravity'));
  expect(staff.text).toContain('00123456-0004321');
  expect(staff.html).toMatch(/<title>Week of May 11, 2026: 12 gallons an hour<\/title>/);
  expect((await staff.get(at.zone('nowhere'))).status).toBe(404);
  await staff.get(`${at.balance}?months=3`);
  // 30 days of 6,000 gallons, all in April; of 8,000 gallons, 100 count as unbilled and 1,900 are lost.
  expect(staff.text).toContain('Water losses 1,900 gallons (23.8%)');
  expect(staff.text).toMatch(/April 2026 8,000 6,000 100 1,900 23\.8% 50%/);
  expect(staff.text).toContain('Some data is not in yet');
});
