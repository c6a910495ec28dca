import { expect } from 'vitest';
import { goodPassword, registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount, openLogin } from '../../../../../test/support/logins.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { Area } from '../../../area.ts';
import { requireLogin } from '../../../middleware/require.ts';
import { accessArea } from '../index.ts';

const old = 'customer@example.org';
const next = 'nueva@example.org';

const pages: Area = (app) => {
  app.get('/accounts', requireLogin, (c) => c.text('my accounts'));
};

type Deps = ReturnType<typeof webDeps>;

/** The last notice of its event. */
function lastTold(deps: Deps, event: string): { to: string; code: string; path: string } {
  const notice = deps.told.findLast((one) => one.event === event);
  if (notice === undefined) throw new Error(`nobody was told ${event}`);
  const said = new Map<string, unknown>(Object.entries(notice));
  const [to = '', code = '', link = ''] = ['to', 'code', 'link'].map((name) => String(said.get(name) ?? ''));
  const path = link === '' ? '' : new URL(link).pathname + new URL(link).search;
  return { to, code, path };
}

const signsIn = async (deps: Deps, email: string): Promise<boolean> => {
  const visitor = visit(deps, [accessArea, pages], 'en');
  await visitor.get('/sign-in');
  await visitor.post('/sign-in', { email, password: goodPassword });
  return visitor.html === 'my accounts';
};

async function asked(db: Parameters<typeof webDeps>[0], language: 'es' | 'en' = 'en') {
  await openAccount(db);
  const deps = webDeps(db);
  const owner = await registerCustomer(deps, { language }, [pages]);
  await owner.get('/settings/email');
  await expectValidHtml(owner.html, 'email');
  await owner.post('/settings/email', { email: ' Nueva@Example.org ' });
  await expectValidHtml(owner.html, 'email that waits');
  return { deps, owner };
}

test.for(['es', 'en'] as const)(
  'a new email is proven by its code; until then the old one signs in, and hears of it, in %s',
  async (language, { db }) => {
    const { deps, owner } = await asked(db, language);
    expect(owner.text).toContain(next);
    const { to, code } = lastTold(deps, 'access.new-email');
    expect(to).toBe(next);
    expect(lastTold(deps, 'access.email-changing').to).toBe(old);
    expect(JSON.stringify(deps.told.findLast((one) => one.event === 'access.email-changing'))).not.toContain(next);
    expect(await signsIn(deps, old)).toBe(true);
    expect(await signsIn(deps, next)).toBe(false);
    await owner.get('/settings/email');
    await owner.post('/settings/email/code', { code: code === '000000' ? '111111' : '000000' });
    expect(owner.status).toBe(422);
    await owner.post('/settings/email/code', { code });
    expect(owner.path).toContain('news=email-changed');
    expect(await signsIn(deps, old)).toBe(false);
    expect(await signsIn(deps, next)).toBe(true);
    const changed = deps.told.filter((one) => one.event === 'access.email-changed').map((one) => 'to' in one && one.to);
    expect(changed.toSorted()).toEqual([old, next].toSorted());
  },
);

test('the link proves it in any browser, after one button, once, and signs nobody in', async ({ db }) => {
  const { deps } = await asked(db);
  const { path } = lastTold(deps, 'access.new-email');
  const elsewhere = visit(deps, [accessArea, pages], 'en');
  await elsewhere.get(path);
  await expectValidHtml(elsewhere.html, 'link');
  expect(await signsIn(deps, next)).toBe(false);
  await elsewhere.post('/email/verification');
  expect(elsewhere.text).toContain('Your email is changed');
  await elsewhere.get('/accounts');
  expect(elsewhere.path).toContain('/sign-in');
  expect(await signsIn(deps, next)).toBe(true);
  await elsewhere.get(path);
  expect(elsewhere.status).toBe(404);
});

test.for(['access.email-changing', 'access.email-changed'] as const)(
  'who reads the old email stops it by the link of “%s”, after the change too: everybody is out, and the password is gone',
  async (event, { db }) => {
    const { deps, owner } = await asked(db);
    const first = lastTold(deps, 'access.email-changing').path;
    await owner.post('/settings/email/code', { code: lastTold(deps, 'access.new-email').code });
    const after = deps.told.find((one) => one.event === 'access.email-changed' && one.to === old);
    const link = after !== undefined && 'link' in after ? new URL(after.link) : undefined;
    const path = event === 'access.email-changing' ? first : `${link?.pathname}${link?.search}`;
    const victim = visit(deps, [accessArea, pages], 'en');
    await victim.get(path);
    await expectValidHtml(victim.html, 'objection');
    await owner.get('/accounts');
    expect(owner.html).toBe('my accounts');
    await victim.get(path);
    await victim.post('/email/objections');
    expect(victim.text).toContain('We stopped the change');
    await owner.get('/accounts');
    expect(owner.path).toContain('/sign-in');
    expect(await signsIn(deps, next)).toBe(false);
    expect(await signsIn(deps, old)).toBe(false);
    expect(deps.told.at(-1)).toMatchObject({ event: 'access.email-kept', to: old });
    await victim.get('/password-reset');
    await victim.post('/password-reset', { email: old });
    await victim.get(lastTold(deps, 'access.password-reset').path);
    await victim.post('/password-reset/link', { password: 'siete barcas en la niebla' });
    expect(victim.status).toBe(422);
    await victim.post('/password-reset/link', {
      ...{ password: goodPassword, number: '00123456-0004321', zip: '97501' },
    });
    expect(await signsIn(deps, old)).toBe(true);
  },
);

test('an email that has a login is answered the same, and its owner is told', async ({ db }) => {
  await openLogin(db, next);
  const { deps, owner } = await asked(db);
  expect(owner.status).toBe(200);
  expect(lastTold(deps, 'access.email-known').to).toBe(next);
  expect(deps.told.some((one) => one.event === 'access.new-email')).toBe(false);
  await owner.post('/settings/email/code', { code: '123456' });
  expect(owner.text).toContain('That is not the code');
});

test('a change can be taken back, and a code has five tries', async ({ db }) => {
  const { deps, owner } = await asked(db);
  const { code } = lastTold(deps, 'access.new-email');
  const wrong = code === '000000' ? '111111' : '000000';
  for (let guess = 0; guess < 5; guess += 1) await owner.post('/settings/email/code', { code: wrong });
  await owner.post('/settings/email/code', { code });
  expect(owner.text).toContain('That code no longer works');
  await owner.post('/settings/email/withdrawal');
  expect(owner.path).toContain('email-withdrawn');
  await owner.get('/settings/email');
  expect(owner.text).not.toContain(next);
});
