import { expect } from 'vitest';
import { goodPassword, mailedCode, registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import { authorisedAccounts } from '../../../../usecases/access/index.ts';
import { portalAreas } from '../../index.ts';

const account = { number: '00123456-0004321', zip: '97501' };
const claimant = {
  email: 'claimant@example.org',
  way: 'password',
  password: goodPassword,
  language: 'en',
  consent: 'yes',
};
const today = Temporal.PlainDate.from('2026-05-07');

/** The code of the letter that was mailed last. */
function letterCode(deps: ReturnType<typeof webDeps>): string {
  const letter = deps.told.findLast((notice) => notice.event === 'access.mailed-code');
  if (letter?.event !== 'access.mailed-code') throw new Error('no letter was mailed');
  return letter.code;
}

async function claim(deps: ReturnType<typeof webDeps>): Promise<Visitor> {
  const visitor = visit(deps, portalAreas, 'en');
  await visitor.get('/register');
  await visitor.post('/register', account);
  expect(visitor.path).toBe('/register/claimed');
  return visitor;
}

test('only who has the right numbers and ZIP learns that an account is claimed', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const stranger = visit(deps, portalAreas);
  await stranger.get('/register');
  await stranger.post('/register', { ...account, zip: '97504' });
  expect(stranger.text).not.toContain('ya está registrada');
  const visitor = await claim(deps);
  expect(visitor.text).not.toContain('customer@example.org');
  await expectValidHtml(visitor.html, 'already claimed');
});

test('the owner is asked to let someone in, once a day, and nothing changes', async ({ db }) => {
  const accountId = await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const visitor = await claim(deps);
  await visitor.post('/register/claimed', { email: 'daughter@example.org' });
  expect(visitor.text).toContain('We sent your request');
  expect(deps.told.at(-1)).toMatchObject({
    event: 'access.asked-for',
    to: 'customer@example.org',
    asker: 'daughter@example.org',
    accountId,
  });
  await visitor.post('/register/claimed', { email: 'daughter@example.org' });
  expect(visitor.status).toBe(429);
});

test('a code on paper proves the account again: it passes over, and the former owner is told', async ({ db }) => {
  const accountId = await openAccount(db);
  const deps = webDeps(db);
  const owner = await registerCustomer(deps);
  const visitor = await claim(deps);
  await visitor.get('/register/login');
  await visitor.post('/register/login', claimant);
  await visitor.post('/register/verification', { code: mailedCode(deps) });
  expect(visitor.path).toBe('/register/welcome?outcome=code-mailed');
  await expectValidHtml(visitor.html, 'welcome, letter on its way');
  expect(visitor.text).toContain('Your login is ready');
  expect(visitor.text).not.toContain('you have access');

  await visitor.get('/register/claimed/mailed-code');
  await visitor.post('/register/claimed/mailed-code', { code: 'BBBB-BBBB-BBBB' });
  expect(visitor.status).toBe(422);
  await owner.get('/register/claimed/mailed-code');
  await owner.post('/register/claimed/mailed-code', { code: letterCode(deps) });
  expect(owner.status).toBe(422);

  await visitor.post('/register/claimed/mailed-code', { code: letterCode(deps).toLowerCase() });
  expect(visitor.path).toBe('/register/welcome?account=00123456-0004321');
  expect(deps.told.slice(-3)).toMatchObject([
    { event: 'access.ended', to: 'customer@example.org', accountId },
    { event: 'access.new-person', ways: ['letter'], accountId },
    { event: 'access.account-added', to: 'claimant@example.org', accountId },
  ]);
  const logins = await db.query<{ id: string; email: string }>('select id, email from login');
  for (const { id, email } of logins) {
    expect((await authorisedAccounts(db, id, today)).length).toBe(email === 'claimant@example.org' ? 1 : 0);
  }
});

test('the code from the letter has five tries and thirty days', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  const visitor = await claim(deps);
  await visitor.get('/register/login');
  await visitor.post('/register/login', claimant);
  await visitor.post('/register/verification', { code: mailedCode(deps) });
  await visitor.get('/register/claimed/mailed-code');
  for (let tried = 0; tried < 5; tried += 1) {
    await visitor.post('/register/claimed/mailed-code', { code: 'BBBB-BBBB-BBBB' });
  }
  await visitor.post('/register/claimed/mailed-code', { code: letterCode(deps) });
  expect(visitor.status).toBe(422);
});

test('someone signed in adds a free account at once, and finds their own again', async ({ db }) => {
  await openAccount(db);
  await openAccount(db, { customer: '00000002', account: '0000002' });
  const deps = webDeps(db);
  const visitor = await registerCustomer(deps);
  await visitor.get('/accounts/add');
  await expectValidHtml(visitor.html, 'add an account');
  await visitor.post('/accounts/add', { number: '00000002-0000002', zip: '97501' });
  expect(visitor.path).toBe('/accounts/00000002-0000002');
  await visitor.get('/accounts/add');
  await visitor.post('/accounts/add', { number: '00000002-0000002', zip: '97501' });
  expect(visitor.path).toBe('/accounts/00000002-0000002');
});
