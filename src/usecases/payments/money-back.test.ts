import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { knownPeople } from '../../../test/support/logins.ts';
import { aPayment, goodBank, goodCard, openTill, owes, payday } from '../../../test/support/paying.ts';
import { type Happening, happenToCharge } from '../../demo/usecases/sandbox-processor/index.ts';
import { cents } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { accountBalance, assessLateFees, standingOfAccount } from '../receivables/index.ts';
import { listDisputes } from './index.ts';
import { startPayment } from './start-payment.ts';

type Till = ReturnType<typeof openTill>;

const returnedFee = {
  name: { es: 'Cargo por pago devuelto', en: 'Returned payment fee' },
  amount: cents(2500),
  sample: true,
};

/** 61.34 paid of what is owed, which is as much unless told; by card unless told. */
async function paid(db: Database, { fee = 0, bank = false, posted = false, owed = 6134 } = {}) {
  const [accountId = 0] = await openAccounts(db, 1);
  if (posted) {
    await knownPeople(db, { logins: ['login-1'] });
    await postBill(db, accountId, { dueOn: '2026-05-20', owed });
  } else {
    await owes(db, accountId, owed);
  }
  const till = openTill(db);
  const policy = { ...till.context.policy, returned: returnedFee, fees: { card: cents(fee), bank: cents(fee) } };
  const context = { ...till.context, policy };
  Object.assign(till.context, { policy });
  const started = await startPayment(
    context,
    aPayment(accountId, { method: bank ? 'bank' : 'card', receiptEmail: 'ana@example.org' }),
  );
  if (!started.ok) throw new Error(started.problem.code);
  await till.type(started.value.hostedPage ?? '', bank ? goodBank : goodCard);
  await till.deliver();
  return { accountId, till, reference: started.value.payment.reference };
}

/** Lets something happen at the processor, hours after the payment, and its webhook come. */
async function happens(till: Till, reference: string, happening: Happening, hours: number) {
  const now = payday.add({ hours });
  const went = await happenToCharge(till.sandbox, reference, { happening, now });
  if (!went.ok) throw new Error(went.problem.code);
  await till.deliver(now);
}

/** The late fees that are charged on a day. */
async function lateFees(till: Till, on: string) {
  const today = Temporal.PlainDate.from(on);
  const charged = await assessLateFees(till.context.db, {
    policy: till.context.policy.lateFee,
    today,
    now: today.toZonedDateTime('America/Los_Angeles').toInstant(),
  });
  if (!charged.ok) throw new Error(charged.problem.code);
  return charged.value;
}

const refund = (amount: number): Happening => ({ kind: 'refund', amount: cents(amount) });
const cash = async (db: Database) => {
  const [row] = await db.query<{ sum: number }>(
    `select coalesce(sum(amount_cents), 0)::bigint as sum from posting where ledger_account = 'cash.processor'`,
  );
  return row?.sum;
};
const state = async (db: Database, reference: string) =>
  (await db.query('select state, refunded_cents, disputed_cents from payment where reference = $1', [reference]))[0];
const told = (till: Till) => till.told.map(({ event }) => event).filter((event) => event !== 'payment.receipt');

test('20.00 refunded in the dashboard are owed again, and no more; the cash agrees, the customer is told', async ({
  db,
}) => {
  const { accountId, till, reference } = await paid(db);
  await happens(till, reference, refund(2000), 1);
  expect(await accountBalance(db, accountId)).toBe(2000);
  expect(await cash(db)).toBe(4134);
  expect(await state(db, reference)).toMatchObject({ state: 'succeeded', refunded_cents: 2000 });
  expect(till.told.at(-1)).toMatchObject({ event: 'payment.refunded', amount: 2000, reference });
});

test('several refunds, twice and the older one last: what was refunded, each once', async ({ db }) => {
  const { accountId, till, reference } = await paid(db);
  await happens(till, reference, refund(2000), 1);
  await happens(till, reference, refund(1534), 2);
  await db.query(`update demo.processor_event set created_at = '2027-01-01' where payload like '%"refunded":2000%'`);
  await till.deliverAgain();
  expect(await accountBalance(db, accountId)).toBe(3534);
  expect(await cash(db)).toBe(2600);
  expect(told(till)).toEqual(['payment.refunded', 'payment.refunded']);
  await happens(till, reference, refund(2600), 3);
  expect(await accountBalance(db, accountId)).toBe(6134);
  expect(await cash(db)).toBe(0);
  expect(await state(db, reference)).toMatchObject({ state: 'refunded', refunded_cents: 6134 });
});

test('heard before the payment itself, in the other order, and with a fee on top: the same books', async ({ db }) => {
  const { accountId, till, reference } = await paid(db, { fee: 195 });
  await happens(till, reference, refund(6200), 1);
  // The fee on top goes back last: 61.34 are owed again, and 0.66 of the fee.
  expect(await accountBalance(db, accountId)).toBe(6134);
  expect(await cash(db)).toBe(129);
});

test('a refund of a payment that covered two bills leaves the older one paid first', async ({ db }) => {
  const { accountId, till, reference } = await paid(db, { posted: true });
  await postBill(db, accountId, { dueOn: '2026-06-20', owed: 4000 });
  await happens(till, reference, refund(2000), 1);
  const standing = await standingOfAccount(db, accountId);
  expect(standing).toMatchObject({ balance: 6000 });
});

test('a disputed payment is owed again while its money is gone, with a case and its date, and no late fee', async ({
  db,
}) => {
  const { accountId, till, reference } = await paid(db, { posted: true });
  await happens(till, reference, { kind: 'dispute' }, 1);
  expect(await accountBalance(db, accountId)).toBe(6134);
  expect(await cash(db)).toBe(-1500);
  expect(await state(db, reference)).toMatchObject({ state: 'disputed', disputed_cents: 6134 });
  const [dispute] = (await listDisputes(db, { limit: 9 })).rows;
  expect(dispute).toMatchObject({ state: 'needs-response', amount: 6134, withdrawn: 6134, fee: 1500 });
  expect(dispute?.evidenceDueAt?.toString()).toBe('2026-05-28T18:00:00Z');
  expect(told(till)).toEqual(['payment.disputed']);
  expect(await lateFees(till, '2026-07-20')).toEqual([]);
  await happens(till, reference, { kind: 'win' }, 48);
  expect(await accountBalance(db, accountId)).toBe(0);
  expect(await cash(db)).toBe(4634);
  expect(await state(db, reference)).toMatchObject({ state: 'succeeded', disputed_cents: 0 });
  expect(told(till)).toEqual(['payment.disputed', 'payment.dispute-won']);
  expect((await listDisputes(db, { limit: 9 })).rows[0]).toMatchObject({ state: 'won' });
});

test('lost, it stays owed, and its late fee begins with the decision', async ({ db }) => {
  const { accountId, till, reference } = await paid(db, { posted: true });
  await happens(till, reference, { kind: 'dispute' }, 1);
  await happens(till, reference, { kind: 'lose' }, 24 * 30);
  expect(await accountBalance(db, accountId)).toBe(6134);
  expect(await lateFees(till, '2026-06-20')).toEqual([]);
  expect(await lateFees(till, '2026-06-24')).toHaveLength(1);
});

test('the words of a dispute in any order, twice: the same books', async ({ db }) => {
  const { accountId, till, reference } = await paid(db);
  const { sandbox } = till;
  for (const [kind, hours] of [
    ['dispute', 1],
    ['win', 2],
  ] as const) {
    await happenToCharge(sandbox, reference, { happening: { kind }, now: payday.add({ hours }) });
  }
  await db.query(
    `update demo.processor_event set created_at = created_at - interval '1 day' where payload like '%dispute.closed%'`,
  );
  await till.deliver();
  await till.deliverAgain();
  expect(await accountBalance(db, accountId)).toBe(0);
  expect(await cash(db)).toBe(6134 - 1500);
});

test('an inquiry moves no money; it may become a dispute', async ({ db }) => {
  const { accountId, till, reference } = await paid(db);
  await happens(till, reference, { kind: 'inquiry' }, 1);
  expect(await accountBalance(db, accountId)).toBe(0);
  expect((await listDisputes(db, { limit: 9 })).rows).toMatchObject([{ state: 'inquiry', withdrawn: 0 }]);
  await happens(till, reference, { kind: 'dispute' }, 2);
  expect(await accountBalance(db, accountId)).toBe(6134);
  expect((await listDisputes(db, { limit: 9 })).rows).toMatchObject([{ state: 'needs-response' }]);
});

test('returned, then paid by the bank after all: nothing owed, the fee taken back, and again when it returns again', async ({
  db,
}) => {
  const { accountId, till, reference } = await paid(db, { bank: true });
  await happens(till, reference, { kind: 'return', code: 'R01' }, 1);
  expect(await accountBalance(db, accountId)).toBe(6134 + 2500);
  await happens(till, reference, { kind: 'reinstate' }, 2);
  expect(await accountBalance(db, accountId)).toBe(0);
  expect(await cash(db)).toBe(6134);
  expect(till.told.at(-1)).toMatchObject({ event: 'payment.reinstated', returnedFee: 2500 });
  await till.deliverAgain();
  expect(await accountBalance(db, accountId)).toBe(0);
  await happens(till, reference, { kind: 'return', code: 'R01' }, 3);
  expect(await accountBalance(db, accountId)).toBe(6134 + 2500);
});

test('two payments of one bill come back: one fee', async ({ db }) => {
  const { accountId, till, reference } = await paid(db, { posted: true, bank: true });
  await happens(till, reference, { kind: 'return', code: 'R03' }, 1);
  const again = await startPayment(
    till.context,
    aPayment(accountId, { method: 'bank', formToken: 'form-2', now: payday }),
  );
  if (!again.ok) throw new Error(again.problem.code);
  await till.type(again.value.hostedPage ?? '', goodBank);
  await till.deliver();
  await happens(till, again.value.payment.reference, { kind: 'return', code: 'R03' }, 5);
  expect(await accountBalance(db, accountId)).toBe(6134 + 2500);
});

test.for([
  ['returned by the bank', { kind: 'return', code: 'R01' }],
  ['refunded', refund(6134)],
] as const)(
  'what was paid in time and is %s a month later is late ten days after that, and no sooner',
  async ([, happening], { db }) => {
    const { till, reference } = await paid(db, { posted: true, bank: true });
    // Paid on 14 May, due on 20 May; the money goes back on 20 June.
    await happens(till, reference, happening, 24 * 37);
    for (const on of ['2026-06-20', '2026-06-21', '2026-06-29']) expect(await lateFees(till, on)).toEqual([]);
    expect(await lateFees(till, '2026-06-30')).toHaveLength(1);
  },
);

test('money that comes back before the due date changes no day: late ten days after the due date', async ({ db }) => {
  const { till, reference } = await paid(db, { posted: true, bank: true });
  await happens(till, reference, { kind: 'return', code: 'R01' }, 24 * 2);
  expect(await lateFees(till, '2026-05-29')).toEqual([]);
  expect(await lateFees(till, '2026-05-30')).toHaveLength(1);
});

test.for([
  ['20.00 were never paid: late as they were', 8134, '2026-05-30', 1],
  ['5.00 were never paid, too little for a fee: late with what came back', 6634, '2026-06-06', 0],
] as const)('61.34 come back a week after the due date, and %s', async ([, owed, on, fees], { db }) => {
  const { till, reference } = await paid(db, { posted: true, bank: true, owed });
  await happens(till, reference, { kind: 'return', code: 'R01' }, 24 * 14);
  expect(await lateFees(till, on)).toHaveLength(fees);
  await lateFees(till, '2026-06-07');
  expect(await db.query(`select from ledger_entry where kind = 'late-fee'`)).toHaveLength(1);
});

test('a refund that comes back is no longer owed, however often and late it is told; the next one counts', async ({
  db,
}) => {
  const { accountId, till, reference } = await paid(db);
  await happens(till, reference, refund(2000), 1);
  await happens(till, reference, { kind: 'refund-fails' }, 48);
  expect(await accountBalance(db, accountId)).toBe(0);
  expect(await cash(db)).toBe(6134);
  expect(await state(db, reference)).toMatchObject({ state: 'succeeded', refunded_cents: 0 });
  await till.deliverAgain();
  expect(await accountBalance(db, accountId)).toBe(0);
  await happens(till, reference, refund(6134), 72);
  expect(await accountBalance(db, accountId)).toBe(6134);
  await happens(till, reference, { kind: 'refund-fails' }, 96);
  expect(await accountBalance(db, accountId)).toBe(0);
  const money = till.told.filter(({ event }) => event.startsWith('payment.refund'));
  expect(money.map((one) => [one.event, 'amount' in one ? one.amount : 0])).toEqual([
    ['payment.refunded', 2000],
    ['payment.refund-came-back', 2000],
    ['payment.refunded', 6134],
    ['payment.refund-came-back', 6134],
  ]);
  expect(new Set(money.map(({ key }) => key)).size).toBe(4);
  expect(await state(db, reference)).toMatchObject({ state: 'succeeded', refunded_cents: 0 });
});
