import { expect } from 'vitest';
import { goodPassword, registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { doors } from '../../../../domain/access/index.ts';
import { hashToken } from '../../../../gateways/secrets.ts';
import { tryDoor } from '../../../../usecases/access/index.ts';
import type { Area } from '../../../area.ts';
import { requireAccount, requireLogin, requireRecentSignIn } from '../../../middleware/require.ts';
import { registrationArea } from '../../registration/index.ts';
import { accessArea } from '../index.ts';

const email = 'customer@example.org';

/** Pages that say no more than that they were reached. */
const pages: Area = (app) => {
  app.get('/accounts', requireLogin, (c) => c.text('my accounts'));
  app.get('/accounts/:account', requireAccount(), (c) => c.text(`account ${c.var.account?.street}`));
  app.get('/accounts/:account/autopay', requireAccount('manage'), requireRecentSignIn, (c) => c.text('autopay'));
};

test('a customer signs in, comes back to the page asked for, and signs out for good', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const visitor = visit(deps, [registrationArea, accessArea, pages], 'en');
  await visitor.get('/accounts/00123456-0004321');
  expect(visitor.path).toBe('/sign-in?back=%2Faccounts%2F00123456-0004321');
  await expectValidHtml(visitor.html, 'sign in');
  await visitor.post('/sign-in', { email: 'CUSTOMER@example.org', password: goodPassword });
  expect(visitor.html).toBe('account 100 Sample St');

  const copied = new Map(visitor.cookies);
  await visitor.get('/help');
  await visitor.post('/sign-out');
  expect(visitor.text).toContain('You are signed out.');
  for (const [name, value] of copied) visitor.cookies.set(name, value);
  await visitor.get('/accounts');
  expect(visitor.path).toBe('/sign-in?back=%2Faccounts');
});

test('a wrong email and a wrong password are one answer', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const answers = [];
  for (const given of [
    { email, password: 'not the password at all' },
    { email: 'nobody@example.org', password: goodPassword },
  ]) {
    const visitor = visit(deps, [registrationArea, accessArea]);
    await visitor.get('/sign-in');
    await visitor.post('/sign-in', given);
    answers.push(`${visitor.status} ${visitor.text}`);
  }
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('El correo electrónico o el número, o la contraseña, no son correctos.');
});

test('a password is the same in either Unicode form', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const visitor = visit(deps, [registrationArea, accessArea]);
  await visitor.get('/register');
  await visitor.post('/register', { number: '00123456-0004321', zip: '97501' });
  const password = 'el ñandú corrió tres días';
  await visitor.post('/register/login', {
    email,
    way: 'password',
    password: password.normalize('NFD'),
    language: 'es',
    consent: 'yes',
  });
  const mail = deps.told.findLast((notice) => notice.event === 'access.verify-email');
  await visitor.post('/register/verification', { code: mail?.event === 'access.verify-email' ? mail.code : '' });
  const again = visit(deps, [registrationArea, accessArea, pages]);
  await again.get('/sign-in');
  await again.post('/sign-in', { email, password: password.normalize('NFC') });
  expect(again.html).toBe('my accounts');
});

test('an email of any script signs in', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps, { email: 'josé@correo.example' });
  const visitor = visit(deps, [registrationArea, accessArea, pages]);
  await visitor.get('/sign-in');
  await visitor.post('/sign-in', { email: 'José@correo.example', password: goodPassword });
  expect(visitor.html).toBe('my accounts');
});

test('many tries on one email are held back, also with the right password', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const visitor = visit(deps, [registrationArea, accessArea]);
  await visitor.get('/sign-in');
  for (let tried = 0; tried < 10; tried += 1) await visitor.post('/sign-in', { email, password: 'wrong wrong wrong' });
  await visitor.post('/sign-in', { email, password: goodPassword });
  expect(visitor.status).toBe(429);
});

test('while strangers try passwords on an email, its owner comes in: elsewhere for ten tries, by a known browser for any number', async ({
  db,
}) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const from = async (address: string) => {
    const visitor = visit(deps, [registrationArea, accessArea, pages]);
    visitor.address = address;
    return visitor.get('/sign-in');
  };
  const tablet = await from('192.0.2.10');
  await tablet.post('/sign-in', { email, password: goodPassword });
  expect(tablet.html).toBe('my accounts');
  await tablet.get('/help');
  await tablet.post('/sign-out');

  const stranger = await from('198.51.100.7');
  for (let tried = 0; tried < 10; tried += 1) await stranger.post('/sign-in', { email, password: 'wrong wrong wrong' });
  await stranger.post('/sign-in', { email, password: goodPassword });
  expect(stranger.status).toBe(429);
  const library = await from('203.0.113.5');
  await library.post('/sign-in', { email, password: goodPassword });
  expect(library.html).toBe('my accounts');

  // From a hundred addresses: now nobody comes in by a browser that was never here.
  for (let at = 0; at < 100; at += 1)
    await tryDoor(db, doors.signIn, { address: `198.51.100.${at}`, subject: hashToken(email) }, deps.time.now);
  const unknown = await from('203.0.113.6');
  await unknown.post('/sign-in', { email, password: goodPassword });
  expect(unknown.status).toBe(429);
  const other = await from('203.0.113.7');
  await other.post('/sign-in', { email: 'somebody@else.example', password: goodPassword });
  expect(other.status).toBe(422);
  await tablet.get('/sign-in');
  await tablet.post('/sign-in', { email, password: 'mistyped once or twice' });
  await tablet.post('/sign-in', { email, password: goodPassword });
  expect(tablet.html).toBe('my accounts');
});

test('what a browser knows of one person lets nobody in as another, and a cookie that we did not write is none', async ({
  db,
}) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const visitor = await visit(deps, [registrationArea, accessArea, pages]).get('/sign-in');
  await visitor.post('/sign-in', { email, password: goodPassword });
  const known = decodeURIComponent(visitor.cookies.get('caudal-login-known') ?? '');
  expect(known).not.toContain('customer');
  for (let at = 0; at < 100; at += 1)
    await tryDoor(db, doors.signIn, { address: `198.51.100.${at}`, subject: hashToken(email) }, deps.time.now);
  const [entry = ''] = known.split('~');
  for (const forged of [entry, `${entry}~`, `${entry}~${'a'.repeat(43)}`, known.replace(/^./, 'x')]) {
    const thief = await visit(deps, [registrationArea, accessArea, pages]).get('/sign-in');
    thief.cookies.set('caudal-login-known', encodeURIComponent(forged));
    await thief.post('/sign-in', { email, password: goodPassword });
    expect(thief.status, forged).toBe(429);
  }
});

test('every address of one IPv6 network is one stranger; the next network is another', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const visitor = visit(deps, [registrationArea, accessArea, pages]);
  await visitor.get('/sign-in');
  for (let tried = 1; tried <= 10; tried += 1) {
    visitor.address = `2001:db8:1:2::${tried.toString(16)}`;
    await visitor.post('/sign-in', { email, password: 'wrong wrong wrong' });
    expect(visitor.status).toBe(422);
  }
  visitor.address = '2001:db8:1:2:ffff::1';
  await visitor.post('/sign-in', { email, password: goodPassword });
  expect(visitor.status).toBe(429);
  visitor.address = '2001:db8:1:3::1';
  await visitor.get('/sign-in');
  await visitor.post('/sign-in', { email, password: goodPassword });
  expect(visitor.html).toBe('my accounts');
});

test('signing in never leads to another site', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const visitor = visit(deps, [registrationArea, accessArea, pages]);
  await visitor.get('/sign-in?back=//evil.example');
  await visitor.post('/sign-in', { email, password: goodPassword });
  expect(visitor.path).toBe('/accounts');
});

test('a session planted before signing in is worth nothing after, and each sign-in is a new one', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const visitor = await registerCustomer(deps, {}, [pages]);
  const planted = visitor.cookies.get('caudal-login');
  await visitor.get('/accounts/00123456-0004321/autopay');
  expect(visitor.html).toBe('autopay');
  await db.query(`update login_session set created_at = created_at - interval '11 minutes'`);
  await visitor.get('/accounts/00123456-0004321/autopay');
  expect(visitor.path).toContain('/sign-in?back=');
  expect(visitor.text).toContain('Confirme que es usted');
  await expectValidHtml(visitor.html, 'sign in again');
  await visitor.post('/sign-in', { email, password: goodPassword });
  expect(visitor.html).toBe('autopay');
  expect(visitor.cookies.get('caudal-login')).not.toBe(planted);
  visitor.cookies.set('caudal-login', planted ?? '');
  await visitor.get('/accounts');
  expect(visitor.path).toContain('/sign-in');
});

test.for([
  ['idle for half an hour', `update login_session set expires_at = now() - interval '1 second'`],
  ['twelve hours after signing in', `update login_session set created_at = now() - interval '12 hours 1 minute'`],
])('a session ends %s', async ([, sql], { db }) => {
  await openAccount(db);
  const visitor = await registerCustomer(webDeps(db), {}, [pages]);
  await visitor.get('/accounts');
  expect(visitor.html).toBe('my accounts');
  await db.query(sql ?? '');
  await visitor.get('/accounts');
  expect(visitor.path).toContain('/sign-in');
});

test('a cookie that we did not sign is nobody’s', async ({ db }) => {
  await openAccount(db);
  const visitor = await registerCustomer(webDeps(db), {}, [pages]);
  const cookie = decodeURIComponent(visitor.cookies.get('caudal-login') ?? '');
  const token = cookie.slice(0, cookie.lastIndexOf('.'));
  for (const forged of [token, `${token}.`, `${token}.${Buffer.alloc(32).toString('base64')}`, `.${cookie}`]) {
    visitor.cookies.set('caudal-login', encodeURIComponent(forged));
    await visitor.get('/accounts');
    expect(visitor.path, forged).toContain('/sign-in');
  }
});

test('a visit moves the idle limit once a minute', async ({ db }) => {
  await openAccount(db);
  const visitor = await registerCustomer(webDeps(db), {}, [pages]);
  const limit = async () => {
    const [row] = await db.query<{ seconds: number }>(
      `select extract(epoch from expires_at - now())::int as seconds from login_session`,
    );
    return row?.seconds ?? 0;
  };
  await db.query(`update login_session set expires_at = expires_at - interval '30 seconds'`);
  await visitor.get('/accounts');
  expect(await limit()).toBeLessThan(30 * 60 - 25);
  await db.query(`update login_session set expires_at = expires_at - interval '40 seconds'`);
  await visitor.get('/accounts');
  expect(await limit()).toBeGreaterThan(30 * 60 - 25);
});

test('somebody else’s account is a page that is not there', async ({ db }) => {
  await openAccount(db);
  await openAccount(db, { customer: '00000002', account: '0000002' });
  const visitor = await registerCustomer(webDeps(db), {}, [pages]);
  await visitor.get('/accounts/00000002-0000002');
  expect(visitor.status).toBe(404);
});

test('a forgotten password is replaced by a mailed link, once, and every session ends', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const elsewhere = await registerCustomer(deps, {}, [pages]);
  const visitor = visit(deps, [registrationArea, accessArea, pages]);
  await visitor.get('/password-reset');
  await expectValidHtml(visitor.html, 'password reset');
  await visitor.post('/password-reset', { email: 'nobody@example.org' });
  const sent = visitor.html.replaceAll(/value="[^"]*"/g, '');
  const before = deps.told.length;
  await visitor.get('/password-reset');
  await visitor.post('/password-reset', { email });
  expect(visitor.html.replaceAll(/value="[^"]*"/g, '')).toBe(sent);
  expect(deps.told.length).toBe(before + 1);
  const mail = deps.told.at(-1);
  const link = mail?.event === 'access.password-reset' ? mail.link.replace('http://localhost', '') : '';

  await visitor.get(link);
  await expectValidHtml(visitor.html, 'new password');
  await visitor.post('/password-reset/link', { password: 'passwordpassword' });
  expect(visitor.text).toContain('fácil de adivinar');
  await visitor.post('/password-reset/link', { password: 'siete barcas en la niebla' });
  expect(visitor.text).toContain('Su contraseña cambió');
  await visitor.post('/sign-in', { email, password: 'siete barcas en la niebla' });
  expect(visitor.html).toBe('my accounts');
  await elsewhere.get('/accounts');
  expect(elsewhere.path).toContain('/sign-in');
  const late = visit(deps, [registrationArea, accessArea]);
  await late.get(link);
  await late.post('/password-reset/link', { password: 'nueve barcas en la niebla' });
  expect(late.text).toContain('Ese vínculo ya no sirve');
});

test('a reset link is too old after an hour', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const visitor = visit(deps, [registrationArea, accessArea]);
  await visitor.get('/password-reset');
  await visitor.post('/password-reset', { email });
  const mail = deps.told.at(-1);
  deps.time.now = deps.time.now.add({ minutes: 61 });
  await visitor.get(mail?.event === 'access.password-reset' ? mail.link.replace('http://localhost', '') : '');
  await visitor.post('/password-reset/link', { password: 'siete barcas en la niebla' });
  expect(visitor.status).toBe(409);
});

test('behind https the session cookie is __Host-, Secure, HttpOnly and SameSite', async ({ db }) => {
  const { openCustomerSignIn } = await import('../../../../gateways/sign-in-customers.ts');
  await openAccount(db);
  await registerCustomer(webDeps(db));
  const secure = openCustomerSignIn({
    pool: db.pool,
    publicUrl: 'https://water.example.org',
    secret: 'a secret for tests only, long enough',
  });
  const [{ id } = { id: '' }] = await db.query<{ id: string }>('select id from login');
  const cookies = await secure.begin(id, new Headers());
  const cookie = cookies.find((line) => line.startsWith('__Host-caudal-login=')) ?? '';
  expect(cookie).toMatch(/; Secure/);
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Lax/i);
  expect(cookie).not.toMatch(/domain/i);
});
