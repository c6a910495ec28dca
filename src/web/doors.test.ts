import { describe, expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { openAccount } from '../../test/support/logins.ts';
import { owes, pays } from '../../test/support/paying.ts';
import { sandboxPages } from '../../test/support/sandbox-pages.ts';
import { registered, signedInAs } from '../../test/support/signed-in.ts';
import { staffSignedIn } from '../../test/support/staff-session.ts';
import { dayAfterCutOver, expectValidHtml, type Visitor, visit, webDeps } from '../../test/support/web.ts';
import { doors, windowOf } from '../domain/access/index.ts';
import type { DatabasePool } from '../store/database.ts';
import { findAccountToPay } from '../usecases/payments/index.ts';
import { consoleAreas } from './console/index.ts';
import { portalAreas } from './portal/index.ts';

const number = '00123456-0004321';
const stranger = '198.51.100.7';

const visitorFrom = (deps: ReturnType<typeof webDeps>, address: string, language: 'es' | 'en' = 'en') => {
  const visitor = visit(deps, [...portalAreas, sandboxPages], language);
  visitor.address = address;
  return visitor;
};

const rowsOf = async (db: DatabasePool, table: string): Promise<number> =>
  (await db.query<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count ?? 0;

/** Tries as many account numbers as asked for, each another one, in turns of twenty at once. */
async function tryNumbers(deps: ReturnType<typeof webDeps>, times: number, addressOf: (at: number) => string) {
  for (let at = 0; at < times; at += 20) {
    const turn = Array.from({ length: Math.min(20, times - at) }, (_one, index) => at + index);
    await Promise.all(
      turn.map((one) => {
        const given = { number: { text: `${String(70_000_000 + one)}-0000001` }, zip: '97501' };
        return findAccountToPay(deps, given, { now: dayAfterCutOver, address: addressOf(one) });
      }),
    );
  }
}

describe('somebody who tries account numbers by the thousand', () => {
  test('from one address shuts registering and paying for nobody else, and leaves a handful of rows', async ({
    db,
  }) => {
    const accountId = await openAccount(db);
    await owes(db, accountId, 6134);
    const deps = webDeps(db);
    await tryNumbers(deps, 3001, () => stranger);

    const refused = await visitorFrom(deps, stranger).get('/pay');
    await refused.post('/pay', { number, zip: '97501' });
    expect(refused.status).toBe(429);

    const neighbour = await visitorFrom(deps, '203.0.113.20').get('/pay');
    await neighbour.post('/pay', { number, zip: '97501' });
    expect(neighbour.path).toBe('/pay/amount');
    const newcomer = await visitorFrom(deps, '203.0.113.21').get('/register');
    await newcomer.post('/register', { number, zip: '97501' });
    expect(newcomer.path).toBe('/register/login');

    expect(await rowsOf(db, 'rate_limit')).toBeLessThan(60);
    expect(await rowsOf(db, 'audit_event')).toBeLessThan(30);
    const [counted] = await db.query<{ times: number }>(
      `select sum(times)::int as times from refusal where address = $1`,
      [stranger],
    );
    expect(counted?.times).toBe(3001 - 20 + 1);
    expect(await rowsOf(db, 'refusal')).toBeLessThan(5);
  });

  test('from every address of an IPv6 network counts, and is written down, as one', async ({ db }) => {
    await openAccount(db);
    const deps = webDeps(db);
    await tryNumbers(deps, 300, (at) => `2001:db8:1:2::${(at + 1).toString(16)}`);
    expect(await rowsOf(db, 'refusal')).toBe(1);
    expect(await rowsOf(db, 'audit_event')).toBe(20);
    const neighbour = await visitorFrom(deps, '2001:db8:1:3::1').get('/pay');
    await neighbour.post('/pay', { number, zip: '97501' });
    expect(neighbour.path).toBe('/pay/amount');
  });

  test('from thousands of addresses leaves everybody else their first three tries', async ({ db }) => {
    const accountId = await openAccount(db);
    await owes(db, accountId, 6134);
    const deps = webDeps(db);
    const all = doors.findAccount.limits.find(({ by }) => by === 'all');
    if (all === undefined) throw new Error('there is a limit of all');
    await db.query(`insert into rate_limit (key, window_start, hits) values ($1, $2, $3)`, [
      `${all.name}:`,
      windowOf(all, dayAfterCutOver).start,
      all.hits,
    ]);
    const neighbour = await visitorFrom(deps, '203.0.113.20').get('/pay');
    for (let tries = 0; tries < 3; tries += 1) {
      await neighbour.post('/pay', { number, zip: '97504' });
      expect(neighbour.status).toBe(422);
    }
    await neighbour.post('/pay', { number, zip: '97504' });
    expect(neighbour.status).toBe(429);
    const other = await visitorFrom(deps, '203.0.113.21').get('/pay');
    await other.post('/pay', { number, zip: '97501' });
    expect(other.path).toBe('/pay/amount');
  });
});

/** Opens one more of the processor's pages. */
async function openCheckout(guest: Visitor): Promise<number> {
  await guest.get('/pay/amount');
  await pays(guest, '/pay/amount', { choice: 'due', method: 'card', beside_another: 'yes' });
  return guest.status;
}

async function guestFor(
  deps: ReturnType<typeof webDeps>,
  account: string,
  address: string,
  language: 'es' | 'en' = 'en',
) {
  const guest = await visitorFrom(deps, address, language).get('/pay');
  await guest.post('/pay', { number: account, zip: '97501' });
  expect(guest.path).toBe('/pay/amount');
  return guest;
}

describe('somebody who tries stolen cards', () => {
  test.for([
    ['es', 'Demasiados intentos', 'minutos'],
    ['en', 'Too many tries', 'minutes'],
  ] as const)(
    'as a guest of one browser is held back, and told until when, in %s',
    async ([language, title, minutes], { db }) => {
      await owes(db, await openAccount(db), 6134);
      const next = '00654321-0001234';
      await owes(db, await openAccount(db, { customer: '00654321', account: '0001234' }), 2595);
      const deps = webDeps(db);
      deps.time.now = dayAfterCutOver.add({ minutes: 13 });
      const thief = await guestFor(deps, number, stranger, language);
      for (let opened = 0; opened < 8; opened += 1) expect(await openCheckout(thief)).toBe(200);
      expect(thief.path).toContain('/sandbox-processor/checkout/');
      for (let more = 0; more < 5; more += 1) expect(await openCheckout(thief)).toBe(429);
      expect(thief.text).toContain(title);
      expect(thief.text).toContain(`47 ${minutes}`);
      await expectValidHtml(thief.html, 'too many tries');
      expect(await rowsOf(db, 'payment')).toBe(8);

      const family = await guestFor(deps, next, '203.0.113.20');
      expect(await openCheckout(family)).toBe(200);
      expect(family.path).toContain('/sandbox-processor/checkout/');
      deps.time.now = deps.time.now.add({ minutes: 47 });
      const later = await guestFor(deps, number, stranger);
      expect(await openCheckout(later)).toBe(200);
    },
  );

  test('with a new browser for each is held back by account and address; another home behind the address pays', async ({
    db,
  }) => {
    await owes(db, await openAccount(db), 6134);
    const next = '00654321-0001234';
    await owes(db, await openAccount(db, { customer: '00654321', account: '0001234' }), 2595);
    const deps = webDeps(db);
    const first = await guestFor(deps, number, stranger);
    const remembered = first.cookies.get('guest_pay') ?? '';
    const statuses: number[] = [];
    for (let opened = 0; opened < 14; opened += 1) {
      const thief = visitorFrom(deps, stranger);
      thief.cookies.set('guest_pay', remembered);
      statuses.push(await openCheckout(thief));
    }
    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 200), 429, 429]);
    expect(await openCheckout(await guestFor(deps, next, stranger))).toBe(200);
  });

  test('signed in is held back by the login, for payments and for saved methods together', async ({ db }) => {
    const accountId = await openAccount(db);
    await owes(db, accountId, 6134);
    const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
    const [limit] = doors.customerCheckout.limits;
    if (limit === undefined) throw new Error('there is a limit');
    const [login] = await db.query<{ id: string }>(`select id from login where email = 'customer@example.org'`);
    await db.query(`insert into rate_limit (key, window_start, hits) values ($1, $2, $3)`, [
      `${limit.name}:${login?.id}`,
      windowOf(limit, dayAfterCutOver).start,
      limit.hits - 1,
    ]);
    const customer = visitorFrom(deps, stranger);
    const pay = `/accounts/${number}/payments/new`;
    await customer.get(pay);
    await pays(customer, pay, { choice: 'due', method: 'card' });
    expect(customer.path).toContain('/sandbox-processor/checkout/');
    await customer.get(pay);
    await pays(customer, pay, { choice: 'due', method: 'card' });
    expect(customer.status).toBe(429);
    await customer.get('/settings/payment-methods');
    await customer.post('/settings/payment-methods');
    expect(customer.status).toBe(429);
    const autopay = `/accounts/${number}/autopay`;
    await customer.get(autopay);
    await customer.post(autopay, { days: '0', method: 'new', cap: '' });
    expect(customer.status).toBe(429);
  });
});

test('who copies the customers’ names by searching is stopped; the desk beside is not', async ({ db }) => {
  await openAccount(db);
  const [limit] = doors.staffSearch.limits;
  if (limit === undefined) throw new Error('there is a limit');
  await db.query(`insert into rate_limit (key, window_start, hits) values ($1, $2, $3)`, [
    `${limit.name}:staff-csr`,
    windowOf(limit, dayAfterCutOver).start,
    limit.hits,
  ]);
  const copier = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'csr') }), consoleAreas, 'en');
  await copier.get('/console/search?q=Prueba');
  expect(copier.status).toBe(429);
  await expectValidHtml(copier.html, 'too many searches');
  const colleague = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'billing') }), consoleAreas, 'en');
  await colleague.get('/console/search?q=Cliente');
  expect(colleague.status).toBe(200);
});

test('the help’s search is held back by address; its pages are not', async ({ db }) => {
  const limit = doors.helpSearch.limits.find(({ by }) => by === 'address');
  if (limit === undefined) throw new Error('there is a limit of an address');
  const deps = webDeps(db);
  await db.query(`insert into rate_limit (key, window_start, hits) values ($1, $2, $3)`, [
    `${limit.name}:${stranger}`,
    windowOf(limit, dayAfterCutOver).start,
    limit.hits,
  ]);
  const robot = visitorFrom(deps, stranger);
  expect((await robot.get('/help?q=leak')).status).toBe(429);
  expect((await robot.get('/help')).status).toBe(200);
  expect((await visitorFrom(deps, '203.0.113.20').get('/help?q=leak')).status).toBe(200);
});
