import { expect } from 'vitest';
import { pay, postBill } from '../../../../../test/support/bills.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { aPayment, openTill } from '../../../../../test/support/paying.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { cents } from '../../../../domain/kernel/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { startPayment } from '../../../../usecases/payments/index.ts';
import { consoleAreas } from '../../../console/index.ts';
import { portalAreas } from '../../index.ts';

const number = '00123456-0004321';

/** A bill of so many cents, as its customer and the staff see it. */
async function billed(db: DatabasePool, owed: number, language: 'es' | 'en' = 'en') {
  const accountId = await openAccount(db);
  const loginId = await registered(db, accountId);
  const bill = await postBill(db, accountId, { dueOn: '2026-05-20', owed });
  const customer = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, language);
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'supervisor') }), consoleAreas, language);
  const see = async () => {
    const page = (await customer.get(`/accounts/${number}/bills/${bill}`)).text;
    await expectValidHtml(customer.html, 'the bill');
    const canPay = customer.html.includes(`href="/accounts/${number}/payments/new"`);
    const list = (await customer.get(`/accounts/${number}/bills`)).text;
    await expectValidHtml(customer.html, 'the bills');
    const home = (await customer.get(`/accounts/${number}`)).text;
    const inConsole = (await staff.get(`/console/accounts/${number}/bills/${bill}`)).text;
    const account = (await staff.get(`/console/accounts/${number}/bills`)).text;
    return { page, canPay, list, home, inConsole, account };
  };
  return { accountId, loginId, see };
}

test('a bill to pay says so, and a paid one when it was paid, on every page', async ({ db }) => {
  const { accountId, see } = await billed(db, 6134);
  const before = await see();
  expect(before.canPay).toBe(true);
  expect(before.page).toContain('Amount due');
  for (const text of [before.list, before.inConsole, before.account]) expect(text).toContain('$61.34 to pay');
  await pay(db, accountId, 6134, '2026-05-14');
  const after = await see();
  expect(after.canPay).toBe(false);
  for (const text of [after.page, after.list, after.inConsole, after.account]) {
    expect(text).toContain('Paid on May 14, 2026');
    expect(text).not.toContain('$61.34 to pay');
  }
});

test('paid in part, with a payment on its way', async ({ db }) => {
  const { accountId, loginId, see } = await billed(db, 6134);
  await pay(db, accountId, 2000, '2026-05-14');
  const by = { channel: 'portal', loginId } as const;
  await startPayment(openTill(db).context, aPayment(accountId, { amount: cents(1000), by }));
  const { page, list, canPay } = await see();
  expect(canPay).toBe(true);
  expect(page).toContain('Still to pay of this bill');
  for (const text of [page, list]) {
    expect(text).toContain('Partly paid: $41.34 still to pay');
    expect(text).toContain('A payment of $10.00 is on its way.');
  }
});

test('paid before the next bill came, it stays paid', async ({ db }) => {
  const { accountId, see } = await billed(db, 6134);
  await pay(db, accountId, 6134, '2026-05-14');
  await postBill(db, accountId, { dueOn: '2026-06-18', owed: 4000 });
  expect((await see()).page).toContain('Paid on May 14, 2026');
});

test.for([
  ['en', 'Credit: nothing to pay', 'Credit of $32.22: nothing to pay', 'Your credit: nothing to pay'],
  [
    'es',
    'Saldo a favor: nada que pagar',
    'Saldo a favor de $32.22: nada que pagar',
    'Su saldo a favor: nada que pagar',
  ],
] as const)('a bill of −32.22 is a credit on every page in %s', async ([language, label, said, home], { db }) => {
  const { see } = await billed(db, -3222, language);
  const seen = await see();
  expect(seen.canPay).toBe(false);
  for (const text of [seen.page, seen.inConsole]) expect(text).toMatch(new RegExp(`${label}\\s+\\$32\\.22`));
  for (const text of [seen.list, seen.account]) expect(text).toContain(said);
  expect(seen.home).toContain(home);
});

test('an older bill that nobody paid is in the newer one', async ({ db }) => {
  const { accountId, see } = await billed(db, 6134);
  await postBill(db, accountId, { dueOn: '2026-06-18', owed: 4000 });
  const { page, list, canPay } = await see();
  for (const text of [page, list]) expect(text).toContain('$61.34 of it is in the next bill');
  expect(canPay).toBe(false);
});
