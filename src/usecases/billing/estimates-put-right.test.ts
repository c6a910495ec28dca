import { describe, expect } from 'vitest';
import { billThrough, cycleThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { addReads, serveAccount } from '../../../test/support/served-accounts.ts';
import type { Database } from '../../store/database.ts';
import { correctRead } from '../metering/index.ts';
import { loadBillDocument, runBillCycle } from './index.ts';

const now = Temporal.Instant.from('2025-09-07T16:00:00Z');

async function charged(db: Database, accountId: number) {
  const { number, newCharges } = await lastBillOf(db, accountId);
  const document = await loadBillDocument(db, number);
  if (!document.ok) throw new Error(document.problem.code);
  return { cents: newCharges, bill: document.value };
}

describe('the next real read puts right what was estimated', () => {
  test('estimated too high from last year: the month after gives it back, both months at their own tiers', async ({
    db,
  }) => {
    const { accountId, meterSerial } = await serveAccount(db, 1, {
      billedBefore: '2025-07-05',
      reads: [
        ['2024-07-05', 10_000],
        ['2024-08-05', 45_093],
        ['2025-07-05', 100_000],
      ],
    });
    await billThrough(db, '2025-08-05');
    const july = await charged(db, accountId);
    expect(july.bill.estimated).toBe(true);
    await addReads(db, meterSerial, [['2025-09-05', 108_000]]);
    await billThrough(db, '2025-09-05');
    const august = await charged(db, accountId);
    expect(august.cents).toBeLessThan(-3900);
    expect(july.cents + august.cents).toBe(5308);
    expect(august.bill.lines.find(({ part }) => part === 'estimate_correction')).toMatchObject({
      explanation: { because: [{ name: 'estimates-put-right', values: { gallons: 8000, right: 5308 } }] },
    });
    await addReads(db, meterSerial, [['2025-10-05', 113_000]]);
    await billThrough(db, '2025-10-05');
    expect((await charged(db, accountId)).cents).toBe(2773);
  });

  test('two low estimates, then 27,000 gallons in three months: each month has its own first 5,000', async ({ db }) => {
    const { accountId, meterSerial } = await serveAccount(db, 1, {
      billedBefore: '2025-04-05',
      reads: [
        ['2025-03-06', 97_000],
        ['2025-04-05', 100_000],
      ],
    });
    await billThrough(db, '2025-05-05');
    await billThrough(db, '2025-06-05');
    await addReads(db, meterSerial, [['2025-07-05', 127_000]]);
    await billThrough(db, '2025-07-05');
    const [sum] = await db.query<{ cents: number }>(
      'select sum(new_charges_cents)::bigint as cents from bill where account_id = $1',
      [accountId],
    );
    expect(sum?.cents).toBe(10_899);
  });

  test('a read that was billed and corrected since, below what was billed: given back, no month waits', async ({
    db,
  }) => {
    const { accountId, meterSerial } = await serveAccount(db, 1, {
      billedBefore: '2025-04-05',
      reads: [
        ['2025-04-05', 100_000],
        ['2025-05-05', 140_000],
      ],
    });
    await billThrough(db, '2025-05-05');
    const april = await charged(db, accountId);
    const on = Temporal.PlainDate.from('2025-05-05');
    await correctRead(db, { meterSerial, on, count: 104_000, source: 'looked again', now });
    await addReads(db, meterSerial, [['2025-06-05', 108_000]]);
    await billThrough(db, '2025-06-05');
    expect(april.cents + (await charged(db, accountId)).cents).toBe(5308);
  });

  test('a register below the last real read is still an exception', async ({ db }) => {
    const { accountId, meterSerial } = await serveAccount(db, 1, {
      billedBefore: '2025-04-05',
      reads: [
        ['2025-03-06', 97_000],
        ['2025-04-05', 100_000],
      ],
    });
    await billThrough(db, '2025-05-05');
    await addReads(db, meterSerial, [['2025-06-05', 99_000]]);
    const { exceptions } = await runBillCycle(db, cycleThrough('2025-06-05'));
    expect(exceptions).toMatchObject([{ accountId, problem: { code: 'billing.less-than-billed' } }]);
  });
});
