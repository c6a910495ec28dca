import { expect } from 'vitest';
import { billingPolicyForTests, billThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { medfordRates } from '../../../test/support/medford-rates.ts';
import { exchangeMeter, serveAccount } from '../../../test/support/served-accounts.ts';
import type { Database } from '../../store/database.ts';
import { loadBillDocument } from '../billing/index.ts';
import { type ComparedBill, loadBillChange } from './index.ts';

async function changesOf(db: Database, accountId: number) {
  const bill = await loadBillDocument(db, (await lastBillOf(db, accountId)).number);
  if (!bill.ok) throw new Error(bill.problem.code);
  return loadBillChange(db, bill.value, {
    rates: medfordRates,
    policy: billingPolicyForTests,
    zone: 'America/Los_Angeles',
  });
}

const inWords = (compared: ComparedBill | undefined) =>
  compared?.change.ok === true
    ? compared.change.value.parts.map(({ kind, amount }) => `${kind} ${(amount / 100).toFixed(2)}`).join(', ')
    : compared?.change.problem.code;

test('a posted bill against the last one and against a year ago, over a change of prices', async ({ db }) => {
  const dates = Array.from({ length: 14 }, (_, month) => Temporal.PlainDate.from('2024-04-03').add({ months: month }));
  const { accountId } = await serveAccount(db, 1, {
    billedBefore: '2024-04-03',
    reads: dates.map((on, month) => [on.toString(), 100_000 + month * 12_000] as const),
  });
  await billThrough(db, '2024-05-05');
  expect(await changesOf(db, accountId)).toEqual({});
  for (const on of dates.slice(2)) await billThrough(db, on.add({ days: 2 }).toString());
  const { last, yearAgo } = await changesOf(db, accountId);
  // 30 days for 31 are 387 gallons less at the same pace, all in the second tier, which were used all the same.
  expect(inWords(last)).toBe('days -0.83, use 0.83, rate 0.00, fees 0.00');
  expect(last?.change).toMatchObject({ value: { days: { before: 31, now: 30 } } });
  expect(inWords(yearAgo)).toBe('days 0.00, use 0.00, rate 5.62, fees 0.00');
  expect(yearAgo?.issuedOn.toString()).toBe('2024-05-07');
});

test('a meter exchanged for another between the bills, and a bill whose rates are gone', async ({ db }) => {
  const served = await serveAccount(db, 1, {
    billedBefore: '2025-04-03',
    reads: [
      ['2025-04-03', 100_000],
      ['2025-05-03', 112_000],
    ],
  });
  await billThrough(db, '2025-05-05');
  await exchangeMeter(db, served, { on: '2025-05-20', removedCount: 120_000, newSerial: 'NEW-1' });
  await db.query(
    `insert into register_read (meter_id, read_on, count, quality, source, received_at)
     select id, '2025-06-03', 5000, 'measured', 'test', '2025-06-03T00:00Z' from meter where serial = 'NEW-1'`,
  );
  await billThrough(db, '2025-06-05');
  // 8,000 on the old register and 5,000 on the new one.
  expect(inWords((await changesOf(db, served.accountId)).last)).toBe('days 0.86, use 1.29, rate 0.00, fees 0.00');
  const { number } = await lastBillOf(db, served.accountId);
  const bill = await loadBillDocument(db, number);
  if (!bill.ok) throw new Error(bill.problem.code);
  const { last } = await loadBillChange(db, bill.value, {
    rates: () => [],
    policy: billingPolicyForTests,
    zone: 'America/Los_Angeles',
  });
  expect(inWords(last)).toBe('billing.no-rate-for-class');
});
