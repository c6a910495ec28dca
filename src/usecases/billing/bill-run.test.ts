import { expect } from 'vitest';
import {
  billThrough,
  cancelRun,
  cycleThrough,
  lastBillOf,
  billingPolicyForTests as policy,
} from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { twoParts } from '../../../test/support/number-shapes.ts';
import { postNow } from '../../../test/support/posting.ts';
import { addReads, type Service, serveAccount } from '../../../test/support/served-accounts.ts';
import { cents } from '../../domain/kernel/index.ts';
import {
  depositEntry,
  isPastDue,
  lateFeeEntry,
  paymentEntry,
  paymentReturnEntry,
} from '../../domain/receivables/index.ts';
import type { Database } from '../../store/database.ts';
import { holdAccounts } from '../../store/receivables/index.ts';
import { correctRead } from '../metering/index.ts';
import { accountBalance, assessLateFees, chargeReturnedPayment, standingOfAccount } from '../receivables/index.ts';
import { importRoster } from '../transition/index.ts';
import { cancelBill, listBills, loadBillDocument, postBillRun, recentRuns, runBillCycle } from './index.ts';

const now = Temporal.Instant.from('2025-05-20T16:00:00Z');
const day = (text: string) => Temporal.PlainDate.from(text);
const aprilToJune: Service = {
  billedBefore: '2025-04-03',
  reads: [
    ['2025-04-03', 100_000],
    ['2025-05-03', 112_000],
    ['2025-06-03', 117_000],
  ],
};

const pay = (db: Database, accountId: number, amount: number) =>
  postNow(
    db,
    paymentEntry({ accountId, amount: cents(amount), on: day('2025-05-20'), memo: 'payment', into: 'cash.processor' }),
    { now, idempotencyKey: `payment:${amount}`, inputHash: String(amount) },
  );

test('the same cycle again changes nothing', async ({ db }) => {
  await serveAccount(db, 1, aprilToJune);
  const first = await runBillCycle(db, cycleThrough('2025-05-05'));
  expect(first).toMatchObject({ billed: 1, newCharges: 4278, run: { state: 'calculated' } });
  expect(await runBillCycle(db, cycleThrough('2025-05-05'))).toMatchObject({ billed: 0, run: { id: first.run?.id } });
  const post = () => postBillRun(db, { runId: first.run?.id ?? 0, policy, now });
  expect(await post()).toEqual({ ok: true, value: 1 });
  expect(await post()).toEqual({ ok: true, value: 0 });
  expect(await runBillCycle(db, cycleThrough('2025-05-05'))).toMatchObject({ billed: 0, run: { id: first.run?.id } });
  expect(await recentRuns(db, 9)).toHaveLength(1);
  expect(await db.query('select task_identifier as task, key from graphile_worker.jobs order by task')).toEqual([
    { task: 'bill-notices', key: `bill-notices:${first.run?.id}` },
    { task: 'print-batch', key: `print-batch:${first.run?.id}` },
    { task: 'schedule-drafts', key: `schedule-drafts:${first.run?.id}` },
  ]);
});

test('two who run and post the same cycle at once bill it once', async ({ db }) => {
  for (const number of [1, 2, 3]) await serveAccount(db, number, aprilToJune);
  const both = await Promise.all([1, 2].map(() => billThrough(db, '2025-05-05')));
  expect(both[0]).toBe(both[1]);
  const [totals] = await db.query<{ bills: number; entries: number }>(
    'select (select count(*) from bill) as bills, (select count(*) from ledger_entry) as entries',
  );
  expect(totals).toEqual({ bills: 3, entries: 3 });
});

test('a run that dies half-way goes on where it stopped', async ({ db }) => {
  for (let number = 1; number <= 6; number += 1) await serveAccount(db, number, aprilToJune);
  let batches = 0;
  const dies = () => {
    batches += 1;
    if (batches === 2) throw new Error('power cut');
  };
  const cycle = { ...cycleThrough('2025-05-05'), batchSize: 2 };
  await expect(runBillCycle(db, { ...cycle, onProgress: dies })).rejects.toThrow('power cut');
  await runBillCycle(db, cycle);
  await billThrough(db, '2025-05-05');
  const [totals] = await db.query<{ bills: number; runs: number }>(
    `select (select count(*) from bill where state = 'posted') as bills, (select count(*) from bill_run) as runs`,
  );
  expect(totals).toEqual({ bills: 6, runs: 1 });
});

test('a dry run calculates and writes nothing', async ({ db }) => {
  await serveAccount(db, 1, aprilToJune);
  const outcome = await runBillCycle(db, { ...cycleThrough('2025-05-05'), dryRun: true });
  expect(outcome).toMatchObject({ billed: 1, newCharges: 4278 });
  expect(await db.query('select from bill_run')).toEqual([]);
});

test('summary of charges: previous balance, payments, balance forward, new charges, amount due', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, aprilToJune);
  await billThrough(db, '2025-05-05');
  await pay(db, accountId, 4000);
  await billThrough(db, '2025-06-05');
  const { number } = await lastBillOf(db, accountId);
  const bill = await loadBillDocument(db, number);
  expect(bill.ok && bill.value.summary).toEqual({
    previousBalance: 4278,
    payments: -4000,
    balanceForward: 278,
    newCharges: 2773,
    amountDue: 3051,
    lateFee: 500,
  });
  expect((await listBills(db, accountId, { limit: 10 })).map((listed) => listed.amountDue)).toEqual([3051, 4278]);
  expect(await listBills(db, accountId, { limit: 10, before: day('2025-06-03') })).toHaveLength(1);
});

test('a payment that arrives between calculation and posting is on the bill', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, aprilToJune);
  await billThrough(db, '2025-05-05');
  const { run } = await runBillCycle(db, cycleThrough('2025-06-05'));
  await pay(db, accountId, 4278);
  await postBillRun(db, { runId: run?.id ?? 0, policy, now });
  const { amountDue } = await lastBillOf(db, accountId);
  expect([amountDue, await accountBalance(db, accountId)]).toEqual([2773, 2773]);
});

test('a cycle whose run was cancelled before it was posted is run again', async ({ db }) => {
  const { meterSerial } = await serveAccount(db, 1, aprilToJune);
  const { run } = await runBillCycle(db, cycleThrough('2025-05-05'));
  expect(await cancelRun(db, run?.id ?? 0)).toMatchObject({ value: { discarded: 1, cancelled: 0, kept: [] } });
  await addReads(db, meterSerial, [['2025-05-04', 112_400]]);
  const again = await runBillCycle(db, cycleThrough('2025-05-05'));
  expect(again).toMatchObject({ billed: 1, run: { supplement: 1, state: 'calculated' } });
  expect(await postBillRun(db, { runId: run?.id ?? 0, policy, now })).toMatchObject({
    problem: { code: 'billing.run-not-possible-now', params: { state: 'cancelled', event: 'post' } },
  });
});

test('drafts are posted, and thrown away, in the order of their periods', async ({ db }) => {
  await serveAccount(db, 1, aprilToJune);
  const may = (await runBillCycle(db, cycleThrough('2025-05-05'))).run?.id ?? 0;
  const june = (await runBillCycle(db, cycleThrough('2025-06-05'))).run?.id ?? 0;
  expect(await postBillRun(db, { runId: june, policy, now })).toMatchObject({
    problem: { code: 'billing.posted-out-of-order', params: { bills: 1 } },
  });
  expect(await cancelRun(db, may)).toMatchObject({ problem: { code: 'billing.discarded-out-of-order' } });
  expect(await db.query(`select from bill where state = 'draft'`)).toHaveLength(2);
  expect(await cancelRun(db, june)).toMatchObject({ value: { discarded: 1 } });
  expect(await cancelRun(db, may)).toMatchObject({ value: { discarded: 1 } });
});

test('cancel and bill again: the entry is reversed, and a supplement bills the corrected read', async ({ db }) => {
  const { accountId, meterSerial } = await serveAccount(db, 1, aprilToJune);
  const firstRun = await billThrough(db, '2025-05-05');
  await correctRead(db, { meterSerial, on: day('2025-05-03'), count: 105_000, source: 'looked again', now });
  const wrong = await lastBillOf(db, accountId);
  const cancellation = { number: wrong.number, reason: 'misread', on: day('2025-05-08'), now };
  expect(await cancelBill(db, cancellation)).toMatchObject({ value: { state: 'cancelled' } });
  expect(await accountBalance(db, accountId)).toBe(0);
  expect(await cancelBill(db, cancellation)).toMatchObject({ problem: { code: 'billing.not-possible-now' } });

  expect(await billThrough(db, '2025-05-05')).not.toBe(firstRun);
  const right = await lastBillOf(db, accountId);
  expect(right).toMatchObject({ newCharges: 2773, amountDue: 2773 });
  expect(await accountBalance(db, accountId)).toBe(2773);
  const cancelled = await loadBillDocument(db, wrong.number);
  expect(cancelled.ok && cancelled.value.cancelled).toBe(true);
  expect((await listBills(db, accountId, { limit: 9 })).map((bill) => bill.state)).toEqual(['posted', 'cancelled']);
});

test('only the newest bill can be cancelled', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, aprilToJune);
  await billThrough(db, '2025-05-05');
  const may = await lastBillOf(db, accountId);
  await billThrough(db, '2025-06-05');
  const cancellation = { number: may.number, reason: 'misread', on: day('2025-06-08'), now };
  expect(await cancelBill(db, cancellation)).toMatchObject({ problem: { code: 'billing.cancelled-out-of-order' } });
});

test('the database refuses to change or delete a posted bill, its lines or its reads', async ({ db }) => {
  await serveAccount(db, 1, aprilToJune);
  await billThrough(db, '2025-05-05');
  for (const statement of [
    'update bill set amount_due_cents = 0, payments_cents = -4278, balance_forward_cents = -4278',
    "update bill set state = 'draft', ledger_entry_id = null",
    'delete from bill',
    'update bill_line set amount_cents = 0',
    'delete from bill_line',
    'delete from bill_read',
  ]) {
    await expect(db.query(statement), statement).rejects.toThrow(/cancel it and bill again|append-only/);
  }
});

test('a late fee is posted once, unless it is held, and the next bill prints it among the new charges', async ({
  db,
}) => {
  const late = await serveAccount(db, 1, aprilToJune);
  const held = await serveAccount(db, 2, aprilToJune);
  const paid = await serveAccount(db, 3, aprilToJune);
  await billThrough(db, '2025-05-05');
  await pay(db, paid.accountId, 4278);
  await db.query(
    `insert into late_fee_hold (account_id, until_on, reason, created_at) values ($1, '2025-06-20', 'move', $2)`,
    [held.accountId, now],
  );
  const assess = (today: string) => assessLateFees(db, { policy: policy.lateFee, today: day(today), now });
  // Issued 7 May, due 28 May, late enough from 7 June.
  expect(await assess('2025-06-06')).toEqual({ ok: true, value: [] });
  expect(await assess('2025-06-07')).toMatchObject({ value: [{ isNew: true }] });
  expect(await assess('2025-06-08')).toEqual({ ok: true, value: [] });
  const balances = [late, held, paid].map(({ accountId }) => accountBalance(db, accountId));
  expect(await Promise.all(balances)).toEqual([4778, 4278, 0]);

  await billThrough(db, '2025-06-08');
  const bill = await loadBillDocument(db, (await lastBillOf(db, late.accountId)).number);
  expect(bill.ok && bill.value.summary).toMatchObject({
    previousBalance: 4278,
    payments: 0,
    balanceForward: 4278,
    newCharges: 3273,
    amountDue: 7551,
  });
  expect(bill.ok && bill.value.lines.at(-1)).toMatchObject({ part: 'late_fee', amount: 500 });
  expect(await accountBalance(db, late.accountId)).toBe(7551);
  expect(await assess('2025-06-21')).toMatchObject({ value: [{ isNew: true }] });
});

test('a final bill gives the deposit back', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, {
    billedBefore: '2025-04-03',
    closedOn: '2025-05-03',
    reads: [
      ['2025-04-03', 100_000],
      ['2025-05-03', 112_000],
    ],
  });
  const deposit = depositEntry({
    accountId,
    amount: cents(9000),
    on: day('2025-01-02'),
    memo: 'deposit',
    into: 'cash.counter',
  });
  await postNow(db, deposit, { now, idempotencyKey: 'deposit:1', inputHash: 'h' });
  await billThrough(db, '2025-05-05');
  const bill = await lastBillOf(db, accountId);
  expect(bill).toMatchObject({ kind: 'final', newCharges: -4722, amountDue: -4722 });
  const document = await loadBillDocument(db, bill.number);
  expect(document.ok && document.value.lines.at(-1)).toMatchObject({
    part: 'deposit_credit',
    amount: -9000,
    explanation: { because: [{ name: 'deposit-final', values: { amount: 9000, taken: '2025-01-02' } }] },
  });
  expect(await accountBalance(db, accountId)).toBe(-4722);
  expect(await runBillCycle(db, cycleThrough('2025-06-05'))).toMatchObject({ billed: 0 });
});

test('what is due, and whether it is late', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, aprilToJune);
  expect(await standingOfAccount(db, accountId)).toEqual({
    ...{ balance: 0, withNextBill: 0, chargedSince: 0, credit: 0, inFlight: 0 },
  });
  await billThrough(db, '2025-05-05');
  await pay(db, accountId, 1000);
  const owing = await standingOfAccount(db, accountId);
  expect(owing).toMatchObject({ balance: 3278, due: { owed: 3278, dueOn: day('2025-05-28') }, withNextBill: 0 });
  expect(isPastDue(owing, day('2025-05-28'))).toBe(false);
  expect(isPastDue(owing, day('2025-05-29'))).toBe(true);
  await pay(db, accountId, 3278);
  const paid = await standingOfAccount(db, accountId);
  expect(paid).toMatchObject({ bill: { owed: 0 } });
  expect(paid.due).toBeUndefined();
  expect(isPastDue(paid, day('2025-05-29'))).toBe(false);
});

test('a bill paid with more than it asks, then a fee: the fee is due with the next bill, and nothing now', async ({
  db,
}) => {
  const { accountId } = await serveAccount(db, 1, aprilToJune);
  await billThrough(db, '2025-05-05');
  await pay(db, accountId, 4278 + 3000);
  const fee = { name: { es: 'Cargo', en: 'Fee' }, amount: cents(7500), sample: true };
  const charged = { fee, on: day('2025-05-21'), now };
  await holdAccounts(db, [accountId], (books) =>
    chargeReturnedPayment(books, { id: 0, accountId, reference: 'r' }, charged),
  );
  const standing = await standingOfAccount(db, accountId);
  expect(standing).toMatchObject({ balance: 4500, bill: { owed: 0 }, withNextBill: 4500 });
  expect(standing.due).toBeUndefined();
});

test('each bill after the cut-over says what lapsed for its account, and keeps saying it', async ({ db }) => {
  const accounts: number[] = [];
  for (const number of [1, 2, 3, 4, 5]) accounts.push((await serveAccount(db, number, aprilToJune)).accountId);
  const move = {
    ...{ cutOver: Temporal.Instant.from('2025-05-06T07:00:00Z'), timeZone: 'America/Los_Angeles' },
    ...{ leadHours: 24, lastDraftDays: 5, numbers: twoParts },
  };
  const roster = ['1,yes,no', '2,no,yes', '3,yes,yes', '4,no,no'].map((line) => {
    const [number = '', ...had] = line.split(',');
    return [`0000000${number}-000000${number}`, ...had].join(',');
  });
  const request = { dryRun: false, now, policy: move, by: 'cli', fileName: 'roster.csv' };
  const bytes = new TextEncoder().encode(['account_number,autopay,ebill', ...roster, ''].join('\n'));
  await importRoster(db, { ...request, bytes });
  const cycle = cycleThrough('2025-05-05');
  const { run } = await runBillCycle(db, cycle);
  expect(await postBillRun(db, { runId: run?.id ?? 0, policy: { ...policy, move }, now: cycle.now })).toMatchObject({
    ok: true,
  });
  const notes = async () => {
    const found = [];
    for (const accountId of accounts) {
      const bill = await loadBillDocument(db, (await lastBillOf(db, accountId)).number);
      const note = bill.ok ? bill.value.moveNote : undefined;
      found.push([note?.autopay, note?.ebill, note?.hadLogin, note?.registerBy.toString()].join(' '));
    }
    return found;
  };
  const said = await notes();
  const [registerBy] = said[0]?.split(' ').slice(3) ?? [];
  expect(said).toEqual([
    `lapsed none true ${registerBy}`,
    `none lapsed true ${registerBy}`,
    `lapsed lapsed true ${registerBy}`,
    `none none true ${registerBy}`,
    `none none false ${registerBy}`,
  ]);
  await db.query('update roster_entry set had_autopay = false');
  expect(await notes()).toEqual(said);
});

test('e-bill lapses to paper at the cut-over, and the bill says why', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, aprilToJune);
  const roster = 'account_number,autopay,ebill\n00000001-0000001,no,yes\n';
  const request = {
    dryRun: false,
    now,
    policy: {
      cutOver: Temporal.Instant.from('2025-05-06T07:00:00Z'),
      timeZone: 'America/Los_Angeles',
      numbers: twoParts,
    },
    by: 'cli',
    fileName: 'roster.csv',
  };
  await importRoster(db, { ...request, bytes: new TextEncoder().encode(roster) });
  await billThrough(db, '2025-05-03', '2025-05-06');
  expect(await lastBillOf(db, accountId)).toMatchObject({ delivery: 'ebill', deliveryReason: 'ebill-by-old-portal' });
  await billThrough(db, '2025-06-05', '2025-05-06');
  expect(await lastBillOf(db, accountId)).toMatchObject({
    delivery: 'paper',
    deliveryReason: 'ebill-lapsed-at-cut-over',
  });
});

test('a payment that came back is owed of the bill again; a late fee on top is not part of the bill', async ({
  db,
}) => {
  const { accountId } = await serveAccount(db, 1, aprilToJune);
  await billThrough(db, '2025-05-05');
  await pay(db, accountId, 4278);
  const back = paymentReturnEntry({
    accountId,
    amount: cents(4278),
    on: day('2025-05-20'),
    memo: 'returned',
    outOf: 'cash.counter',
  });
  await postNow(db, back, { now, idempotencyKey: 'return:1', inputHash: 'h' });
  const returned = await standingOfAccount(db, accountId);
  expect(returned).toMatchObject({ due: { owed: 4278 } });
  expect(isPastDue(returned, day('2025-05-29'))).toBe(true);
  const fee = lateFeeEntry({ accountId, amount: cents(500), on: day('2025-06-07'), memo: 'late fee' });
  await postNow(db, fee, { now, idempotencyKey: 'fee:1', inputHash: 'h' });
  expect(await standingOfAccount(db, accountId)).toMatchObject({
    balance: 4778,
    due: { owed: 4278 },
    withNextBill: 500,
  });
  await pay(db, accountId, 4000);
  await pay(db, accountId, 278);
  expect(await standingOfAccount(db, accountId)).toMatchObject({ balance: 500, bill: { owed: 0 }, withNextBill: 500 });
});
