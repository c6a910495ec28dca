import { expect } from 'vitest';
import {
  billThrough,
  cycleThrough,
  lastBillOf,
  billingPolicyForTests as policy,
} from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { postNow } from '../../../test/support/posting.ts';
import { addReads, serveAccount } from '../../../test/support/served-accounts.ts';
import { cents } from '../../domain/kernel/index.ts';
import { depositEntry } from '../../domain/receivables/index.ts';
import type { Database, DatabasePool } from '../../store/database.ts';
import { accountBalance } from '../receivables/index.ts';
import { cancelBill, loadBillDocument, postBillRun, runBillCycle } from './index.ts';

const now = Temporal.Instant.from('2025-06-20T16:00:00Z');
const day = (text: string) => Temporal.PlainDate.from(text);

async function withDeposit(db: Database, closedOn?: string) {
  const served = await serveAccount(db, 1, {
    billedBefore: '2025-04-05',
    reads: [
      ['2025-04-05', 100_000],
      ['2025-05-05', 112_000],
    ],
  });
  const { accountId } = served;
  const deposit = {
    accountId,
    amount: cents(9000),
    on: day('2025-01-02'),
    memo: 'deposit',
    into: 'cash.counter',
  } as const;
  await postNow(db, depositEntry(deposit), { now, idempotencyKey: 'deposit:1', inputHash: 'h' });
  if (closedOn !== undefined) await close(db, accountId, closedOn);
  return served;
}

const close = (db: Database, accountId: number, on: string) =>
  db.query('update account set closed_on = $2 where id = $1', [accountId, on]);

async function finalBill(db: DatabasePool, accountId: number, through = '2025-06-05') {
  const cycle = cycleThrough(through);
  const { run, exceptions } = await runBillCycle(db, cycle);
  if (run !== undefined) expect(await postBillRun(db, { runId: run.id, policy, now })).toMatchObject({ ok: true });
  const header = await lastBillOf(db, accountId);
  const document = await loadBillDocument(db, header.number);
  return { header, exceptions, lines: document.ok ? document.value.lines : [] };
}

test('closed on a day that was billed already: a final bill without new days gives the deposit back', async ({
  db,
}) => {
  const { accountId } = await withDeposit(db);
  await billThrough(db, '2025-05-05');
  await close(db, accountId, '2025-05-05');
  const { header, lines } = await finalBill(db, accountId);
  expect(header).toMatchObject({ kind: 'final', newCharges: -9000, amountDue: -4722 });
  expect(lines.map(({ part }) => part)).toEqual(['deposit_credit']);
  expect(await accountBalance(db, accountId)).toBe(-4722);
  expect(await runBillCycle(db, cycleThrough('2025-07-05'))).toMatchObject({ billed: 0, exceptions: [] });
});

test('without a deposit the final bill charges nothing, and can be cancelled', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, {
    billedBefore: '2025-04-05',
    reads: [
      ['2025-04-05', 100_000],
      ['2025-05-05', 112_000],
    ],
  });
  await billThrough(db, '2025-05-05');
  await close(db, accountId, '2025-05-05');
  const { header } = await finalBill(db, accountId);
  expect(header).toMatchObject({ kind: 'final', newCharges: 0, amountDue: 4278 });
  const cancelled = await cancelBill(db, {
    number: header.number,
    reason: 'closed by mistake',
    on: day('2025-06-20'),
    now,
  });
  expect(cancelled).toMatchObject({ ok: true, value: { state: 'cancelled' } });
  expect(await accountBalance(db, accountId)).toBe(4278);
});

test('closed before the end of what was billed: the days after it are taken back', async ({ db }) => {
  const { accountId, meterSerial } = await withDeposit(db);
  await billThrough(db, '2025-05-05');
  await addReads(db, meterSerial, [['2025-04-20', 106_000]]);
  await close(db, accountId, '2025-04-20');
  const { header, lines } = await finalBill(db, accountId);
  // Fifteen days of 30: 10.44 and 0.45, 2,500 gallons at 1.19 and 3,500 at 2.15.
  const right = 1044 + 45 + 298 + 753;
  expect(header).toMatchObject({ kind: 'final', newCharges: right - 4278 - 9000 });
  expect(lines.map(({ part }) => part)).toEqual(['estimate_correction', 'deposit_credit']);
});

test('closed before the last bill began: that bill is to be cancelled, and then the final bill comes', async ({
  db,
}) => {
  const { accountId } = await withDeposit(db);
  await billThrough(db, '2025-05-05');
  await db.query(`insert into register_read (meter_id, read_on, count, quality, source, received_at)
    select id, '2025-06-05', 118000, 'measured', 'test', now() from meter`);
  await billThrough(db, '2025-06-05');
  await close(db, accountId, '2025-05-01');
  const asked = await finalBill(db, accountId, '2025-07-05');
  expect(asked.exceptions).toMatchObject([{ accountId, problem: { code: 'billing.billed-past-closing' } }]);
  await cancelBill(db, { number: asked.header.number, reason: 'closed before', on: day('2025-06-20'), now });
  const { header, exceptions } = await finalBill(db, accountId, '2025-07-05');
  expect(exceptions).toEqual([]);
  expect(header).toMatchObject({ kind: 'final' });
});

test('the system before billed the account to its end and left its deposit: the final bill gives it back', async ({
  db,
}) => {
  const { accountId } = await withDeposit(db, '2025-04-05');
  const { header } = await finalBill(db, accountId);
  expect(header).toMatchObject({ kind: 'final', newCharges: -9000 });
});

test('an account that the system before billed to its end, with nothing held, has no more bills', async ({ db }) => {
  await serveAccount(db, 1, { billedBefore: '2025-04-05', closedOn: '2025-04-05', reads: [['2025-04-05', 1]] });
  expect(await runBillCycle(db, cycleThrough('2025-05-05'))).toMatchObject({ billed: 0, exceptions: [] });
});
