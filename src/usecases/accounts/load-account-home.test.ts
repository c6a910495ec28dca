import { expect } from 'vitest';
import { pay, postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { registered } from '../../../test/support/signed-in.ts';
import type { DatabasePool } from '../../store/database.ts';
import { authoriseAccount } from '../access/index.ts';
import { billStandings, cancelBill } from '../billing/index.ts';
import { autopayPolicy, billPaymentOf } from '../payments/index.ts';
import { transitionPolicy } from '../transition/index.ts';
import { loadAccountHome } from './index.ts';

const number = '00123456-0004321';
const today = Temporal.PlainDate.from('2026-05-10');
const now = Temporal.Instant.from('2026-05-10T19:00:00Z');
const autopay = autopayPolicy(referenceUtility);

/** The home of an account whose first bill, of 61.34, is due on 20 May; and what the page of that bill says. */
async function homeAndBill(db: DatabasePool, change: (accountId: number, bill: string) => Promise<unknown>) {
  const accountId = await openAccount(db);
  const loginId = await registered(db, accountId);
  const bill = await postBill(db, accountId, { dueOn: '2026-05-20' });
  await change(accountId, bill);
  const account = await authoriseAccount(db, { loginId, account: number, today });
  if (!account.ok) throw new Error('not theirs');
  const policy = transitionPolicy(referenceUtility);
  const home = await loadAccountHome(db, account.value, { now, today, policy, autopay, leakStopsAfterHours: 24 });
  const { bills } = home;
  return {
    home,
    payment: await billPaymentOf(db, bill, { now, policy: autopay }),
    standings: await billStandings(db, { accountId, bills }, today),
  };
}

const agreed = (db: DatabasePool, firstDueOn: string) => async (accountId: number, bill: string) =>
  db.query(
    `with method as (
       insert into payment_method (login_id, processor, processor_token, kind, brand, last4, created_at)
       select login_id, 'sandbox', 'pm_1', 'card', 'Visa', '4242', '2026-05-07T00:00Z' from account_access where account_id = $1
       returning id, login_id
     ), agreed as (
       insert into autopay (account_id, login_id, payment_method_id, authorization_text, authorization_version,
         authorization_language, agreed_at, agreed_address, first_due_on)
       select $1, login_id, id, 'I authorize', '2026-05', 'en', '2026-05-07T00:00Z', '192.0.2.1', $3 from method
       returning id
     )
     insert into autopay_draft (autopay_id, bill_id, attempt, draft_on, state, created_at)
     select agreed.id, bill.id, 1, '2026-05-19', 'scheduled', '2026-05-08T00:00Z' from agreed
     join bill on bill.number = $2 and bill.due_on >= $3::date`,
    [accountId, bill, firstDueOn],
  );

test.for([
  ['due', 'nothing was paid', () => async () => undefined],
  ['due', 'a part was paid', (db: DatabasePool) => (accountId: number) => pay(db, accountId, 2000, '2026-05-02')],
  ['autopay', 'a draft is planned', (db: DatabasePool) => agreed(db, '2026-05-01')],
  ['autopay-later', 'autopay begins with a later bill', (db: DatabasePool) => agreed(db, '2026-06-01')],
] as const)('a home says what its bill says: %s, where %s', async ([kind, , change], { db }) => {
  const { home, payment, standings } = await homeAndBill(db, change(db));
  expect(home.payment?.kind).toBe(kind);
  expect(home.payment).toEqual(payment);
  expect(home.billStandings).toEqual(standings);
});

test('the due bill is told also where five later ones were cancelled', async ({ db }) => {
  const { home, payment, standings } = await homeAndBill(db, async (accountId) => {
    for (let later = 1; later <= 5; later += 1) {
      const wrong = await postBill(db, accountId, { dueOn: today.add({ days: 20 + later }).toString() });
      await cancelBill(db, { number: wrong, reason: 'misread', on: today, now });
    }
  });
  expect(home.bills.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'cancelled'));
  expect(home.payment).toMatchObject({ kind: 'due', amount: 6134 });
  expect(home.payment).toEqual(payment);
  expect(home.billStandings).toEqual(standings);
});
