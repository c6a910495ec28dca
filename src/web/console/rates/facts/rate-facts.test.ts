import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { serveAccount } from '../../../../../test/support/served-accounts.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { StaffRole } from '../../../../domain/access/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { paths } from '../../../paths.ts';
import { consoleAreas } from '../../index.ts';

const ana = '00000001-0000001';
const page = paths.console.rateFacts(ana);
const staffVisit = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);
const answer = { owner: '', name: 'elevation_zone', value: 'E2', from: '2025-04-01', reason: 'surveyed' };

test.for(['es', 'en'] as const)('staff say what the rates ask for, from a day on, in %s', async (language, { db }) => {
  await serveAccount(db, 1, { reads: [] });
  const staff = await staffVisit(db, 'billing', language);
  await staff.get(paths.console.accountWater(ana));
  expect(staff.html).toContain(page);
  await staff.get(page);
  await expectValidHtml(staff.html, 'rate facts');
  expect(staff.text).not.toMatch(/console\.[a-z]|undefined|\[object/);
  await staff.post(page, { ...answer, value: 'E9' });
  expect(staff.status).toBe(422);
  await expectValidHtml(staff.html, 'rate facts refused');
  expect(staff.text).toContain('gravity, E1, E2, E3, E4, E5');
  await staff.post(page, answer);
  expect(staff.path).toContain(page);
  expect(staff.text).toContain('surveyed');
  await staff.post(page, { ...answer, value: 'E3', reason: 'surveyed again' });
  expect(staff.text).toContain(language === 'es' ? 'Reemplazado' : 'Replaced');
  expect(await db.query('select value from rate_fact order by id')).toEqual([{ value: 'E2' }, { value: 'E3' }]);
});

test.for([
  ['es', 'sí', 'Dispositivo contra reflujo (Sí, No)'],
  ['en', 'Yes', 'Backflow device (Yes, No)'],
] as const)('a yes is shown and typed as people say it, in %s', async ([language, yes, shown], { db }) => {
  await serveAccount(db, 1, { reads: [] });
  const staff = await (await staffVisit(db, 'billing', language)).get(page);
  expect(staff.text).toContain(shown);
  await staff.post(page, { ...answer, name: 'backflow', value: yes });
  expect(staff.path).toContain(page);
  expect(await db.query('select value from rate_fact')).toEqual([{ value: 'yes' }]);
});

test('who may not, cannot, and is not offered it', async ({ db }) => {
  await serveAccount(db, 1, { reads: [] });
  const staff = await staffVisit(db, 'csr');
  await staff.get(paths.console.accountWater(ana));
  expect(staff.html).not.toContain(page);
  await staff.post(page, answer);
  expect(staff.status).toBe(403);
  expect(await db.query('select from rate_fact')).toEqual([]);
});
