import { expect } from 'vitest';
import { billingPolicyForTests, cycleThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { pay, postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { holdDeposit } from '../../../test/support/deposits.ts';
import { postNow } from '../../../test/support/posting.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';
import { cents } from '../../domain/kernel/index.ts';
import { paymentReturnEntry } from '../../domain/receivables/index.ts';
import type { Database, DatabasePool } from '../../store/database.ts';
import { cancelBill, loadBillDocument, postBillRun, runBillCycle } from '../billing/index.ts';
import { accountBalance, depositStanding, takeDeposit } from './index.ts';

const promptly = { bills: 12, graceDays: 0, returnStartsAgain: true };
const policy = { ...billingPolicyForTests, deposits: promptly };
const day = (text: string) => Temporal.PlainDate.from(text);
const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

/** A tenant since spring of 2025, and a read to bill in May of 2026. */
async function tenant(db: Database): Promise<number> {
  const { accountId } = await serveAccount(db, 1, {
    billedBefore: '2025-04-03',
    reads: [
      ['2026-04-06', 100_000],
      ['2026-05-05', 112_000],
      ['2026-06-05', 117_000],
    ],
  });
  await holdDeposit(db, accountId, '2025-04-15');
  return accountId;
}

/** Twelve bills due on the 28th from May of 2025 on, each paid so many days after its due date. */
async function aYearOfBills(db: Database, accountId: number, daysLate: (month: number) => number): Promise<void> {
  for (let month = 0; month < 12; month += 1) {
    const due = day('2025-05-28').add({ months: month });
    await postBill(db, accountId, { dueOn: due.toString(), owed: 4278 });
    await pay(db, accountId, 4278, due.add({ days: daysLate(month) }).toString());
  }
}

/** Bills and posts what was read through May of 2026. */
async function billMay(db: DatabasePool, times = 1) {
  const cycle = { ...cycleThrough('2026-05-05'), policy };
  const { run } = await runBillCycle(db, cycle);
  for (let posting = 0; posting < times; posting += 1) {
    await postBillRun(db, { runId: run?.id ?? 0, policy, now: cycle.now });
  }
}

const standing = (db: Database, accountId: number, today = '2026-05-07') =>
  depositStanding(db, accountId, { today: day(today), policy: promptly });

test('twelve bills paid in time give the deposit back, once, on the next bill, with a notice', async ({ db }) => {
  const accountId = await tenant(db);
  await aYearOfBills(db, accountId, (month) => -(month % 20));
  expect(await standing(db, accountId)).toMatchObject({ amount: 9000, prompt: { inTime: 12, isEarned: true } });
  await billMay(db, 2);

  expect(await standing(db, accountId)).toBeUndefined();
  const { number } = await lastBillOf(db, accountId);
  const bill = await loadBillDocument(db, number);
  if (!bill.ok) throw new Error(bill.problem.code);
  const { lines, summary } = bill.value;
  expect(lines.at(-1)).toMatchObject({
    part: 'deposit_credit',
    amount: -9000,
    explanation: { because: [{ name: 'deposit-prompt', values: { amount: 9000, bills: 12, taken: '2025-04-15' } }] },
  });
  expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(summary.newCharges);
  expect(summary).toMatchObject({ previousBalance: 4278, payments: -4278, balanceForward: 0 });
  expect(summary.amountDue).toBe(await accountBalance(db, accountId));
  expect(await db.query(`select why, bills from deposit_credit`)).toEqual([{ why: 'prompt', bills: 12 }]);
  const told = await db.query<{ payload: { notice: unknown } }>(
    `select j.payload from graphile_worker._private_jobs j where key like 'tell:deposit.credited%'`,
  );
  expect(told.map(({ payload }) => payload.notice)).toMatchObject([
    { event: 'deposit.credited', accountId, amount: 9000, bills: 12, why: 'prompt' },
  ]);
});

test('one bill paid a day late keeps the deposit; days of grace forgive it', async ({ db }) => {
  const accountId = await tenant(db);
  await aYearOfBills(db, accountId, (month) => (month === 4 ? 1 : 0));
  expect(await standing(db, accountId)).toMatchObject({
    prompt: { inTime: 7, isEarned: false, startedAgain: { why: 'late', on: day('2025-09-28') } },
  });
  const graceful = { today: day('2026-05-07'), policy: { ...promptly, graceDays: 1 } };
  expect(await depositStanding(db, accountId, graceful)).toMatchObject({ prompt: { isEarned: true } });
  await billMay(db);
  expect(await lastBillOf(db, accountId)).toMatchObject({ periodEnd: day('2026-05-05'), newCharges: 4278 });
  expect(await standing(db, accountId)).toMatchObject({ amount: 9000 });
});

test('a payment that came back starts the count again', async ({ db }) => {
  const accountId = await tenant(db);
  await aYearOfBills(db, accountId, () => 0);
  const back = paymentReturnEntry({
    accountId,
    amount: cents(4278),
    on: day('2026-01-30'),
    memo: 'returned',
    outOf: 'cash.processor',
  });
  await postNow(db, back, { now, idempotencyKey: 'return', inputHash: 'h' });
  await pay(db, accountId, 4278, '2026-02-02');
  expect(await standing(db, accountId)).toMatchObject({
    prompt: { inTime: 3, startedAgain: { why: 'returned', on: day('2026-01-30') } },
  });
});

test('a bill whose due date is not over says nothing yet', async ({ db }) => {
  const accountId = await tenant(db);
  await aYearOfBills(db, accountId, () => 0);
  expect(await standing(db, accountId, '2026-04-28')).toMatchObject({ prompt: { inTime: 11 } });
  expect(await standing(db, accountId, '2026-04-29')).toMatchObject({ prompt: { inTime: 12 } });
});

test('a bill that is cancelled and billed again prints the deposit again, and gives it back once', async ({ db }) => {
  const accountId = await tenant(db);
  await aYearOfBills(db, accountId, () => 0);
  await billMay(db);
  const wrong = await lastBillOf(db, accountId);
  await cancelBill(db, { number: wrong.number, reason: 'misread', on: day('2026-05-08'), now });
  await billMay(db);
  const right = await lastBillOf(db, accountId);
  expect(right.number).not.toBe(wrong.number);
  expect(right.amountDue).toBe(await accountBalance(db, accountId));
  const bill = await loadBillDocument(db, right.number);
  expect(bill.ok && bill.value.lines.at(-1)).toMatchObject({ part: 'deposit_credit', amount: -9000 });
  expect(await db.query('select from deposit_credit')).toHaveLength(1);
});

const kinds = [{ id: 'rental', name: { es: 'Depósito de inquilino', en: 'Rental deposit' }, amount: cents(9000) }];
const utility = {
  time_zone: 'America/Los_Angeles',
  deposits: { kinds, credited_after_bills: 12, grace_days: 0, returned_payment_starts_again: true },
};

test('staff take a deposit of the utility’s amount, one at a time, and nobody else may', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, { reads: [] });
  await db.query(`insert into staff_member (id, email, email_verified, name, role, created_at, updated_at)
    values ('s', 's@example.org', true, 'S', 'csr', now(), now())`);
  const typed = { accountId, kind: 'rental', paidBy: 'check', note: '' };
  const csr = { staffId: 's', role: 'csr', now, address: '' } as const;
  expect(await takeDeposit({ db, utility }, typed, { ...csr, role: 'conservation' })).toMatchObject({
    problem: { code: 'access.not-permitted' },
  });
  expect(await takeDeposit({ db, utility }, { ...typed, kind: 'x' }, csr)).toMatchObject({
    problem: { field: 'kind' },
  });
  expect(await takeDeposit({ db, utility }, { ...typed, paidBy: '' }, csr)).toMatchObject({
    problem: { code: 'deposits.method-missing' },
  });
  const twice = await Promise.all([1, 2].map(() => takeDeposit({ db, utility }, typed, csr)));
  expect(twice.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(await standing(db, accountId)).toMatchObject({ amount: 9000, label: { en: 'Rental deposit' } });
  expect(await accountBalance(db, accountId)).toBe(0);
  for (const statement of ['delete from deposit_taken', `update deposit_taken set note = 'x'`]) {
    await expect(db.query(statement)).rejects.toThrow('append-only');
  }
});
