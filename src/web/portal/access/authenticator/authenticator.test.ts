import { expect } from 'vitest';
import { codeNow } from '../../../../../test/support/code-now.ts';
import { goodPassword, registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import { totpCode } from '../../../../gateways/totp.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import type { Area } from '../../../area.ts';
import { requireLogin } from '../../../middleware/require.ts';
import { accessArea } from '../index.ts';

const email = 'customer@example.org';

const pages: Area = (app) => {
  app.get('/accounts', requireLogin, (c) => c.text('my accounts'));
};

/** The secret behind the key that the page shows. */
async function secretOf(deps: ReturnType<typeof webDeps>, db: DatabasePool): Promise<string> {
  const [row] = await db.query<{ secret: string }>('select secret from login_totp');
  return deps.customers.openSecret(row?.secret ?? '');
}

const codesOn = (visitor: Visitor): readonly string[] =>
  [...visitor.html.matchAll(/<code>([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})<\/code>/g)].map(([, code = '']) => code);

/** A customer with an authenticator, its secret and the recovery codes that were shown. */
async function withAuthenticator(db: DatabasePool, language: 'es' | 'en' = 'en') {
  await openAccount(db);
  const deps = webDeps(db);
  const owner = await registerCustomer(deps, { language }, [pages]);
  await owner.get('/settings/security');
  await owner.get('/settings/authenticator');
  await owner.post('/settings/authenticator');
  const secret = await secretOf(deps, db);
  const used = codeNow(secret);
  await owner.post('/settings/authenticator/code', { code: used });
  return { deps, owner, secret, used, codes: codesOn(owner) };
}

/** A code of the app that is good now and was not typed yet, however slowly the test ran. */
const anotherCode = (secret: string, used: string): string =>
  [0, 30].map((seconds) => totpCode(secret, Temporal.Now.instant().add({ seconds }))).find((code) => code !== used) ??
  '';

/** Somebody elsewhere who gives the right password. */
async function atTheSecondStep(deps: ReturnType<typeof webDeps>): Promise<Visitor> {
  const visitor = visit(deps, [accessArea, pages], 'en');
  await visitor.get('/sign-in');
  return visitor.post('/sign-in', { email, password: goodPassword, back: '/accounts' });
}

test.for(['es', 'en'] as const)('a customer sets up an authenticator app, in %s', async (language, { db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const owner = await registerCustomer(deps, { language });
  await owner.get('/settings/authenticator');
  await expectValidHtml(owner.html, 'what an authenticator is');
  await owner.post('/settings/authenticator');
  await expectValidHtml(owner.html, 'setting it up');
  const secret = await secretOf(deps, db);
  expect(owner.html).toContain('<svg');
  expect(owner.html).not.toContain(secret);
  await owner.post('/settings/authenticator/code', { code: '000000' });
  expect(owner.status).toBe(422);
  await owner.get('/settings/authenticator');
  await owner.post('/settings/authenticator/code', { code: codeNow(secret) });
  expect(codesOn(owner)).toHaveLength(10);
  await expectValidHtml(owner.html, 'recovery codes');
  expect(deps.told.at(-1)).toMatchObject({ event: 'access.second-factor', what: 'added', to: email });
  await owner.post('/settings/recovery-codes/saved', {});
  expect(owner.status).toBe(422);
  expect(codesOn(owner)).toHaveLength(10);
  await owner.post('/settings/recovery-codes/saved', { saved: 'yes' });
  expect(owner.path).toContain('/settings/security?news=codes-saved');
  await expectValidHtml(owner.html, 'security');
  expect(codesOn(owner)).toEqual([]);
  await owner.get('/accounts/00123456-0004321/access');
  expect(owner.text).toContain(language === 'es' ? 'Activó la aplicación' : 'Turned on the authenticator app');
});

test('a password alone opens nothing any more; the app’s code does, once', async ({ db }) => {
  const { deps, secret, used } = await withAuthenticator(db);
  const visitor = await atTheSecondStep(deps);
  expect(visitor.path).toBe('/sign-in/second-factor?back=%2Faccounts');
  await expectValidHtml(visitor.html, 'second factor');
  await visitor.get('/accounts');
  expect(visitor.path).toContain('/sign-in?');
  await visitor.get('/sign-in/second-factor?back=%2Faccounts');
  // The code that set it up was seen: it is used.
  await visitor.post('/sign-in/second-factor', { code: used });
  expect(visitor.text).toContain('That code is not right');
  const code = anotherCode(secret, used);
  await visitor.post('/sign-in/second-factor', { code });
  expect(visitor.html).toBe('my accounts');
  const again = await atTheSecondStep(deps);
  await again.post('/sign-in/second-factor', { code });
  expect(again.text).toContain('That code is not right');
});

test('a recovery code signs in once, is told with how many are left, and leads back to the page asked for', async ({
  db,
}) => {
  const { deps, codes } = await withAuthenticator(db);
  const visitor = await atTheSecondStep(deps);
  await visitor.get('/sign-in/second-factor?back=%2Faccounts&way=recovery-code');
  await expectValidHtml(visitor.html, 'recovery code');
  await visitor.post('/sign-in/second-factor', { code: 'BCDF-2345-GHJK' });
  expect(visitor.text).toContain('That is not one of your backup codes');
  await visitor.post('/sign-in/second-factor', { code: (codes[3] ?? '').toLowerCase().replaceAll('-', ' ') });
  expect(visitor.html).toBe('my accounts');
  expect(deps.told.at(-1)).toMatchObject({ event: 'access.second-factor', what: 'code_used', left: 9 });
  const again = await atTheSecondStep(deps);
  await again.post('/sign-in/second-factor', { code: codes[3] ?? '' });
  expect(again.status).toBe(422);
});

test('new recovery codes end those of before', async ({ db }) => {
  const { deps, owner, codes } = await withAuthenticator(db);
  await owner.get('/settings/security');
  await owner.post('/settings/recovery-codes');
  const fresh = codesOn(owner);
  expect(fresh).toHaveLength(10);
  expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
  expect(deps.told.at(-1)).toMatchObject({ what: 'codes_made' });
  const visitor = await atTheSecondStep(deps);
  await visitor.post('/sign-in/second-factor', { code: codes[0] ?? '' });
  expect(visitor.status).toBe(422);
  await visitor.post('/sign-in/second-factor', { code: fresh[0] ?? '' });
  expect(visitor.html).toBe('my accounts');
});

test('turned off, the password alone signs in again, and its owner is told', async ({ db }) => {
  const { deps, owner } = await withAuthenticator(db);
  await owner.get('/settings/authenticator');
  await owner.post('/settings/authenticator/removal');
  expect(owner.path).toContain('authenticator-removed');
  expect(deps.told.at(-1)).toMatchObject({ event: 'access.second-factor', what: 'removed' });
  expect((await atTheSecondStep(deps)).html).toBe('my accounts');
});

test('guessing codes is held back, and a step is over after ten minutes or with a new password', async ({ db }) => {
  const { deps, secret, used } = await withAuthenticator(db);
  const late = await atTheSecondStep(deps);
  deps.time.now = deps.time.now.add({ minutes: 11 });
  await late.post('/sign-in/second-factor', { code: anotherCode(secret, used) });
  expect(late.path).toContain('/sign-in?');
  const guesser = await atTheSecondStep(deps);
  for (let guess = 0; guess < 10; guess += 1) {
    await guesser.post('/sign-in/second-factor', { code: String(guess).padStart(6, '0') });
  }
  expect(guesser.status).toBe(429);
});

test('a step cookie that we did not give opens nothing', async ({ db }) => {
  const { deps, secret } = await withAuthenticator(db);
  const thief = visit(deps, [accessArea, pages], 'en');
  await thief.get('/sign-in');
  thief.cookies.set('caudal-login-step', 'made up');
  await thief.post('/sign-in/second-factor', { code: codeNow(secret) });
  expect(thief.path).toContain('/sign-in?');
});
