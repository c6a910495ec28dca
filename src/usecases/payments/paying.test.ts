import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { test } from '../../../test/support/database.ts';
import {
  aPayment,
  bouncingBank,
  emptyCard,
  goodBank,
  goodCard,
  openTill,
  owes,
  payday,
  tally,
} from '../../../test/support/paying.ts';
import { closeHostedPage } from '../../demo/usecases/sandbox-processor/index.ts';
import { cents } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { standingOfAccount } from '../receivables/index.ts';
import { expireAbandonedPayments } from './expire-abandoned-payments.ts';
import type { PaymentContext } from './payment-context.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { reconcilePayment } from './reconcile-payment.ts';
import { type PaymentRequest, startPayment } from './start-payment.ts';

async function owing(db: Database, amount = 6134): Promise<number> {
  const [accountId = 0] = await openAccounts(db, 1);
  await owes(db, accountId, amount);
  return accountId;
}

/** Starts a payment that must start; answers its reference and hosted page. */
async function started(context: PaymentContext, request: PaymentRequest) {
  const start = await startPayment(context, request);
  if (!start.ok) throw new Error(start.problem.code);
  return { reference: start.value.payment.reference, url: start.value.hostedPage ?? '' };
}

const paidOnce = { entries: 1, paid: 1, charges: 1, balance: 0 };
const notPaid = { entries: 0, paid: 0, charges: 0, balance: 6134 };

test('a card pays: the webhook brings it into the books on the day it was paid', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { reference, url } = await started(till.context, aPayment(accountId));
  expect((await till.type(url, goodCard)).ok).toBe(true);
  expect(await tally(db, accountId)).toMatchObject({ entries: 0, balance: 6134 });
  await till.deliver();
  expect(await tally(db, accountId)).toEqual(paidOnce);
  const payment = await reconcilePayment(till.context, reference, payday);
  expect(payment).toMatchObject({ state: 'succeeded', method: { kind: 'card', brand: 'Visa', last4: '4242' } });
  expect(payment?.paidOn?.toString()).toBe('2026-05-14');
});

test('the customer comes back before the webhook: the processor is asked, and the late webhook changes nothing', async ({
  db,
}) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { reference, url } = await started(till.context, aPayment(accountId));
  await till.type(url, goodCard);
  expect((await reconcilePayment(till.context, reference, payday))?.state).toBe('succeeded');
  await till.deliver();
  await till.deliverAgain();
  expect(await tally(db, accountId)).toEqual(paidOnce);
});

test('webhooks, the return page and the reconciliation all at once: one entry', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { reference, url } = await started(till.context, aPayment(accountId));
  await till.type(url, goodCard);
  await Promise.all([
    till.deliver(),
    till.deliver(),
    reconcilePayment(till.context, reference, payday),
    reconcilePayment(till.context, reference, payday),
    expireAbandonedPayments(till.context, payday.add({ hours: 2 })),
  ]);
  expect(await tally(db, accountId)).toEqual(paidOnce);
});

test('a double click is one payment and one page, and typing twice is one charge', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const clicks = await Promise.all([1, 2, 3, 4].map(() => started(till.context, aPayment(accountId))));
  expect(new Set(clicks.map((click) => click.reference)).size).toBe(1);
  expect(new Set(clicks.map((click) => click.url)).size).toBe(1);
  const url = clicks[0]?.url ?? '';
  await Promise.all([till.type(url, goodCard), till.type(url, goodCard), till.type(url, goodBank)]);
  await till.deliver();
  expect(await tally(db, accountId)).toEqual(paidOnce);
});

test('a form sent again after it was paid leads to the receipt, not to a second payment', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { url } = await started(till.context, aPayment(accountId));
  await till.type(url, goodCard);
  await till.deliver();
  const again = await startPayment(till.context, aPayment(accountId));
  expect(again).toMatchObject({ ok: true, value: { payment: { state: 'succeeded' } } });
  expect(again.ok && again.value.hostedPage).toBeUndefined();
});

test('the same form with another amount is refused', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  await started(till.context, aPayment(accountId));
  const changed = await startPayment(till.context, aPayment(accountId, { amount: cents(2000) }));
  expect(!changed.ok && changed.problem.code).toBe('payments.form-used');
});

test('two windows: the second closes the first, which can then no longer be paid', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const first = await started(till.context, aPayment(accountId));
  const second = await started(till.context, aPayment(accountId, { formToken: 'form-2' }));
  const late = await till.type(first.url, goodCard);
  expect(!late.ok && late.problem.code).toBe('sandbox-processor.page-closed');
  expect((await till.type(second.url, goodCard)).ok).toBe(true);
  await till.deliver();
  expect(await tally(db, accountId)).toEqual(paidOnce);
  expect((await reconcilePayment(till.context, first.reference, payday))?.state).toBe('abandoned');
});

test('two windows, and the first was paid already: nothing more is started, and it says so', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const first = await started(till.context, aPayment(accountId));
  await till.type(first.url, goodCard);
  const second = await startPayment(till.context, aPayment(accountId, { formToken: 'form-2' }));
  expect(second).toMatchObject({
    ok: false,
    problem: { code: 'payments.already-paid', params: { reference: first.reference } },
  });
  await till.deliver();
  expect(await tally(db, accountId)).toEqual(paidOnce);
});

test('two windows at the same moment: one page stays open', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const starts = await Promise.all(
    ['a', 'b', 'c'].map((formToken) => startPayment(till.context, aPayment(accountId, { formToken }))),
  );
  const urls = starts.flatMap((start) => (start.ok && start.value.hostedPage ? [start.value.hostedPage] : []));
  const typed = await Promise.all(urls.map((url) => till.type(url, goodCard)));
  expect(typed.filter((one) => one.ok)).toHaveLength(1);
  await till.deliver();
  expect(await tally(db, accountId)).toEqual(paidOnce);
});

test('a declined card moves no money, and another card on the same page still pays', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { reference, url } = await started(till.context, aPayment(accountId));
  const declined = await till.type(url, emptyCard);
  expect(!declined.ok && declined.problem).toMatchObject({
    code: 'sandbox-processor.declined',
    params: { reason: 'insufficient-funds' },
  });
  expect((await reconcilePayment(till.context, reference, payday))?.state).toBe('started');
  expect(await tally(db, accountId)).toEqual(notPaid);
  await till.type(url, goodCard);
  await till.deliver();
  expect(await tally(db, accountId)).toEqual(paidOnce);
});

test('declined and given up: the payment is declined and says why', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { reference, url } = await started(till.context, aPayment(accountId));
  await till.type(url, emptyCard);
  await closeHostedPage(till.sandbox, url.split('/').at(-1) ?? '', payday);
  const payment = await reconcilePayment(till.context, reference, payday);
  expect(payment).toMatchObject({ state: 'declined', declineCode: 'insufficient-funds' });
  expect(await tally(db, accountId)).toEqual(notPaid);
});

test('left unfinished: after an hour the page is closed and the payment abandoned', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { reference, url } = await started(till.context, aPayment(accountId));
  expect(await expireAbandonedPayments(till.context, payday.add({ minutes: 30 }))).toBe(0);
  expect(await expireAbandonedPayments(till.context, payday.add({ minutes: 60 }))).toBe(1);
  expect((await reconcilePayment(till.context, reference, payday))?.state).toBe('abandoned');
  expect((await till.type(url, goodCard)).ok).toBe(false);
  expect(await tally(db, accountId)).toEqual(notPaid);
});

test('thought abandoned, yet the processor took the money: it enters the books', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { reference, url } = await started(till.context, aPayment(accountId));
  await till.type(url, goodCard);
  await db.query(`update payment set state = 'abandoned' where reference = $1`, [reference]);
  await till.deliver();
  expect(await tally(db, accountId)).toEqual(paidOnce);
});

test('a bank debit that bounces is paid and then returned: owed again, both in the books', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { reference, url } = await started(till.context, aPayment(accountId, { method: 'bank' }));
  await till.type(url, bouncingBank);
  await till.deliver();
  expect(await reconcilePayment(till.context, reference, payday)).toMatchObject({
    state: 'returned',
    returnCode: 'R01',
  });
  expect(await tally(db, accountId)).toEqual({ entries: 1, paid: 0, charges: 0, balance: 6134 });
});

test('the return overtakes the success: the same books', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { url } = await started(till.context, aPayment(accountId, { method: 'bank' }));
  await till.type(url, bouncingBank);
  // Deliveries go oldest first: make the return the oldest.
  await db.query(
    `update demo.processor_event set created_at = created_at - interval '1 hour' where payload like '%charge.returned%'`,
  );
  await till.deliver();
  await till.deliverAgain();
  expect(await tally(db, accountId)).toEqual({ entries: 1, paid: 0, charges: 0, balance: 6134 });
});

test('a payment that comes back costs its fee, once, however it is heard of, and the customer is told', async ({
  db,
}) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const returned = {
    name: { es: 'Cargo por pago devuelto', en: 'Returned payment fee' },
    amount: cents(2500),
    sample: true,
  };
  const context = { ...till.context, policy: { ...till.context.policy, returned } };
  const { reference, url } = await started(
    context,
    aPayment(accountId, { method: 'bank', receiptEmail: 'ana@example.org' }),
  );
  await till.type(url, bouncingBank);
  await reconcilePayment(context, reference, payday);
  await till.deliver();
  await till.deliverAgain();
  expect(await tally(db, accountId)).toMatchObject({ balance: 6134 + 2500 });
  expect(await db.query('select fee, amount_cents, payment_reference from fee_charge')).toEqual([
    { fee: 'returned-payment', amount_cents: 2500, payment_reference: reference },
  ]);
  expect(till.told.filter(({ event }) => event === 'payment.returned')).toMatchObject([{ returnedFee: 2500 }]);
});

test('the fee is charged with the payment, and is income, not credit', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const context = { ...till.context, policy: { ...till.context.policy, fees: { card: cents(195), bank: cents(0) } } };
  const { url } = await started(context, aPayment(accountId));
  await till.type(url, goodCard);
  await till.deliver();
  expect(await tally(db, accountId)).toEqual(paidOnce);
  const postings = await db.query(
    `select ledger_account, p.amount_cents from posting p join ledger_entry e on e.id = entry_id
     where e.kind = 'payment' order by p.id`,
  );
  expect(postings).toEqual([
    { ledger_account: 'cash.processor', amount_cents: 6329 },
    { ledger_account: 'receivable', amount_cents: -6134 },
    { ledger_account: 'revenue.fees', amount_cents: -195 },
  ]);
});

test('too much ahead is refused before anything starts', async ({ db }) => {
  const accountId = await owing(db);
  const refusal = await startPayment(openTill(db).context, aPayment(accountId, { amount: cents(106_135) }));
  expect(!refusal.ok && refusal.problem).toMatchObject({
    code: 'payments.amount-too-large',
    params: { max: 106_134 },
  });
});

test('a webhook that nobody signed, or that was changed on the way, is refused and changes nothing', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const { reference } = await started(till.context, aPayment(accountId));
  const body = JSON.stringify({
    id: 'evt_x',
    type: 'checkout.paid',
    reference,
    charge: 'chg_x',
    at: payday.toString(),
  });
  const forged = await receiveWebhook(till.context, { body, signature: 't=1,v1=00', now: payday });
  expect(!forged.ok && forged.problem.code).toBe('processor.signature-wrong');
  expect(await tally(db, accountId)).toEqual(notPaid);
});

test('staff start a payment on the phone: the page is the processor’s, the books are the same', async ({ db }) => {
  const accountId = await owing(db);
  const till = openTill(db);
  const by = { channel: 'phone', staffId: 'staff-1' } as const;
  const { reference, url } = await started(till.context, aPayment(accountId, { by }));
  await till.type(url, goodCard);
  const payment = await reconcilePayment(till.context, reference, payday);
  expect(payment).toMatchObject({ channel: 'phone', staffId: 'staff-1', state: 'succeeded' });
  expect(await tally(db, accountId)).toEqual(paidOnce);
});

test('owner and guest at once: the second is told that a payment is under way, and pays only if they want to', async ({
  db,
}) => {
  const [accountId = 0] = await openAccounts(db, 1);
  await owes(db, accountId, 6134);
  const till = openTill(db);
  const guest = { by: { channel: 'guest' }, formToken: 'guest-form' } as const;
  const first = await startPayment(till.context, aPayment(accountId));
  expect(first.ok).toBe(true);
  const second = await startPayment(till.context, aPayment(accountId, guest));
  expect(second).toMatchObject({ ok: false, problem: { code: 'payments.under-way', field: 'beside_another' } });
  expect(await standingOfAccount(db, accountId)).toMatchObject({ balance: 6134, inFlight: 6134 });
  const anyway = await startPayment(till.context, aPayment(accountId, { ...guest, besideAnother: true }));
  expect(anyway.ok).toBe(true);
});
