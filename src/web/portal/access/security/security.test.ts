import { expect } from 'vitest';
import { makeAuthenticator } from '../../../../../test/support/authenticator.ts';
import { goodPassword, mailedCode, registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { passkeyQuestion } from '../../../../../test/support/passkey-question.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import type { Area } from '../../../area.ts';
import { requireLogin } from '../../../middleware/require.ts';
import { registrationArea } from '../../registration/index.ts';
import { accessArea } from '../index.ts';

const pages: Area = (app) => {
  app.get('/accounts', requireLogin, (c) => c.text('my accounts'));
};

async function addPasskey(visitor: Visitor, device: ReturnType<typeof makeAuthenticator>): Promise<void> {
  await visitor.get('/settings/security');
  const asked = await passkeyQuestion(visitor, '/settings/passkeys/challenge');
  await visitor.post('/settings/passkeys', {
    challenge: asked.token,
    answer: device.create(asked.options.challenge),
    name: 'mi teléfono',
  });
}

test('a customer adds a passkey and signs in with it; an answer is good once', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const owner = await registerCustomer(deps);
  const device = makeAuthenticator('http://localhost');
  await addPasskey(owner, device);
  expect(owner.text).toContain('Su llave de acceso está lista.');
  expect(owner.text).toContain('mi teléfono');
  await expectValidHtml(owner.html, 'security');
  expect(deps.told.at(-1)?.event).toBe('access.passkey-added');

  const visitor = visit(deps, [registrationArea, accessArea, pages]);
  await visitor.get('/sign-in');
  const asked = await passkeyQuestion(visitor, '/sign-in/passkey/challenge');
  const answer = { challenge: asked.token, answer: device.get(asked.options.challenge) };
  await visitor.post('/sign-in/passkey', answer);
  expect(visitor.html).toBe('my accounts');

  const thief = visit(deps, [registrationArea, accessArea, pages]);
  await thief.get('/sign-in');
  await thief.post('/sign-in/passkey', answer);
  expect(thief.text).toContain('No pudimos comprobar esa llave de acceso');
});

test('a passkey of another site or another device signs nobody in', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const owner = await registerCustomer(deps);
  await addPasskey(owner, makeAuthenticator('http://localhost.evil.example'));
  expect(owner.status).toBe(422);
  const visitor = visit(deps, [registrationArea, accessArea]);
  await visitor.get('/sign-in');
  const asked = await passkeyQuestion(visitor, '/sign-in/passkey/challenge');
  await visitor.post('/sign-in/passkey', {
    challenge: asked.token,
    answer: makeAuthenticator('http://localhost').get(asked.options.challenge),
  });
  expect(visitor.status).toBe(422);
});

test('who registers with a passkey has no password, and cannot remove the only way in', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const visitor = visit(deps, [registrationArea, accessArea]);
  await visitor.get('/register');
  await visitor.post('/register', { number: '00123456-0004321', zip: '97501' });
  await visitor.post('/register/login', {
    email: 'customer@example.org',
    way: 'passkey',
    language: 'es',
    consent: 'yes',
  });
  await visitor.post('/register/verification', { code: mailedCode(deps) });
  expect(visitor.path).toBe('/settings/security');
  expect(visitor.text).toContain('Ponga una contraseña');
  await addPasskey(visitor, makeAuthenticator('http://localhost'));
  const removal = /\/settings\/passkeys\/[^/"]+\/removal/.exec(visitor.html)?.[0] ?? '';
  await visitor.post(removal);
  expect(visitor.text).toContain('Es su única forma de iniciar sesión');
  await visitor.post('/settings/password', { password: goodPassword });
  await visitor.post(removal);
  expect(visitor.text).toContain('Quitamos la llave de acceso.');
});

test('changing the password needs the present one, ends the other sessions and is told', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const here = await registerCustomer(deps, {}, [pages]);
  const elsewhere = visit(deps, [registrationArea, accessArea, pages]);
  await elsewhere.get('/sign-in');
  await elsewhere.post('/sign-in', { email: 'customer@example.org', password: goodPassword });
  await here.get('/settings/security');
  await here.post('/settings/password', { present: 'not the present one', password: 'siete barcas en la niebla' });
  expect(here.status).toBe(422);
  await here.post('/settings/password', { present: goodPassword, password: 'siete barcas en la niebla' });
  expect(here.text).toContain('Su contraseña cambió.');
  expect(deps.told.at(-1)?.event).toBe('access.password-changed');
  await elsewhere.get('/accounts');
  expect(elsewhere.path).toContain('/sign-in');
  await here.get('/accounts');
  expect(here.html).toBe('my accounts');
});

test('a customer sees where they are signed in and ends a session', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const here = await registerCustomer(deps, {}, [pages]);
  const lost = visit(deps, [registrationArea, accessArea, pages]);
  await lost.get('/sign-in');
  await lost.post('/sign-in', { email: 'customer@example.org', password: goodPassword });
  await here.get('/settings/security');
  const end = /\/settings\/sessions\/(?!others)[^/"]+\/end/.exec(here.html)?.[0] ?? '';
  await here.post(end);
  expect(here.text).toContain('La sesión se cerró.');
  await lost.get('/accounts');
  expect(lost.path).toContain('/sign-in');
});

/** The link of the newest mail with one. */
const resetLink = (deps: ReturnType<typeof webDeps>): string => {
  const mail = deps.told.findLast((notice) => notice.event === 'access.password-reset');
  return mail?.event === 'access.password-reset' ? mail.link.replace('http://localhost', '') : '';
};

test('links for a new password that lie in the mailbox die when the password is changed in any way', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const owner = await registerCustomer(deps, {}, [pages]);
  const ask = async () => {
    const visitor = await visit(deps, [registrationArea, accessArea, pages]).get('/password-reset');
    await visitor.post('/password-reset', { email: 'customer@example.org' });
    return resetLink(deps);
  };
  const links = [await ask(), await ask()];
  expect(new Set(links).size).toBe(2);
  await owner.get('/settings/security');
  await owner.post('/settings/password', { present: goodPassword, password: 'siete barcas en la niebla' });
  expect(owner.text).toContain('Su contraseña cambió.');
  for (const link of links) {
    const finder = await visit(deps, [registrationArea, accessArea, pages]).get(link);
    await finder.post('/password-reset/link', { password: 'nueve barcas en la niebla' });
    expect(finder.status).toBe(409);
    expect(finder.text).toContain('Ese vínculo ya no sirve');
  }
  const visitor = await visit(deps, [registrationArea, accessArea, pages]).get('/sign-in');
  await visitor.post('/sign-in', { email: 'customer@example.org', password: 'siete barcas en la niebla' });
  expect(visitor.html).toBe('my accounts');
});

test('who has only a passkey is given no password by the mail alone: a bill is asked for too', async ({ db }) => {
  await openAccount(db);
  await openAccount(db, { customer: '00777777', account: '0007777', zip: '97502' });
  const deps = webDeps(db);
  const owner = visit(deps, [registrationArea, accessArea]);
  await owner.get('/register');
  await owner.post('/register', { number: '00123456-0004321', zip: '97501' });
  const registered = { email: 'customer@example.org', way: 'passkey', language: 'es', consent: 'yes' };
  await owner.post('/register/login', registered);
  await owner.post('/register/verification', { code: mailedCode(deps) });
  await addPasskey(owner, makeAuthenticator('http://localhost'));

  const mailReader = visit(deps, [registrationArea, accessArea, pages]);
  await mailReader.get('/password-reset');
  await mailReader.post('/password-reset', { email: 'customer@example.org' });
  await mailReader.get(resetLink(deps));
  expect(mailReader.html).toContain('name="zip"');
  await expectValidHtml(mailReader.html, 'a new password with a bill');
  const password = 'siete barcas en la niebla';
  for (const bill of [{}, { number: '00777777-0007777', zip: '97502' }, { number: '00123456-0004321', zip: '97502' }]) {
    await mailReader.post('/password-reset/link', { password, ...bill });
    expect(mailReader.status, JSON.stringify(bill)).toBe(422);
  }
  const thief = await visit(deps, [registrationArea, accessArea, pages]).get('/sign-in');
  await thief.post('/sign-in', { email: 'customer@example.org', password });
  expect(thief.status).toBe(422);
  await mailReader.post('/password-reset/link', { password, number: '00123456-0004321', zip: '97501' });
  expect(mailReader.text).toContain('Su contraseña cambió');
});
