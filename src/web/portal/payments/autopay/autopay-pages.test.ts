import { describe, expect } from 'vitest';
import { postBill } from '../../../../../test/support/bills.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { sandboxPages } from '../../../../../test/support/sandbox-pages.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { paymentContext, submitDrafts } from '../../../../usecases/payments/index.ts';
import { portalAreas } from '../../index.ts';

const number = '00123456-0004321';
const autopay = `/accounts/${number}/autopay`;
const areas = [...portalAreas, sandboxPages];
const goodCard = { kind: 'card', number: '4242424242424242', expiry: '12/34', code: '123' };
const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('America/Los_Angeles').toInstant();

async function customer(db: DatabasePool, seconds = 30) {
  const accountId = await openAccount(db);
  await postBill(db, accountId, { dueOn: '2026-05-20' });
  return webDeps(db, { customers: signedInAs(db, await registered(db, accountId), seconds) });
}

/** Through the form and the processor's page to the authorization. */
async function toAuthorization(visitor: Visitor, fields: Record<string, string> = {}) {
  await visitor.get(autopay);
  await visitor.post(autopay, { days: '0', method: 'new', cap: '', ...fields });
  return visitor.post(visitor.path, goodCard);
}

describe.each([
  ['es', '20 de mayo de 2026', 'Autorizo a Medford Water', 'El pago automático está activado'],
  ['en', 'May 20, 2026', 'I authorize Medford Water', 'Autopay is on'],
] as const)('setting autopay in %s', (language, dueOn, authorization, on) => {
  test('says which bill is the first before the customer agrees, and keeps the words', async ({ db }) => {
    const visitor = await visit(await customer(db), areas, language).get(autopay);
    expect(visitor.text).toContain(dueOn);
    await expectValidHtml(visitor.html, 'the choices');
    await toAuthorization(visitor, { days: '5', cap: '150' });
    expect(visitor.path).toContain('/autopay/authorizations/');
    expect(visitor.text).toContain(authorization);
    expect(visitor.text).toContain(dueOn);
    await expectValidHtml(visitor.html, 'the authorization');
    await visitor.post(visitor.path);
    expect(visitor.path).toBe(autopay);
    expect(visitor.text).toContain(on);
    await expectValidHtml(visitor.html, 'autopay on');
    const [kept] = await db.query<{ text: string; version: string; language: string }>(
      'select authorization_text as text, authorization_version as version, authorization_language as language from autopay',
    );
    expect(kept).toMatchObject({ version: '2026-05', language });
    expect(visitor.text).toContain(kept?.text);
    expect(kept?.text).toContain('$150.00');
  });
});

test('too late for the present bill: it says to pay that one by hand, before and after', async ({ db }) => {
  const deps = await customer(db);
  deps.time.now = local('2026-05-19T00:00:01');
  const visitor = await visit(deps, areas, 'es').get(autopay);
  expect(visitor.text).toContain('Esta factura la tiene que pagar usted');
  expect(visitor.text).toContain('Su próxima factura, la que todavía no ha llegado.');
  await toAuthorization(visitor);
  expect(visitor.text).toContain('Esta factura la tiene que pagar usted');
  await visitor.post(visitor.path);
  expect(visitor.text).toContain('Empieza con la siguiente');
});

test('the deadline passes while the authorization is on the screen: it is shown again, not agreed', async ({ db }) => {
  const deps = await customer(db);
  deps.time.now = local('2026-05-18T23:59:00');
  const visitor = await toAuthorization(visit(deps, areas, 'en'));
  deps.time.now = local('2026-05-19T00:01:00');
  await visitor.post(visitor.path);
  expect(visitor.status).toBe(409);
  expect(visitor.text).toContain('the first bill that autopay can pay changed');
  await expectValidHtml(visitor.html);
  await visitor.post(visitor.path);
  expect(visitor.text).toContain('Autopay is on');
});

test('who cancels on the processor’s page has no autopay, and is told so', async ({ db }) => {
  const visitor = await visit(await customer(db), areas, 'en').get(autopay);
  await visitor.post(autopay, { days: '0', method: 'new' });
  await visitor.post(visitor.path, { kind: 'cancel' });
  expect(visitor.text).toContain('autopay is not on');
  await expectValidHtml(visitor.html);
  expect(await db.query('select from autopay')).toEqual([]);
});

test('a saved method needs no second visit to the processor; a wrong limit is said', async ({ db }) => {
  const visitor = await toAuthorization(visit(await customer(db), areas, 'en'));
  await visitor.get(autopay);
  expect(visitor.text).toContain('Visa ending in 4242');
  const [method] = await db.query<{ id: number }>('select id from payment_method');
  await visitor.post(autopay, { days: '0', method: String(method?.id), cap: 'lots' });
  expect(visitor.html).toContain('href="#cap"');
  await visitor.post(autopay, { days: '0', method: String(method?.id), cap: '' });
  expect(visitor.path).toContain('/autopay/authorizations/');
});

test('ending it asks once, says what happens to the charge planned, and ends at once', async ({ db }) => {
  const visitor = await toAuthorization(visit(await customer(db), areas, 'en'));
  await visitor.post(visitor.path);
  await visitor.get(`${autopay}/end`);
  expect(visitor.text).toContain('The charge of $61.34 planned for May 20, 2026 will not be made.');
  await expectValidHtml(visitor.html);
  await visitor.post(`${autopay}/end`);
  expect(visitor.text).toContain('Autopay has ended');
  await expectValidHtml(visitor.html);
  expect(await db.query('select from autopay where ended_at is null')).toEqual([]);
});

test('agreeing and ending need a recent sign-in', async ({ db }) => {
  const visitor = visit(await customer(db, 24 * 3600), areas, 'en');
  await visitor.get(autopay);
  expect(visitor.path).toBe(autopay);
  await visitor.post(autopay, { days: '0', method: 'new' });
  expect(visitor.path).toContain('/sign-in?');
  await visitor.get(`${autopay}/end`);
  expect(visitor.path).toContain('/sign-in?');
});

describe('changing it', () => {
  const change = `${autopay}/change`;
  const kept = (db: DatabasePool) =>
    db.query<{ id: number; text: string; ended: string | null; replaces: number | null }>(
      `select id, authorization_text as text, ended_reason as ended, replaces_id as replaces from autopay order by id`,
    );
  const drafts = (db: DatabasePool) =>
    db.query(
      'select autopay_id as of, draft_on::text as on, state, skipped_reason as why from autopay_draft order by id',
    );

  test('in time, the bill is drafted under the new terms, and both authorizations stay as agreed', async ({ db }) => {
    const visitor = await toAuthorization(visit(await customer(db), areas, 'en'), { cap: '50' });
    await visitor.post(visitor.path);
    expect(visitor.text).toContain('above your limit');
    await visitor.get(change);
    expect(visitor.html).toContain('value="50.00"');
    expect(visitor.text).toContain('The first bill with the change The bill of $61.34 due May 20, 2026');
    await expectValidHtml(visitor.html, 'the change');
    const [method] = await db.query<{ id: number }>('select id from payment_method');
    await visitor.post(change, { days: '5', method: String(method?.id), cap: '20' });
    expect(visitor.text).toContain('The bill of $61.34 is above your limit of $20.00, so it will not be charged');
    await visitor.get(change);
    await visitor.post(change, { days: '5', method: String(method?.id), cap: '150' });
    expect(visitor.path).toContain('/autopay/authorizations/');
    expect(visitor.text).toContain('It is charged on May 15, 2026');
    await expectValidHtml(visitor.html, 'the new authorization');
    const [before] = await kept(db);
    await visitor.post(visitor.path);
    expect(visitor.text).toContain('Autopay is on');
    expect(visitor.text).toContain('$150.00');
    expect(await kept(db)).toMatchObject([
      { ...before, ended: 'replaced' },
      { text: expect.stringContaining('5 days before'), ended: null, replaces: before?.id },
    ]);
    expect(await drafts(db)).toMatchObject([
      { on: '2026-05-20', state: 'skipped', why: 'autopay-replaced' },
      { on: '2026-05-15', state: 'scheduled', why: null },
    ]);
  });

  test('within the lead, it says that the charge stays as it was, and it does', async ({ db }) => {
    const deps = await customer(db);
    const visitor = await toAuthorization(visit(deps, areas, 'es'));
    await visitor.post(visitor.path);
    deps.time.now = local('2026-05-19T00:00:01');
    await visitor.get(change);
    expect(visitor.text).toContain('Ya es tarde para cambiar el cobro de $61.34 del 20 de mayo de 2026');
    expect(visitor.text).toContain('La primera factura con el cambio Su próxima factura');
    await expectValidHtml(visitor.html, 'el cambio, tarde');
    const [method] = await db.query<{ id: number }>('select id from payment_method');
    await visitor.post(change, { days: '0', method: String(method?.id), cap: '80' });
    await visitor.post(visitor.path);
    expect(visitor.text).toContain('$61.34 el 20 de mayo de 2026');
    expect(visitor.text).not.toContain('Esta factura la tiene que pagar usted');
    expect(await drafts(db)).toMatchObject([{ on: '2026-05-20', state: 'scheduled' }]);
    await submitDrafts(paymentContext(deps), local('2026-05-20T06:00'));
    expect(await drafts(db)).toMatchObject([{ state: 'succeeded' }]);
  });

  test('ended afterwards, what was kept is not charged either', async ({ db }) => {
    const deps = await customer(db);
    const visitor = await toAuthorization(visit(deps, areas, 'en'));
    await visitor.post(visitor.path);
    deps.time.now = local('2026-05-19T00:00:01');
    await visitor.get(change);
    const [method] = await db.query<{ id: number }>('select id from payment_method');
    await visitor.post(change, { days: '0', method: String(method?.id), cap: '80' });
    await visitor.post(visitor.path);
    await visitor.get(`${autopay}/end`);
    await visitor.post(`${autopay}/end`);
    expect(await drafts(db)).toMatchObject([{ state: 'skipped', why: 'autopay-ended' }]);
  });

  test('changed in two windows, the second is told and changes nothing', async ({ db }) => {
    const deps = await customer(db);
    const visitor = await toAuthorization(visit(deps, areas, 'en'));
    await visitor.post(visitor.path);
    const [method] = await db.query<{ id: number }>('select id from payment_method');
    const choose = async (cap: string) => {
      await visitor.get(change);
      await visitor.post(change, { days: '0', method: String(method?.id), cap });
      return visitor.path;
    };
    const slow = await choose('80');
    const quick = await choose('90');
    await visitor.get(quick);
    await visitor.post(quick);
    await visitor.get(slow);
    await visitor.post(slow);
    expect(visitor.status).toBe(409);
    expect(visitor.text).toContain('autopay was ended or changed');
    expect(await kept(db)).toMatchObject([{ ended: 'replaced' }, { ended: null }]);
  });

  test('where it is off there is nothing to change', async ({ db }) => {
    const visitor = await visit(await customer(db), areas, 'en').get(change);
    expect(visitor.path).toBe(autopay);
  });
});
