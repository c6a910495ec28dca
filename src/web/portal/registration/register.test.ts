import { describe, expect } from 'vitest';
import { goodPassword, mailedCode, registerCustomer } from '../../../../test/support/customer.ts';
import { test } from '../../../../test/support/database.ts';
import { openAccount } from '../../../../test/support/logins.ts';
import { expectValidHtml, visit, webDeps, weekBeforeCutOver } from '../../../../test/support/web.ts';
import { paths } from '../../paths.ts';
import { portalAreas } from '../index.ts';

const account = { number: '123456-4321', zip: '97501' };
const login = {
  email: 'Customer@Example.org ',
  way: 'password',
  password: goodPassword,
  language: 'es',
  consent: 'yes',
};

describe.each(['es', 'en'] as const)('a customer who reads %s', (language) => {
  test('registers with a bill: finds the account, creates a login, types the code from the mail', async ({ db }) => {
    await openAccount(db);
    const deps = webDeps(db);
    const visitor = visit(deps, portalAreas, language);
    await visitor.get('/register');
    await expectValidHtml(visitor.html, 'find my account');
    await visitor.post('/register', account);
    expect(visitor.path).toBe('/register/login');
    expect(visitor.text).not.toContain('100 Sample St');
    await expectValidHtml(visitor.html, 'create a login');
    await visitor.post('/register/login', login);
    expect(visitor.path).toBe('/register/verification');
    expect(visitor.text).toContain('customer@example.org');
    await expectValidHtml(visitor.html, 'verification');
    await visitor.post('/register/verification', {
      code: ` ${mailedCode(deps).slice(0, 3)} ${mailedCode(deps).slice(3)}`,
    });
    expect(visitor.path).toBe('/register/welcome?account=00123456-0004321');
    expect(visitor.text).toContain('100 Sample St');
    expect(visitor.html).toContain(paths.autopay('00123456-0004321'));
    await expectValidHtml(visitor.html, 'welcome');
  });
});

test('before the cut-over every page of registration says when it opens', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  deps.time.now = weekBeforeCutOver;
  const visitor = visit(deps, portalAreas);
  for (const path of ['/register', '/register/login', '/register/verification', '/register/claimed', '/sign-in']) {
    await visitor.get(path);
    expect(visitor.status).toBe(403);
    expect(visitor.text).toContain('miércoles, 6 de mayo de 2026');
  }
  await visitor.get('/');
  await visitor.post('/register', {
    ...account,
    form_token: /form_token" value="([^"]+)/.exec(visitor.html)?.[1] ?? '',
  });
  expect(visitor.status).toBe(403);
  expect(visitor.text).toContain('miércoles, 6 de mayo de 2026');
});

test('over plain HTTP nobody registers, except on this machine', async ({ db }) => {
  const { app } = visit(webDeps(db), portalAreas);
  const answer = await app.request('http://water.example.org/register');
  expect(answer.status).toBe(403);
  expect((await app.request('http://127.0.0.1:3000/register')).status).toBe(200);
});

/** Registers up to the mail, and gives the link that went out. */
async function mailedLink(deps: ReturnType<typeof webDeps>) {
  const visitor = visit(deps, portalAreas);
  await visitor.get('/register');
  await visitor.post('/register', account);
  await visitor.post('/register/login', login);
  const mail = deps.told.find((notice) => notice.event === 'access.verify-email');
  return { visitor, link: mail?.event === 'access.verify-email' ? mail.link.replace('http://localhost', '') : '' };
}

test('the link works once, and only by its button', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const { visitor, link } = await mailedLink(deps);
  const scanner = visit(deps, portalAreas);
  await scanner.get(link);
  await visitor.get(link);
  await expectValidHtml(visitor.html, 'verification link');
  expect(visitor.html).not.toContain('name="password"');
  await visitor.post('/register/verification/link');
  expect(visitor.path).toBe('/register/welcome?account=00123456-0004321');
  await scanner.post('/register/verification/link', { password: goodPassword, consent: 'yes' });
  expect(scanner.status).toBe(409);
});

test('a link opened in another browser asks for a password there, and the one typed at registration opens nothing', async ({
  db,
}) => {
  await openAccount(db);
  const deps = webDeps(db);
  const { visitor: stranger, link } = await mailedLink(deps);
  const owner = visit(deps, portalAreas, 'en');
  await owner.get(link);
  await expectValidHtml(owner.html, 'verification link elsewhere');
  expect(owner.html).toContain('name="password"');
  await owner.post('/register/verification/link');
  expect(owner.status).toBe(422);
  expect(await db.query('select from login')).toEqual([]);
  const own = 'seven wet herons in a canal';
  await owner.post('/register/verification/link', { password: own, consent: 'yes' });
  expect(owner.path).toBe('/register/welcome?account=00123456-0004321');
  await stranger.get('/register/verification');
  await stranger.post('/register/verification', { code: mailedCode(deps) });
  expect(stranger.status).toBe(409);
  await stranger.get('/sign-in');
  await stranger.post('/sign-in', { email: 'customer@example.org', password: goodPassword });
  expect(stranger.status).toBe(422);
  await stranger.get('/sign-in');
  await stranger.post('/sign-in', { email: 'customer@example.org', password: own });
  expect(stranger.path).toMatch(/^\/accounts/);
});

test('"no such account", "another ZIP" and "closed" are one answer after the same queries', async ({ db }) => {
  await openAccount(db);
  await openAccount(db, { customer: '00000009', account: '0000009', closedOn: '2026-01-01' });
  const asked: string[][] = [];
  const pages: string[] = [];
  for (const form of [
    { number: '00777777-0007777', zip: '97501' },
    { number: '00123456-0004321', zip: '97504' },
    { number: '00000009-0000009', zip: '97501' },
  ]) {
    const queries: string[] = [];
    const listening = {
      ...db,
      query: <Row>(sql: string, values?: readonly unknown[]) => {
        queries.push(sql);
        return db.query<Row>(sql, values);
      },
      transaction: <Value>(work: Parameters<typeof db.transaction<Value>>[0]) =>
        db.transaction<Value>((tx) =>
          work({
            ...tx,
            query: (sql, values) => {
              queries.push(sql);
              return tx.query(sql, values);
            },
          }),
        ),
    };
    const visitor = visit(webDeps(listening), portalAreas);
    await visitor.get('/register');
    queries.length = 0;
    await visitor.post('/register', form);
    expect(visitor.status).toBe(422);
    asked.push(queries);
    pages.push(visitor.html.replaceAll(/(value|form_token)="[^"]*"/g, ''));
  }
  expect(new Set(asked.map((queries) => queries.join('\n'))).size).toBe(1);
  expect(new Set(pages).size).toBe(1);
});

test('guessing is held back by number and by address, and the page says when to try again', async ({ db }) => {
  await openAccount(db);
  const visitor = visit(webDeps(db), portalAreas);
  await visitor.get('/register');
  for (let guess = 0; guess < 5; guess += 1) await visitor.post('/register', { ...account, zip: '97504' });
  expect(visitor.status).toBe(422);
  await visitor.post('/register', account);
  expect(visitor.status).toBe(429);
  expect(visitor.text).toMatch(/minutos/);
  const [{ written } = { written: '' }] = await db.query<{ written: string }>(
    `select string_agg(audit_event::text, ' ') as written from audit_event`,
  );
  expect(written).toContain('registration.account-not-found');
  expect(written).not.toMatch(/97504|4321/);
});

test('an email that has a login gets the same page, and its owner another mail', async ({ db }) => {
  await openAccount(db);
  await openAccount(db, { customer: '00000002', account: '0000002' });
  const deps = webDeps(db);
  await registerCustomer(deps);
  const first = deps.told.length;
  const visitor = visit(deps, portalAreas);
  await visitor.get('/register');
  await visitor.post('/register', { number: '00000002-0000002', zip: '97501' });
  await visitor.post('/register/login', login);
  expect(visitor.path).toBe('/register/verification');
  expect(deps.told.slice(first).map((notice) => notice.event)).toEqual(['access.email-known']);
  await visitor.post('/register/verification', { code: mailedCode(deps) });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('Ese código no es el del mensaje');
});

test.for([
  ['corta', 'por lo menos 15 caracteres'],
  ['aguaaguaaguaagua', 'fácil de adivinar'],
  ['medford water 2026', 'fácil de adivinar'],
  ['00123456-0004321', 'fácil de adivinar'],
  ['passwordpassword1', 'fácil de adivinar'],
  ['x'.repeat(129), 'hasta 128 caracteres'],
])('the password %s is refused: %s', async ([password, words], { db }) => {
  await openAccount(db);
  const visitor = visit(webDeps(db), portalAreas);
  await visitor.get('/register');
  await visitor.post('/register', account);
  await visitor.post('/register/login', { ...login, password: password ?? '' });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain(words);
  await expectValidHtml(visitor.html);
});

test('a code has five tries; a new mail brings a new one', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const visitor = visit(deps, portalAreas);
  await visitor.get('/register');
  await visitor.post('/register', account);
  await visitor.post('/register/login', login);
  const wrong = mailedCode(deps) === '000000' ? '111111' : '000000';
  for (let tried = 0; tried < 5; tried += 1) await visitor.post('/register/verification', { code: wrong });
  await visitor.post('/register/verification', { code: mailedCode(deps) });
  expect(visitor.text).toContain('Ese código ya no sirve');
  await visitor.post('/register/verification/mail');
  expect(visitor.text).toContain('Enviamos el mensaje otra vez');
  await visitor.post('/register/verification', { code: mailedCode(deps) });
  expect(visitor.path).toBe('/register/welcome?account=00123456-0004321');
});

test('after a day the code and the link are too old', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const visitor = visit(deps, portalAreas);
  await visitor.get('/register');
  await visitor.post('/register', account);
  await visitor.post('/register/login', login);
  deps.time.now = deps.time.now.add({ hours: 25 });
  await visitor.post('/register/verification', { code: mailedCode(deps) });
  expect(visitor.status).toBe(409);
  expect((await db.query('select from login')).length).toBe(0);
});
