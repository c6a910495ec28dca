import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../../../test/support/leaks.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered } from '../../../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { StaffRole } from '../../../../domain/access/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { scanForLeaks } from '../../../../usecases/alerts/index.ts';
import { paths } from '../../../paths.ts';
import { consoleAreas } from '../../index.ts';

const now = Temporal.Instant.from('2026-05-14T16:00:00Z');

/** Ana's leak is old and small and she was told about it; Luis's is new and large and he was not. */
async function twoLeaks(db: DatabasePool) {
  const ana = await openAccount(db);
  await registered(db, ana);
  const luis = await openAccount(db, { customer: '00222222', account: '0002222' });
  const leaks = [
    { account: ana, from: '2026-05-03T02:00', gallonsAnHour: 10 },
    { account: luis, from: '2026-05-12T10:00', gallonsAnHour: 90 },
  ];
  for (const { account, ...leak } of leaks) {
    const meterId = await installAmiMeter(db, account);
    await storeHousehold(db, meterId, { from: '2026-05-01', through: '2026-05-14T08:00', leaks: [leak] });
  }
  await db.query(
    `update service_point set elevation_zone = 'zone 3' where premise_id = (select premise_id from account where id = $1)`,
    [luis],
  );
  await scanForLeaks(db, noticesForTests, { now });
}

const staffAt = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role), clock: () => now }), consoleAreas, language);

const [anas, luiss] = ['00123456-0004321', '00222222-0002222'];
const order = (text: string) => (text.indexOf(anas) < text.indexOf(luiss) ? ['ana', 'luis'] : ['luis', 'ana']);

test('leaks are listed by loss, age and rate, by zone, and by who knows of them', async ({ db }) => {
  await twoLeaks(db);
  const staff = await staffAt(db, 'conservation');
  await staff.get(paths.console.leaks);
  await expectValidHtml(staff.html);
  expect(order(staff.text)).toEqual(['luis', 'ana']);
  expect(order((await staff.get(`${paths.console.leaks}?sort=age`)).text)).toEqual(['ana', 'luis']);
  expect(order((await staff.get(`${paths.console.leaks}?sort=rate`)).text)).toEqual(['luis', 'ana']);
  expect((await staff.get(`${paths.console.leaks}?zone=zone+3`)).text).not.toContain(anas);
  expect((await staff.get(`${paths.console.leaks}?state=told`)).text).not.toContain(luiss);
  expect((await staff.get(`${paths.console.leaks}?state=over`)).text).toContain('Nothing matches these filters');
  const csv = await (await staff.fetch(`${paths.console.leaksCsv}?state=untold`)).text();
  expect(csv.trim().split('\n')).toHaveLength(2);
  expect(csv).toMatch(/00222222-0002222.*zone 3,leak,running,.*,untold,/);
});

test('a call is written down with what came of it, and the list says so', async ({ db }) => {
  await twoLeaks(db);
  const staff = await staffAt(db, 'csr', 'es');
  await staff.get(`${paths.console.leaks}?state=untold`);
  const leak = /\/console\/water\/leaks\/\d+/.exec(staff.html)?.[0] ?? '';
  await staff.get(leak);
  await expectValidHtml(staff.html);
  await staff.post(leak, { channel: 'phone' });
  expect(staff.text).toContain('Diga cómo intentó comunicarse y qué pasó.');
  await staff.post(leak, { channel: 'phone', result: 'no-answer' });
  expect((await staff.get(`${paths.console.leaks}?state=no-answer`)).text).toContain(luiss);
  await staff.get(leak);
  await staff.post(leak, { channel: 'visit', result: 'reached', note: 'Cierra la llave hoy.' });
  expect(staff.text).toMatch(/Simulated csr Visita Hablamos con alguien Cierra la llave hoy\./);
  expect((await staff.get(`${paths.console.leaks}?state=reached`)).text).toContain(luiss);
  await expect(db.query('delete from alert_outreach')).rejects.toThrow();
});

test('who may only look records nothing', async ({ db }) => {
  await twoLeaks(db);
  const auditor = await staffAt(db, 'auditor');
  const leak = /\/console\/water\/leaks\/\d+/.exec((await auditor.get(paths.console.leaks)).html)?.[0] ?? '';
  expect((await auditor.get(leak)).html).not.toContain('name="result"');
  await auditor.post(leak, { channel: 'phone', result: 'reached' });
  expect(auditor.status).toBe(403);
});
