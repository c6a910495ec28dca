import { expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { serveAccount } from '../../../../test/support/served-accounts.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

const ana = '00000001-0000001';
const page = paths.console.meterExchange(ana);
const typed = {
  ...{ serial: 'MW-1', on: '2026-05-02', closing: '112300', newSerial: 'MW-NEW', size: '5/8"', unit: 'gal' },
  ...{ multiplier: '1', dials: '7', opening: '0', reason: 'Parado desde abril' },
};
const staffVisit = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);

const serve = (db: DatabasePool) =>
  serveAccount(db, 1, { billedBefore: '2026-04-05', reads: [['2026-04-05', 100_000]] });

const wordsMissing = /(console|problem|accounts|audit|metering)\.[a-z]|undefined|\[object/;

test.for(['es', 'en'] as const)('staff exchange a meter and see what was there, in %s', async (language, { db }) => {
  await serve(db);
  const staff = await staffVisit(db, 'billing', language);
  await staff.get(paths.console.accountWater(ana));
  expect(staff.html).toContain(page);
  await staff.get(page);
  await expectValidHtml(staff.html, 'meter exchange');
  expect(staff.text).not.toMatch(wordsMissing);
  await staff.post(page, { ...typed, on: '2026-04-01', closing: '99000', newSerial: 'MW-1', dials: '99' });
  expect(staff.status).toBe(422);
  await expectValidHtml(staff.html, 'meter exchange refused');
  expect(staff.text).toMatch(language === 'es' ? /Una factura ya cubre/ : /A bill already covers/);
  expect(staff.text).toContain('99000');
  expect(staff.html, 'what was typed is still there').toContain('Parado desde abril');
  expect(staff.text).not.toMatch(wordsMissing);
  await staff.post(page, typed);
  expect(staff.path).toContain(paths.console.accountWater(ana));
  expect(staff.text).toContain('MW-NEW');
  await staff.get(page);
  await expectValidHtml(staff.html, 'meters that were there');
  expect(staff.text).toContain('112,300');
  expect(staff.text).toContain('Parado desde abril');
  expect(staff.text).toContain('Simulated billing');
  await staff.get(paths.console.account(ana));
  expect(staff.text).toContain(language === 'es' ? 'Cambió el medidor' : 'Exchanged the meter');
  await staff.post(page, typed);
  expect(staff.status, 'the page of before, sent again').toBe(422);
  expect(await db.query('select from meter_installation')).toHaveLength(2);
});

test('who may not, cannot; nor can anybody where the billing system makes the bills', async ({ db }) => {
  await serve(db);
  const csr = await staffVisit(db, 'csr');
  await csr.get(paths.console.accountWater(ana));
  expect(csr.html).not.toContain(page);
  await csr.post(page, typed);
  expect(csr.status).toBe(403);
  const deps = webDeps(db, { staffRealm: await staffSignedIn(db, 'billing') });
  const { utility } = deps;
  const mirrored = { ...deps, utility: { ...utility, billing: { ...utility.billing, by: 'cis' as const } } };
  const staff = await visit(mirrored, consoleAreas, 'en');
  await staff.get(paths.console.accountWater(ana));
  expect(staff.html).not.toContain(page);
  await staff.post(page, typed);
  expect(staff.status).toBeGreaterThanOrEqual(400);
  expect(staff.text).toMatch(/billing system/);
  expect(await db.query('select from meter_installation')).toHaveLength(1);
});
