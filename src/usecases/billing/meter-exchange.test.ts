import { expect } from 'vitest';
import { billThrough, cycleThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { addReads, exchangeMeter, serveAccount } from '../../../test/support/served-accounts.ts';
import type { Database } from '../../store/database.ts';
import { loadBillDocument, runBillCycle } from './index.ts';

async function reads(db: Database, accountId: number) {
  const document = await loadBillDocument(db, (await lastBillOf(db, accountId)).number);
  return document.ok && document.value.reads.map(({ meterSerial, usedCount }) => [meterSerial, usedCount]);
}

const served = (db: Database, read: readonly (readonly [string, number])[] = []) =>
  serveAccount(db, 1, { billedBefore: '2025-04-05', reads: [['2025-04-05', 100_000], ...read] });

test('exchanged the day after the read: the month is that of the meter that served', async ({ db }) => {
  const account = await served(db, [['2025-05-05', 112_000]]);
  await exchangeMeter(db, account, { on: '2025-05-06', removedCount: 112_300, newSerial: 'MW-NEW' });
  await billThrough(db, '2025-05-05');
  expect((await lastBillOf(db, account.accountId)).newCharges).toBe(4278);
  await addReads(db, 'MW-NEW', [['2025-06-05', 4700]]);
  await billThrough(db, '2025-06-05');
  expect(await reads(db, account.accountId)).toEqual([
    ['MW-1', 300],
    ['MW-NEW', 4700],
  ]);
});

test('read, then exchanged in the last days: the read closes the month, and the exchange is on the next', async ({
  db,
}) => {
  const account = await served(db, [['2025-05-03', 112_000]]);
  await exchangeMeter(db, account, { on: '2025-05-04', removedCount: 112_300, newSerial: 'MW-NEW' });
  await billThrough(db, '2025-05-05');
  expect((await lastBillOf(db, account.accountId)).newCharges).toBe(4278);
  await addReads(db, 'MW-NEW', [['2025-06-03', 4700]]);
  await billThrough(db, '2025-06-05');
  expect(await reads(db, account.accountId)).toEqual([
    ['MW-1', 300],
    ['MW-NEW', 4700],
  ]);
});

test('exchanged the day before the read day, the new one not read yet: the old one closes the month', async ({
  db,
}) => {
  const account = await served(db);
  await exchangeMeter(db, account, { on: '2025-05-04', removedCount: 112_000, newSerial: 'MW-NEW' });
  await billThrough(db, '2025-05-05');
  expect((await lastBillOf(db, account.accountId)).newCharges).toBe(4278);
  await addReads(db, 'MW-NEW', [['2025-06-05', 5000]]);
  await billThrough(db, '2025-06-05');
  expect(await reads(db, account.accountId)).toEqual([['MW-NEW', 5000]]);
});

test('exchanged two weeks before and never read: estimated as the meter before it ran', async ({ db }) => {
  const account = await served(db);
  await exchangeMeter(db, account, { on: '2025-04-20', removedCount: 106_000, newSerial: 'MW-NEW' });
  await billThrough(db, '2025-05-05');
  expect(await reads(db, account.accountId)).toEqual([
    ['MW-1', 6000],
    ['MW-NEW', 6000],
  ]);
  expect((await lastBillOf(db, account.accountId)).newCharges).toBe(4278);
});

test('told late, after an estimate over the exchange: the old meter gives back, the new one is billed from its first day', async ({
  db,
}) => {
  const account = await serveAccount(db, 1, {
    billedBefore: '2025-04-05',
    reads: [
      ['2025-03-06', 88_000],
      ['2025-04-05', 100_000],
    ],
  });
  await billThrough(db, '2025-05-05');
  await exchangeMeter(db, account, { on: '2025-04-30', removedCount: 106_000, newSerial: 'MW-NEW' });
  await addReads(db, 'MW-NEW', [['2025-06-05', 6000]]);
  await billThrough(db, '2025-06-05');
  expect(await reads(db, account.accountId)).toEqual([
    ['MW-1', -6000],
    ['MW-NEW', 6000],
  ]);
  const [sum] = await db.query<{ cents: number }>('select sum(new_charges_cents)::bigint as cents from bill');
  // 12,000 gallons in two months: twice 21.78, 10 at 1.19, 2 at 2.15.
  expect(sum?.cents).toBe(5976);
});

test('two exchanges within the last days of a month lose no count', async ({ db }) => {
  const account = await served(db, [['2025-05-02', 112_000]]);
  await exchangeMeter(db, account, { on: '2025-05-03', removedCount: 112_100, newSerial: 'MW-B' });
  await exchangeMeter(
    db,
    { ...account, meterSerial: 'MW-B' },
    { on: '2025-05-04', removedCount: 200, newSerial: 'MW-C' },
  );
  await billThrough(db, '2025-05-05');
  await addReads(db, 'MW-C', [['2025-06-05', 4000]]);
  await billThrough(db, '2025-06-05');
  const [sum] = await db.query<{ used: number }>('select sum(used_count)::bigint as used from bill_read');
  expect(sum?.used).toBe(12_100 + 200 + 4000);
});

test('an account whose meter is set after the period waits for it', async ({ db }) => {
  const account = await serveAccount(db, 1, { openedOn: '2025-04-20', reads: [] });
  await db.query(`update meter_installation set installed_on = '2025-05-08'`);
  const { exceptions } = await runBillCycle(db, cycleThrough('2025-05-05'));
  expect(exceptions).toMatchObject([{ accountId: account.accountId, problem: { code: 'metering.no-meter' } }]);
});
