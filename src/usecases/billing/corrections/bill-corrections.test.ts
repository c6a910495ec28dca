import { describe, expect } from 'vitest';
import {
  billHoursThrough as bill,
  billedFromHours,
  correctHours as corrected,
  newestBill as lastBill,
  may20,
  billingSetting as setting,
  spanBilled as span,
} from '../../../../test/support/billed-hours.ts';
import { test } from '../../../../test/support/database.ts';
import { householdHours, meterIdOf, storeHours } from '../../../../test/support/hourly-use.ts';
import { serveAccount } from '../../../../test/support/served-accounts.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { referenceUtility } from '../../../../test/support/web.ts';
import { hourQuality } from '../../../domain/metering/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { accountBalance } from '../../receivables/index.ts';
import { validateReads } from '../../validation/index.ts';
import { answerCorrection, compareBills, findCorrection, listCorrections, loadBillDocument } from '../index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const waiting = { waits: true, limit: 50 };
const others = { ...waiting, waits: false };

async function answer(db: DatabasePool, kind: 'rebill' | 'carry' | 'stand', more: object = {}) {
  await staffSignedIn(db, 'billing');
  const [waits] = (await listCorrections(db, waiting)).rows;
  if (waits === undefined) throw new Error('nothing waits');
  return answerCorrection(db, setting, {
    ...{ billId: waits.billId, kind, reason: 'The meter was looked at.', seen: waits.difference },
    by: { staffId: 'staff-billing', role: 'billing', now: may20, address: '192.0.2.1' },
    ...more,
  });
}

test('hours that a file corrects after the bill are found once, with what they would cost to the cent', async ({
  db,
}) => {
  const { meterId, use } = await billedFromHours(db);
  expect(await compareBills(db, setting, { meterId, now: may20 })).toBe(0);
  expect(await corrected(db, meterId, use, 2000)).toBe(1);
  expect(await compareBills(db, setting, { meterId, now: may20 })).toBe(1);
  const found = (await listCorrections(db, waiting)).rows;
  // Two thousand gallons more in the second tier, at $2.15 a thousand.
  const difference = { gallons: 2000, amount: 430 };
  expect(found).toMatchObject([{ state: 'waits', difference, hasLater: false, meters: ['MW-1'] }]);
  expect(await corrected(db, meterId, use, 0)).toBe(0);
  expect((await listCorrections(db, waiting)).rows).toEqual([]);
  expect(await findCorrection(db, found[0]?.billId ?? 0)).toMatchObject({ state: 'gone', difference: { gallons: 0 } });
});

test('the scan of the meters asks for the bills to be compared, and for no others', async ({ db }) => {
  const { meterId, use } = await billedFromHours(db);
  const jobs = () => db.query(`select from graphile_worker.jobs where task_identifier = 'compare-bills'`);
  const scan = () => validateReads(db, referenceUtility, { now: may20 });
  await scan();
  expect(await jobs()).toEqual([]);
  const counts = use.counts.map((count, hour) => (hour === 1000 ? count + 1000 : count));
  await storeHours(db, meterId, { ...use, counts });
  await scan();
  await scan();
  expect(await jobs()).toHaveLength(1);
});

describe('the analyst', () => {
  test('bills again: the old bill is cancelled, the new one is owed to the cent, and the way back is another', async ({
    db,
  }) => {
    const { meterId, use } = await billedFromHours(db);
    const wrong = await lastBill(db);
    await corrected(db, meterId, use, 2000);
    const [waits] = (await listCorrections(db, waiting)).rows;
    const done = await answer(db, 'rebill');
    expect(done.ok).toBe(true);
    const right = await lastBill(db);
    expect(done).toMatchObject({ value: right.number });
    expect(right.newCharges - wrong.newCharges).toBe(waits?.difference.amount);
    expect(right.usageGallons - wrong.usageGallons).toBe(2000);
    expect(await accountBalance(db, 1)).toBe(right.newCharges);
    const cancelled = await loadBillDocument(db, wrong.number);
    expect(cancelled.ok && cancelled.value.cancelled).toBe(true);
    const again = { billId: waits?.billId, seen: waits?.difference };
    expect((await listCorrections(db, waiting)).rows).toEqual([]);
    expect(await compareBills(db, setting, { meterId, now: may20 })).toBe(0);
    await corrected(db, meterId, use, 0);
    expect((await listCorrections(db, waiting)).rows).toMatchObject([
      { number: right.number, difference: { gallons: -2000 } },
    ]);
    expect(await answer(db, 'rebill', again)).toMatchObject({ problem: { code: 'billing.correction-answered' } });
    expect((await answer(db, 'rebill')).ok).toBe(true);
    expect(await accountBalance(db, 1)).toBe(wrong.newCharges);
    const told = await db.query(`select from graphile_worker.jobs where task_identifier = 'bill-notices'`);
    expect(told).toHaveLength(3);
    expect((await listCorrections(db, others)).rows).toMatchObject([
      { state: 'rebilled', decisions: [{ kind: 'rebill', rebilled: (await lastBill(db)).number }] },
      { state: 'rebilled', decisions: [{ kind: 'rebill', rebilled: right.number, staffName: 'Simulated billing' }] },
    ]);
  });

  test('lets it stand with a reason, is not asked of the same again, and is of another', async ({ db }) => {
    const { meterId, use } = await billedFromHours(db);
    await corrected(db, meterId, use, 2000);
    expect(await answer(db, 'stand', { reason: '' })).toMatchObject({ problem: { code: 'billing.reason-missing' } });
    expect((await answer(db, 'stand')).ok).toBe(true);
    await compareBills(db, setting, { meterId, now: may20 });
    expect((await listCorrections(db, waiting)).rows).toEqual([]);
    await corrected(db, meterId, use, 3000);
    expect((await listCorrections(db, waiting)).rows).toMatchObject([{ difference: { gallons: 3000 } }]);
    const june = await bill(db, '2025-06-05');
    const read = await loadBillDocument(db, june.number);
    expect(read.ok && read.value.reads[0]?.from.on).toEqual(day('2025-05-05'));
  });

  test('cannot bill again what a newer bill goes on from, and carries it to the next read', async ({ db }) => {
    const { meterId, use } = await billedFromHours(db);
    const expected = await bill(db, '2025-06-05');
    await corrected(db, meterId, use, 2000);
    expect((await listCorrections(db, waiting)).rows).toMatchObject([
      { hasLater: true, difference: { gallons: 2000 } },
    ]);
    expect(await answer(db, 'rebill')).toMatchObject({ problem: { code: 'billing.cancelled-out-of-order' } });
    expect(await lastBill(db)).toEqual(expected);
    expect((await answer(db, 'carry')).ok).toBe(true);
    const july = await bill(db, '2025-07-05');
    const since = span.dayStart.slice(
      span.firstDay.until(day('2025-06-05')).days,
      span.firstDay.until(day('2025-07-06')).days,
    );
    const ran = use.counts.subarray(since[0], since.at(-1)).reduce((sum, count) => sum + count, 0) / 10;
    expect(Math.abs(july.usageGallons - ran - 2000)).toBeLessThanOrEqual(1);
    expect(await compareBills(db, setting, { meterId, now: may20 })).toBe(0);
  });

  test('is not asked of a difference that was not there, nor without the permission', async ({ db }) => {
    const { meterId, use } = await billedFromHours(db);
    await corrected(db, meterId, use, 2000);
    const seen = (await listCorrections(db, waiting)).rows[0]?.difference;
    const counts = use.counts.map((count, hour) => (hour === 1000 ? count + 25_000 : count));
    await storeHours(db, meterId, { ...use, counts });
    expect(await answer(db, 'stand', { seen })).toMatchObject({ problem: { code: 'billing.correction-changed' } });
    expect((await listCorrections(db, waiting)).rows).toMatchObject([{ difference: { gallons: 2500 } }]);
    const csr = { staffId: 'staff-billing', role: 'csr', now: may20, address: '192.0.2.1' };
    expect(await answer(db, 'stand', { by: csr })).toMatchObject({ problem: { code: 'access.not-permitted' } });
  });
});

test('a small difference goes to the next read, and no further', async ({ db }) => {
  const { meterId, use } = await billedFromHours(db);
  await corrected(db, meterId, use, 100);
  expect((await listCorrections(db, waiting)).rows).toEqual([]);
  expect((await listCorrections(db, others)).rows).toMatchObject([{ state: 'carried', difference: { gallons: 100 } }]);
  const june = await bill(db, '2025-06-05');
  const document = await loadBillDocument(db, june.number);
  expect(document.ok && document.value.reads[0]).toMatchObject({
    to: { quality: 'hourly', fromHours: { hours: 63 * 24 } },
  });
  expect(await compareBills(db, setting, { meterId, now: may20 })).toBe(0);
  const july = await bill(db, '2025-07-05');
  const next = await loadBillDocument(db, july.number);
  expect(next.ok && next.value.reads[0]?.to.fromHours?.hours).toBe(30 * 24);
});

test('late reads of hours that were estimated are found as well', async ({ db }) => {
  await serveAccount(db, 1, { billedBefore: '2025-04-03', reads: [['2025-04-03', 100_000]] });
  const meterId = await meterIdOf(db, 'MW-1');
  const use = householdHours(span);
  const hole = { ...use, counts: use.counts.slice(), quality: use.quality.slice() };
  hole.counts.fill(0, 800, 850);
  hole.quality.fill(hourQuality.missing, 800, 850);
  await storeHours(db, meterId, hole);
  await bill(db, '2025-05-05');
  expect(await compareBills(db, setting, { meterId, now: may20 })).toBe(0);
  const late = use.counts.map((count, hour) => (hour >= 800 && hour < 850 ? count + 600 : count));
  await storeHours(db, meterId, { ...use, counts: late });
  await validateReads(db, referenceUtility, { now: may20 });
  expect(await db.query(`select from graphile_worker.jobs where task_identifier = 'compare-bills'`)).toHaveLength(1);
  await compareBills(db, setting, { meterId, now: may20 });
  expect((await listCorrections(db, waiting)).rows[0]?.difference.gallons).toBeGreaterThan(2500);
});
