import { expect } from 'vitest';
import { cycleThrough } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';
import { billingPolicy, runBillCycle } from './index.ts';

const asked = { ...cycleThrough('2025-05-05'), policy: billingPolicy(referenceUtility) };

test('four months between two reads are billed, and wait for a person', async ({ db }) => {
  await serveAccount(db, 1, {
    billedBefore: '2025-01-05',
    reads: [
      ['2025-01-05', 100_000],
      ['2025-05-05', 120_000],
    ],
  });
  expect(await runBillCycle(db, asked)).toMatchObject({ billed: 1, exceptions: [] });
  expect(await db.query(`select holds from bill_finding where rule = 'long-period'`)).toEqual([{ holds: true }]);
});

test('four months that end with an estimate are no bill', async ({ db }) => {
  await serveAccount(db, 1, {
    billedBefore: '2025-01-05',
    reads: [
      ['2024-12-05', 90_000],
      ['2025-01-05', 100_000],
    ],
  });
  expect(await runBillCycle(db, asked)).toMatchObject({
    exceptions: [{ problem: { code: 'billing.period-too-long' } }],
  });
});
