import { expect } from 'vitest';
import { postBill } from '../../../../../test/support/bills.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { sandboxPages } from '../../../../../test/support/sandbox-pages.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import { cents } from '../../../../domain/kernel/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { portalAreas } from '../../index.ts';

const methods = '/settings/payment-methods';
const autopay = '/accounts/00123456-0004321/autopay';
const areas = [...portalAreas, sandboxPages];
const goodCard = { kind: 'card', number: '4242424242424242', expiry: '12/34', code: '123' };

async function customer(db: DatabasePool) {
  const accountId = await openAccount(db);
  await postBill(db, accountId, { dueOn: '2026-05-20' });
  const loginId = await registered(db, accountId);
  return { deps: webDeps(db, { customers: signedInAs(db, loginId) }), loginId };
}

async function save(visitor: Visitor): Promise<Visitor> {
  await visitor.get(methods);
  await visitor.post(methods);
  return visitor.post(visitor.path, goodCard);
}

const removalOf = (visitor: Visitor): string =>
  /\/settings\/payment-methods\/\d+\/removal/.exec(visitor.html)?.[0] ?? '';

test.for([
  ['es', 'No hay nada guardado', 'Visa que termina en 4242', 'Se quitó'],
  ['en', 'Nothing is saved', 'Visa ending in 4242', 'Removed'],
] as const)(
  'saved on the processor’s page, listed and removed, in %s',
  async ([language, none, shown, removed], { db }) => {
    const { deps } = await customer(db);
    const visitor = await visit(deps, areas, language).get(methods);
    expect(visitor.text).toContain(none);
    await save(visitor);
    expect(visitor.path).toBe(`${methods}?news=saved`);
    expect(visitor.text).toContain(shown);
    expect(visitor.text).toContain('12/2034');
    await expectValidHtml(visitor.html, 'the list');
    const removal = removalOf(visitor);
    await visitor.get(removal);
    await expectValidHtml(visitor.html, 'the question');
    await visitor.post(removal);
    expect(visitor.text).toContain(removed);
    expect(visitor.text).toContain(none);
    await visitor.get(removal);
    expect(visitor.status).toBe(404);
    const [kept] = await db.query<{ token: string }>('select processor_token as token from payment_method');
    const charge = { reference: 'AAAA-AAAA-AAAA-AAAA', amount: cents(100), summary: '', now: deps.time.now };
    const shownMethod = { kind: 'card', brand: 'Visa', last4: '4242' } as const;
    expect(
      await deps.processor.charge({ ...charge, method: { token: kept?.token ?? '', shown: shownMethod } }),
    ).toMatchObject({ value: { kind: 'declined' } });
  },
);

test('while autopay uses it it stays, and the page leads to autopay; changed to another, it can go', async ({ db }) => {
  const { deps } = await customer(db);
  const visitor = await visit(deps, areas, 'en').get(autopay);
  await visitor.post(autopay, { days: '0', method: 'new', cap: '' });
  await visitor.post(visitor.path, goodCard);
  await visitor.post(visitor.path);
  await visitor.get(methods);
  expect(visitor.text).toContain('Autopay of account 00123456-0004321');
  const removal = removalOf(visitor);
  await visitor.get(removal);
  expect(visitor.status).toBe(409);
  expect(visitor.text).toContain('is still in use');
  await expectValidHtml(visitor.html, 'in use');
  await visitor.post(removal);
  expect(visitor.status).toBe(409);
  await visitor.get(`${autopay}/change`);
  await visitor.post(`${autopay}/change`, { days: '0', method: 'new', cap: '' });
  await visitor.post(visitor.path, { ...goodCard, number: '5555555555554444' });
  await visitor.post(visitor.path);
  await visitor.get(removal);
  await visitor.post(removal);
  expect(visitor.path).toBe(`${methods}?news=removed`);
});

test('a method removed in another window cannot be agreed to', async ({ db }) => {
  const { deps } = await customer(db);
  const visitor = await save(visit(deps, areas, 'en'));
  const removal = removalOf(visitor);
  await visitor.get(autopay);
  const [method] = await db.query<{ id: number }>('select id from payment_method');
  await visitor.post(autopay, { days: '0', method: String(method?.id), cap: '' });
  const authorization = visitor.path;
  await visitor.get(removal);
  await visitor.post(removal);
  await visitor.get(authorization);
  await visitor.post(authorization);
  expect(visitor.status).toBe(409);
  expect(visitor.text).toContain('no longer saved');
  expect(await db.query('select from autopay')).toEqual([]);
});

test('who cancels on the processor’s page is told that nothing was saved; another login’s method is not there', async ({
  db,
}) => {
  const { deps } = await customer(db);
  const visitor = await visit(deps, areas, 'en').get(methods);
  await visitor.post(methods);
  await visitor.post(visitor.path, { kind: 'cancel' });
  expect(visitor.text).toContain('was not saved');
  await expectValidHtml(visitor.html, 'not saved');
  const removal = removalOf(await save(visitor));
  const other = await openAccount(db, { customer: '00999999', account: '0009999' });
  const stranger = webDeps(db, { customers: signedInAs(db, await registered(db, other, 'other@example.org')) });
  const intruder = await visit(stranger, areas, 'en').get(removal);
  expect(intruder.status).toBe(404);
});
