import { expect } from 'vitest';
import { codeNow } from '../../../../../test/support/code-now.ts';
import { goodPassword, registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { hireStaff, signInStaffMember, staffPassword } from '../../../../../test/support/staff.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { doors } from '../../../../domain/access/index.ts';
import { hashToken } from '../../../../gateways/secrets.ts';
import { createStaff, removeStaff, tryDoor } from '../../../../usecases/access/index.ts';
import type { Area } from '../../../area.ts';
import { requireLogin, requireStaff } from '../../../middleware/require.ts';
import { accessArea } from '../index.ts';

/** Pages that say no more than that they were reached. */
const pages: Area = (app) => {
  app.get('/console', requireStaff('account.search'), (c) => c.text('search'));
  app.get('/console/bill-runs', requireStaff('bill-run.approve'), (c) => c.text('approve'));
  app.get('/accounts', requireLogin, (c) => c.text('my accounts'));
};

test('staff enter with a password and a code, and only where their role lets them', async ({ db }) => {
  const visitor = await signInStaffMember(webDeps(db), 'csr', [pages]);
  expect(visitor.html).toBe('search');
  await visitor.get('/console/bill-runs');
  expect(visitor.status).toBe(403);
  expect(visitor.text).toContain('You do not have permission for that');
});

test('a password alone opens nothing, and a code is good once', async ({ db }) => {
  const deps = webDeps(db);
  const secret = await hireStaff(deps);
  const enter = async () => {
    const visitor = visit(deps, [accessArea, pages], 'en');
    await visitor.get('/console');
    await expectValidHtml(visitor.html, 'staff sign-in');
    await visitor.post('/console/sign-in', { email: 'csr@staff.example.org', password: staffPassword });
    expect(visitor.path).toBe('/console/sign-in/second-factor?back=%2Fconsole');
    return visitor;
  };
  const first = await enter();
  await expectValidHtml(first.html, 'staff code');
  await first.get('/console');
  expect(first.path).toBe('/console/sign-in?back=%2Fconsole');

  const again = await enter();
  const code = codeNow(secret);
  await again.post('/console/sign-in/second-factor', { code });
  expect(again.html).toBe('search');
  const shoulder = await enter();
  await shoulder.post('/console/sign-in/second-factor', { code });
  expect(shoulder.text).toContain('That code is not right');
  await shoulder.get('/console');
  expect(shoulder.path).toContain('/console/sign-in');
});

test('while strangers try passwords on the supervisor, the browser of the supervisor still lets the supervisor in', async ({
  db,
}) => {
  const deps = webDeps(db);
  const email = 'supervisor@staff.example.org';
  const desk = await signInStaffMember(deps, 'supervisor', [pages]);
  await desk.get('/console/nowhere');
  await desk.post('/console/sign-out');
  expect(desk.path).toContain('/console/sign-in');
  const stranger = visit(deps, [accessArea, pages], 'en');
  stranger.address = '198.51.100.7';
  await stranger.get('/console/sign-in');
  for (let tried = 0; tried < 10; tried += 1)
    await stranger.post('/console/sign-in', { email, password: 'wrong wrong wrong' });
  await stranger.post('/console/sign-in', { email, password: staffPassword });
  expect(stranger.status).toBe(429);
  for (let at = 0; at < 100; at += 1)
    await tryDoor(db, doors.staffSignIn, { address: `198.51.100.${at}`, subject: hashToken(email) }, deps.time.now);
  const unknown = visit(deps, [accessArea, pages], 'en');
  unknown.address = '203.0.113.6';
  await unknown.get('/console/sign-in');
  await unknown.post('/console/sign-in', { email, password: staffPassword });
  expect(unknown.status).toBe(429);
  await desk.get('/console/sign-in');
  await desk.post('/console/sign-in', { email, password: staffPassword });
  expect(desk.path).toContain('/console/sign-in/second-factor');
});

test('a new member chooses a password, enrols an authenticator, and may use a recovery code once', async ({ db }) => {
  const deps = webDeps(db);
  const hired = await createStaff(deps, { email: 'New@staff.example.org', name: 'New', role: 'billing' }, deps.clock());
  if (!hired.ok) throw new Error('not hired');
  const { password } = hired.value;
  const visitor = visit(deps, [accessArea, pages], 'en');
  await visitor.get('/console/sign-in');
  await visitor.post('/console/sign-in', { email: 'new@staff.example.org', password });
  expect(visitor.text).toContain('Choose your own password');
  await expectValidHtml(visitor.html, 'own password');
  await visitor.get('/console');
  expect(visitor.path).toContain('/console/sign-in?back');

  await visitor.get('/console/sign-in/enrol-second-factor');
  await visitor.post('/console/sign-in/enrol-second-factor', {
    step: 'password',
    present: password,
    password: staffPassword,
  });
  await expectValidHtml(visitor.html, 'enrol');
  await visitor.post('/console/sign-in/enrol-second-factor', { step: 'begin', password: staffPassword });
  await expectValidHtml(visitor.html, 'enrol, the secret');
  const written = [...visitor.html.matchAll(/<code>([^<]+)<\/code>/g)].map((match) => match[1] ?? '');
  const [key = '', recovery = ''] = written;
  await visitor.post('/console/sign-in/enrol-second-factor', {
    step: 'confirm',
    code: codeNow(fromBase32(key.replaceAll(' ', ''))),
  });
  expect(visitor.html).toBe('search');

  for (const outcome of ['search', 'not right']) {
    const lost = visit(deps, [accessArea, pages], 'en');
    await lost.get('/console/sign-in');
    await lost.post('/console/sign-in', { email: 'new@staff.example.org', password: staffPassword });
    await lost.post('/console/sign-in/second-factor', { code: recovery });
    expect(lost.html).toContain(outcome);
  }
});

test('a customer is nobody in the console, and staff nobody in the portal', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const customer = await registerCustomer(deps, {}, [accessArea, pages]);
  await customer.get('/console');
  expect(customer.path).toBe('/console/sign-in?back=%2Fconsole');
  await customer.post('/console/sign-in', { email: 'customer@example.org', password: goodPassword });
  expect(customer.status).toBe(422);
  const staff = await signInStaffMember(deps, 'admin', [pages]);
  await staff.get('/accounts');
  expect(staff.status).toBe(404);
  expect(staff.path).toBe('/sign-in?back=%2Faccounts');
  for (const [name, value] of staff.cookies) customer.cookies.set(name.replace('staff', 'login'), value);
  await customer.get('/accounts');
  expect(customer.html).not.toBe('my accounts');
});

test('who is removed is out at once', async ({ db }) => {
  const deps = webDeps(db);
  const visitor = await signInStaffMember(deps, 'csr', [pages]);
  expect((await removeStaff(db, 'csr@staff.example.org', deps.clock())).ok).toBe(true);
  await visitor.get('/console');
  expect(visitor.path).toContain('/console/sign-in');
  expect((await removeStaff(db, 'csr@staff.example.org', deps.clock())).ok).toBe(false);
});

function fromBase32(text: string): string {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString();
}
