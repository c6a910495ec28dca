import { expect } from 'vitest';
import { billingPolicyForTests, billThrough, cycleThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';
import { cents, ok, refused } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { loadBillDocument, postBillRun, runBillCycle } from '../billing/index.ts';
import {
  accountBalance,
  answerFee,
  chargeFee,
  endRecurringFee,
  feesOfAccount,
  feesSinceBill,
  feesWaiting,
  recurringFees,
  takeBackFee,
} from './index.ts';

const name = { es: 'Prueba del medidor', en: 'Meter test' };
const utility = {
  time_zone: 'America/Los_Angeles',
  fees: {
    sample: true,
    one_person_up_to: cents(5000),
    kinds: [
      { id: 'special-read', name, amount: cents(2000) },
      { id: 'meter-test', name, amount: cents(6000) },
    ],
    recurring: [{ id: 'hydrant-meter', name: { es: 'Hidrante', en: 'Hydrant' }, amount_a_month: cents(3500) }],
  },
};
const now = Temporal.Instant.from('2025-05-20T16:00:00Z');
const clerk = (staffId: string, role: 'csr' | 'supervisor' | 'auditor' = 'supervisor') => ({
  staffId,
  role,
  now,
  address: '',
});
const form = (last: number) => `b1b2c3d4-0000-4000-8000-00000000000${last}`;

/** An account billed through April of 2025, and two people of the staff. */
async function billedAccount(db: Database) {
  const { accountId } = await serveAccount(db, 1, {
    billedBefore: '2025-04-03',
    reads: [
      ['2025-04-03', 100_000],
      ['2025-05-03', 112_000],
      ['2025-06-03', 117_000],
    ],
  });
  await db.query(`insert into staff_member (id, email, email_verified, name, role, created_at, updated_at)
    select id, id || '@example.org', true, id, 'supervisor', now(), now() from unnest(array['ana', 'luis']) as id`);
  const charge = (kind: string, no: number) => ({
    accountId,
    kind,
    amount: refused({ code: 'payments.amount-missing' }),
    reason: 'Asked by phone',
    form: form(no),
  });
  return { accountId, charge };
}

test('a fee is owed at once, and the next bill prints it with its reason', async ({ db }) => {
  const { accountId, charge } = await billedAccount(db);
  await billThrough(db, '2025-05-05');
  expect(await chargeFee({ db, utility }, charge('special-read', 1), clerk('ana', 'csr'))).toEqual(ok('charged'));
  // The button pressed twice.
  expect(await chargeFee({ db, utility }, charge('special-read', 1), clerk('ana', 'csr'))).toEqual(ok('charged'));
  expect(await accountBalance(db, accountId)).toBe(4278 + 2000);
  expect(await feesSinceBill(db, accountId)).toMatchObject([{ amount: 2000, reason: 'Asked by phone' }]);

  await billThrough(db, '2025-06-05');
  const { number } = await lastBillOf(db, accountId);
  const bill = await loadBillDocument(db, number);
  if (!bill.ok) throw new Error(bill.problem.code);
  const { lines, summary } = bill.value;
  expect(lines.at(-1)).toMatchObject({
    part: 'fee_special_read',
    label: name,
    amount: 2000,
    explanation: {
      because: [{ name: 'fee', values: { date: '2025-05-20', reason: 'Asked by phone' } }],
      sample: true,
    },
  });
  expect(summary).toMatchObject({ previousBalance: 4278, payments: 0, newCharges: 2773 + 2000 });
  expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(summary.newCharges);
  expect(summary.amountDue).toBe(await accountBalance(db, accountId));
  expect(await feesSinceBill(db, accountId)).toEqual([]);
});

test('above the limit nothing is owed until somebody else agrees; both agreeing at once charge it once', async ({
  db,
}) => {
  const { accountId, charge } = await billedAccount(db);
  expect(await chargeFee({ db, utility }, charge('meter-test', 1), clerk('ana'))).toEqual(ok('waiting'));
  expect(await accountBalance(db, accountId)).toBe(0);
  const [fee] = (await feesWaiting(db, { limit: 9 })).rows;
  const answer = { id: fee?.id ?? 0, outcome: 'approved', reason: '' };
  expect(await answerFee({ db, utility }, answer, clerk('ana'))).toMatchObject({ problem: { code: 'fees.own-fee' } });
  const both = await Promise.all([1, 2].map(() => answerFee({ db, utility }, answer, clerk('luis'))));
  expect(both.map((one) => one.ok).toSorted()).toEqual([false, true]);
  expect(await accountBalance(db, accountId)).toBe(6000);
  expect((await feesWaiting(db, { limit: 9 })).rows).toEqual([]);
});

test('a fee that is refused is never owed, and says why', async ({ db }) => {
  const { accountId, charge } = await billedAccount(db);
  await chargeFee({ db, utility }, charge('meter-test', 1), clerk('ana'));
  const [fee] = (await feesWaiting(db, { limit: 9 })).rows;
  const deny = { id: fee?.id ?? 0, outcome: 'denied', reason: '' };
  expect(await answerFee({ db, utility }, deny, clerk('luis'))).toMatchObject({
    problem: { code: 'fees.reason-missing' },
  });
  await answerFee({ db, utility }, { ...deny, reason: 'The meter was ours to test' }, clerk('luis'));
  expect(await accountBalance(db, accountId)).toBe(0);
  expect(await feesOfAccount(db, accountId, 9)).toMatchObject([
    { answer: 'denied', answeredBy: 'luis', isPosted: false },
  ]);
});

test('a fee taken back before the bill is not on it; one taken back later is a credit', async ({ db }) => {
  const { accountId, charge } = await billedAccount(db);
  await chargeFee({ db, utility }, charge('special-read', 1), clerk('ana'));
  await chargeFee({ db, utility }, charge('special-read', 2), clerk('ana'));
  const [second, first] = await feesOfAccount(db, accountId, 9);
  const takeBack = (id = 0) => takeBackFee({ db, utility }, { id, reason: 'Charged by mistake' }, clerk('luis'));
  expect(await takeBack(first?.id)).toMatchObject({ ok: true });
  expect(await takeBack(first?.id)).toMatchObject({ problem: { code: 'fees.not-charged' } });
  await billThrough(db, '2025-05-05');
  expect(await lastBillOf(db, accountId)).toMatchObject({ newCharges: 4278 + 2000, amountDue: 4278 + 2000 });
  await takeBack(second?.id);
  await billThrough(db, '2025-06-05');
  const bill = await loadBillDocument(db, (await lastBillOf(db, accountId)).number);
  expect(bill.ok && bill.value.summary).toMatchObject({ payments: -2000, newCharges: 2773, amountDue: 4278 + 2773 });
});

test('a monthly fee is on every bill for the days it ran, until it is ended', async ({ db }) => {
  const { accountId, charge } = await billedAccount(db);
  const april23 = { ...clerk('ana'), now: Temporal.Instant.from('2025-04-23T16:00:00Z') };
  expect(await chargeFee({ db, utility }, charge('hydrant-meter', 1), april23)).toEqual(ok('recurring'));
  expect(await chargeFee({ db, utility }, charge('hydrant-meter', 2), april23)).toMatchObject({
    problem: { code: 'fees.runs-already' },
  });
  const [running] = await recurringFees(db, [accountId]);
  const end = { id: running?.id ?? 0, accountId, reason: 'Gave the meter back' };
  const may18 = { ...clerk('ana'), now: Temporal.Instant.from('2025-05-18T16:00:00Z') };
  expect(await endRecurringFee({ db, utility }, end, may18)).toEqual(ok(undefined));
  expect(await endRecurringFee({ db, utility }, end, may18)).toMatchObject({ problem: { code: 'fees.not-running' } });

  const [kind] = utility.fees.recurring;
  const recurring = kind === undefined ? [] : [{ ...kind, amountAMonth: kind.amount_a_month, sample: true }];
  const policy = { ...billingPolicyForTests, recurringFees: recurring };
  const feeOf = async (through: string) => {
    const cycle = { ...cycleThrough(through), policy };
    const { run } = await runBillCycle(db, cycle);
    await postBillRun(db, { runId: run?.id ?? 0, policy, now: cycle.now });
    const bill = await loadBillDocument(db, (await lastBillOf(db, accountId)).number);
    return bill.ok ? bill.value.lines.find(({ part }) => part === 'fee_hydrant_meter') : undefined;
  };
  // 23 April to 2 May is 10 of the 30 days; 3 to 17 May 15 of the 31.
  expect(await feeOf('2025-05-05')).toMatchObject({ amount: 1167, explanation: { days: 10, share: '1/3' } });
  expect(await feeOf('2025-06-05')).toMatchObject({ amount: 1694, explanation: { days: 15, share: '15/31' } });
  expect(await accountBalance(db, accountId)).toBe(4278 + 1167 + 2773 + 1694);
});

test('who may not is refused, and history stays', async ({ db }) => {
  const { charge } = await billedAccount(db);
  expect(await chargeFee({ db, utility }, charge('special-read', 1), clerk('ana', 'auditor'))).toMatchObject({
    problem: { code: 'access.not-permitted' },
  });
  expect(await chargeFee({ db, utility }, charge('nothing-such', 1), clerk('ana'))).toMatchObject({
    problem: { field: 'kind' },
  });
  expect(await chargeFee({ db, utility }, { ...charge('special-read', 1), reason: '' }, clerk('ana'))).toMatchObject({
    problem: { field: 'reason' },
  });
  await chargeFee({ db, utility }, charge('special-read', 1), clerk('ana'));
  await expect(db.query('update fee_charge set amount_cents = 1')).rejects.toThrow('append-only');
  await expect(db.query('delete from fee_charge')).rejects.toThrow('append-only');
});
