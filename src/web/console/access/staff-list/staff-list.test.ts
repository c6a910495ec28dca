import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { hireStaff, signInStaffMember } from '../../../../../test/support/staff.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { changeStaffRole, deactivateStaff } from '../../../../usecases/access/index.ts';
import { consoleAreas } from '../../index.ts';
import { accessArea } from '../index.ts';

const idOf = async (db: DatabasePool, role: string): Promise<string> =>
  (await db.query<{ id: string }>('select id from staff_member where role = $1', [role]))[0]?.id ?? '';

test('an administrator invites somebody, who chooses a password and still needs a second factor', async ({ db }) => {
  const deps = webDeps(db);
  const admin = await signInStaffMember(deps, 'admin', consoleAreas);
  await admin.get('/console/staff');
  await expectValidHtml(admin.html, 'staff');
  await admin.get('/console/staff/new');
  await admin.post('/console/staff/new', { name: '', email: 'x', role: '', reason: '' });
  expect(admin.status).toBe(422);
  await expectValidHtml(admin.html, 'refused');
  await admin.post('/console/staff/new', {
    ...{ name: 'Bea', email: 'bea@staff.example.org', role: 'csr', reason: 'covers the counter' },
  });
  expect(admin.text).toContain('The invitation is on its way to bea@staff.example.org');
  expect(admin.text).toContain('covers the counter');
  await expectValidHtml(admin.html, 'member');
  const told = deps.told.findLast((one) => one.event === 'staff.invited');
  const path = told?.event === 'staff.invited' ? told.link.replace('http://localhost', '') : '';
  const bea = visit(deps, [accessArea], 'en');
  await bea.get(path);
  await expectValidHtml(bea.html, 'invitation');
  await bea.post('/console/sign-in/invitation', { password: 'password' });
  expect(bea.status).toBe(422);
  await bea.post('/console/sign-in/invitation', { password: 'siete barcas en la niebla' });
  expect(bea.path).toBe('/console/sign-in');
  await bea.post('/console/sign-in', { email: 'bea@staff.example.org', password: 'siete barcas en la niebla' });
  expect(bea.path).toContain('/console/sign-in/enrol-second-factor');
  await bea.get(path);
  expect(bea.status).toBe(404);
});

test('a role is changed from the next page on, with a reason that stays; nobody changes their own', async ({ db }) => {
  const deps = webDeps(db);
  const admin = await signInStaffMember(deps, 'admin', consoleAreas);
  const billing = await signInStaffMember(deps, 'billing', consoleAreas);
  await billing.get('/console/staff');
  expect(billing.status).toBe(403);
  const id = await idOf(db, 'billing');
  await admin.get(`/console/staff/${id}`);
  await admin.post(`/console/staff/${id}/role`, { role: 'auditor', reason: '' });
  expect(admin.status).toBe(422);
  await admin.post(`/console/staff/${id}/role`, { role: 'auditor', reason: 'moved to the office' });
  expect(admin.text).toContain('From Billing to Auditor');
  expect(admin.text).toContain('moved to the office');
  await billing.get('/console/access-review');
  expect(billing.status).toBe(200);
  await expectValidHtml(billing.html, 'review');
  const own = await idOf(db, 'admin');
  await admin.get(`/console/staff/${own}`);
  expect(admin.text).toContain('Another administrator changes your role');
  await admin.post(`/console/staff/${own}/role`, { role: 'supervisor', reason: 'why not' });
  expect(admin.status).toBe(422);
  await expect(db.query(`update staff_change set reason = 'another'`)).rejects.toThrow('append-only');
});

test('who is deactivated is out at once; the last administrator stays, also when two end each other at once', async ({
  db,
}) => {
  const deps = webDeps(db);
  const admin = await signInStaffMember(deps, 'admin', consoleAreas);
  const csr = await signInStaffMember(deps, 'csr', consoleAreas);
  const id = await idOf(db, 'csr');
  await admin.get(`/console/staff/${id}/deactivation`);
  await expectValidHtml(admin.html, 'deactivation');
  await admin.post(`/console/staff/${id}/deactivation`, { reason: 'left' });
  expect(admin.text).toContain('was deactivated');
  await csr.get('/console');
  expect(csr.path).toContain('/console/sign-in');

  await hireStaff(deps, 'supervisor');
  const [first, second] = [await idOf(db, 'admin'), await idOf(db, 'supervisor')];
  const visitOf = (staffId: string) => ({ now: deps.clock(), address: '', staffId, role: 'admin' }) as const;
  const change = { role: 'admin', reason: 'a second one' };
  expect((await changeStaffRole(db, { id: second, ...change }, visitOf(first))).ok).toBe(true);
  const both = await Promise.all([
    deactivateStaff(db, { id: second, reason: 'x' }, visitOf(first)),
    deactivateStaff(db, { id: first, reason: 'x' }, visitOf(second)),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  const left = await db.query(`select from staff_member where role = 'admin' and removed_at is null`);
  expect(left).toHaveLength(1);
});

test('the access review is a file too, which no spreadsheet takes for a formula', async ({ db }) => {
  const deps = webDeps(db);
  const admin = await signInStaffMember(deps, 'admin', consoleAreas);
  await db.query(`update staff_member set name = '=1+1'`);
  const file = await (await admin.fetch('/console/access-review.csv')).text();
  expect(file.split('\r\n')[0]).toBe('name,email,role,sign_in_by,permission,last_signed_in_at,last_used_on');
  expect(file).toContain('staff.manage');
  expect(file).not.toMatch(/^=/m);
});
