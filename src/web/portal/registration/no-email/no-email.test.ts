import { expect } from 'vitest';
import { goodPassword, registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import { portalAreas } from '../../index.ts';

const number = '00123456-0004321';
const newPassword = 'siete piedras junto al arroyo';

type Deps = ReturnType<typeof webDeps>;

function letterOf(deps: Deps): { readonly code: string; readonly link: string } {
  const letter = deps.told.findLast((notice) => notice.event === 'access.mailed-code');
  if (letter?.event !== 'access.mailed-code') throw new Error('no letter was mailed');
  return letter;
}

/** Finds the account and asks for the code on paper. */
async function asksForLetter(deps: Deps): Promise<Visitor> {
  const visitor = visit(deps, portalAreas, 'en');
  await visitor.get('/register');
  await visitor.post('/register', { number, zip: '97501' });
  await visitor.get('/register/no-email');
  await expectValidHtml(visitor.html, 'register without email');
  await visitor.post('/register/no-email/letter');
  return visitor;
}

/** Somebody without an email, registered by the letter and signed in. */
async function registersByLetter(deps: Deps): Promise<Visitor> {
  await asksForLetter(deps);
  const visitor = visit(deps, portalAreas, 'en');
  await visitor.get('/register/letter');
  await visitor.post('/register/letter', { number, code: letterOf(deps).code, password: goodPassword, consent: 'yes' });
  expect(visitor.path).toBe('/register/at-home');
  return visitor;
}

async function signsIn(deps: Deps, name: string, password: string): Promise<Visitor> {
  const visitor = visit(deps, portalAreas, 'en');
  await visitor.get('/sign-in');
  return visitor.post('/sign-in', { email: name, password });
}

test('without an email a code goes to the billing address on paper, and nobody has the account before it comes back', async ({
  db,
}) => {
  await openAccount(db);
  const deps = webDeps(db);
  const visitor = await asksForLetter(deps);
  expect(visitor.path).toBe('/register/at-home');
  expect(visitor.text).toContain('Your code is on its way by mail');
  expect(visitor.text).not.toContain(letterOf(deps).code);
  expect(letterOf(deps).link).toBe('http://localhost/register/letter');
  await expectValidHtml(visitor.html, 'what to do at home');
  expect(await db.query('select from login')).toEqual([]);
  expect(await db.query('select from account_access')).toEqual([]);
  await visitor.get('/register/no-email');
  await visitor.post('/register/no-email/letter');
  expect(visitor.status, 'a second letter in the same week').toBe(422);
});

test('the code from the letter makes a login that signs in with the number on the bill', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const visitor = await registersByLetter(deps);
  expect(visitor.text).toContain(number);
  expect(visitor.text).not.toContain(goodPassword);
  await visitor.get(`/accounts/${number}`);
  expect(visitor.status).toBe(200);
  for (const name of [number, '123456-4321', '00123456', '123456']) {
    const again = await signsIn(deps, name, goodPassword);
    expect(again.path, name).toBe(`/accounts/${number}`);
  }
  const wrong = await signsIn(deps, number, newPassword);
  expect(wrong.status).toBe(422);
  const nobody = await signsIn(deps, '00999999', goodPassword);
  expect(nobody.status).toBe(422);
  expect(deps.told.some((notice) => notice.event === 'access.new-person')).toBe(true);
  expect(await db.query('select email, email_verified from login')).toEqual([{ email: null, email_verified: false }]);
});

test('the number of a bill is the name of nobody who has an email', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  expect((await signsIn(deps, number, goodPassword)).status).toBe(422);
  expect((await signsIn(deps, 'customer@example.org', goodPassword)).path).toBe(`/accounts/${number}`);
});

test('a wrong code has five tries, a guessed password is refused, and the agreement is asked for', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  await asksForLetter(deps);
  const visitor = visit(deps, portalAreas, 'en');
  await visitor.get('/register/letter');
  await expectValidHtml(visitor.html, 'the code from the letter');
  const { code } = letterOf(deps);
  await visitor.post('/register/letter', { number, code, password: '00123456-0004321', consent: '' });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('Please fix these 2 things');
  for (let tried = 0; tried < 5; tried += 1) {
    await visitor.post('/register/letter', { number, code: 'BBBB-BBBB-BBBB', password: goodPassword, consent: 'yes' });
    expect(visitor.status).toBe(422);
  }
  await visitor.post('/register/letter', { number, code, password: goodPassword, consent: 'yes' });
  expect(visitor.status).toBe(422);
  expect(await db.query('select from login')).toEqual([]);
});

test('of an account that is claimed, the letter passes it over, and the former owner is told', async ({ db }) => {
  const accountId = await openAccount(db);
  const deps = webDeps(db);
  await registerCustomer(deps);
  await registersByLetter(deps);
  expect(deps.told).toContainEqual(
    expect.objectContaining({ event: 'access.ended', to: 'customer@example.org', accountId }),
  );
  expect(await db.query(`select proven_by from account_access where ended_at is null`)).toEqual([
    { proven_by: 'mailed-code' },
  ]);
});

test('the bill in hand is a way for the lobby computer alone', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const visitor = visit(deps, portalAreas, 'en');
  await visitor.get('/register');
  await visitor.post('/register', { number, zip: '97501' });
  await visitor.get('/register/no-email');
  expect(visitor.html).not.toContain('name="bill"');
  await visitor.post('/register/no-email', { bill: '1000000018', password: goodPassword, consent: 'yes' });
  expect(visitor.status).toBe(404);
  expect(await db.query('select from login')).toEqual([]);
});

test('a forgotten password comes back by a letter, and the answer is the same for a number nobody has', async ({
  db,
}) => {
  await openAccount(db);
  const deps = webDeps(db);
  const owner = await registersByLetter(deps);
  deps.time.now = deps.time.now.add({ hours: 8 * 24 });
  const forgetful = visit(deps, portalAreas, 'en');
  await forgetful.get('/password-reset');
  await forgetful.post('/password-reset', { email: '00999999' });
  expect(forgetful.path).toBe('/password-reset?sent=yes');
  const before = letterOf(deps);
  await forgetful.get('/password-reset');
  await forgetful.post('/password-reset', { email: '123456' });
  expect(forgetful.path).toBe('/password-reset?sent=yes');
  const { code, link } = letterOf(deps);
  expect(code).not.toBe(before.code);
  expect(link).toBe('http://localhost/password-reset/letter');
  await forgetful.get('/password-reset/letter');
  await expectValidHtml(forgetful.html, 'a new password by letter');
  await forgetful.post('/password-reset/letter', { number, code: 'BBBB-BBBB-BBBB', password: newPassword });
  expect(forgetful.status).toBe(422);
  await forgetful.post('/password-reset/letter', { number, code, password: newPassword });
  expect(forgetful.path).toBe('/sign-in?news=password-changed');
  await owner.get(`/accounts/${number}`);
  expect(owner.path, 'signed out everywhere').toContain('/sign-in');
  expect((await signsIn(deps, number, goodPassword)).status).toBe(422);
  expect((await signsIn(deps, number, newPassword)).path).toBe(`/accounts/${number}`);
});

test('who signs in by number may use what the account was called earlier, unless it is another’s today', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  const deps = webDeps(db);
  await registersByLetter(deps);
  for (const earlier of ['OLD 0077-x', '00000002-0000002'])
    await db.query('insert into account_earlier_number (account_id, number) values ($1, $2)', [accountId, earlier]);
  for (const name of ['OLD 0077-x', 'old0077X', '00000002-0000002']) {
    expect((await signsIn(deps, name, goodPassword)).path, name).toBe(`/accounts/${number}`);
    expect((await signsIn(deps, name, newPassword)).status, name).toBe(422);
  }
  expect((await signsIn(deps, 'OLD 0078-x', goodPassword)).status).toBe(422);
  await openAccount(db, { customer: '00000002', account: '0000002' });
  expect((await signsIn(deps, '00000002-0000002', goodPassword)).status).toBe(422);
});
