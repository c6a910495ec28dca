import { describe, expect } from 'vitest';
import { billThrough } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { addReads, exchangeMeter, type Service, serveAccount } from '../../../test/support/served-accounts.ts';
import type { BillDocument } from '../../domain/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { correctRead } from '../metering/index.ts';
import { accountBalance } from '../receivables/index.ts';
import { exceptionsOfRun, lastBill, loadBillDocument } from './index.ts';

const now = Temporal.Instant.from('2025-05-07T16:00:00Z');

async function billOf(db: Database, accountId: number): Promise<BillDocument> {
  const header = await lastBill(db, accountId);
  const bill = await loadBillDocument(db, header?.number ?? '');
  if (!bill.ok) throw new Error(bill.problem.code);
  return bill.value;
}

const dollars = (bill: BillDocument) => (bill.summary.newCharges / 100).toFixed(2);
const use = (gallons: number, start = '2025-04-03', end = '2025-05-03'): Service => ({
  billedBefore: start,
  reads: [
    [start, 100_000],
    [end, 100_000 + gallons],
  ],
});

describe('from the reads to the posted bill, to the cent', () => {
  test.for<[string, Service, string, string]>([
    ['2024, 5,000 gallons (published)', use(5000, '2024-04-03', '2024-05-03'), '2024-05-05', '24.14'],
    ['2024, 12,000 gallons', use(12_000, '2024-04-03', '2024-05-03'), '2024-05-05', '37.16'],
    ['2024, 25,000 gallons', use(25_000, '2024-04-03', '2024-05-03'), '2024-05-05', '61.34'],
    ['2025, 5,000 gallons', use(5000), '2025-05-05', '27.73'],
    ['2025, 12,000 gallons, 5.62 more than in 2024 (published)', use(12_000), '2025-05-05', '42.78'],
    ['2025, 25,000 gallons', use(25_000), '2025-05-05', '70.73'],
    ['nothing used: the base and the backflow fee', use(0), '2025-05-05', '21.78'],
    ['the rates change half-way', use(12_000, '2025-02-14', '2025-03-16'), '2025-03-16', '39.99'],
    [
      'moved in on the 16th: 17 days of 30',
      {
        openedOn: '2025-04-16',
        reads: [
          ['2025-04-16', 500],
          ['2025-05-03', 2500],
        ],
      },
      '2025-05-05',
      '14.72',
    ],
    [
      'moved out after three days: five are billed',
      {
        billedBefore: '2025-05-03',
        closedOn: '2025-05-06',
        reads: [
          ['2025-05-03', 0],
          ['2025-05-06', 300],
        ],
      },
      '2025-06-05',
      '3.99',
    ],
    [
      'the register went round',
      {
        billedBefore: '2025-04-03',
        reads: [
          ['2025-04-03', 9_995_000],
          ['2025-05-03', 7000],
        ],
      },
      '2025-05-05',
      '42.78',
    ],
  ])('%s', async ([, service, through, expected], { db }) => {
    const { accountId } = await serveAccount(db, 1, service);
    await billThrough(db, through);
    const bill = await billOf(db, accountId);
    expect(dollars(bill)).toBe(expected);
    expect(bill.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(bill.summary.newCharges);
    expect(await accountBalance(db, accountId)).toBe(bill.summary.amountDue);
  });

  test('a meter was exchanged: both of its registers are on the bill', async ({ db }) => {
    const served = await serveAccount(db, 1, { billedBefore: '2025-04-03', reads: [['2025-04-03', 100_000]] });
    await exchangeMeter(db, served, { on: '2025-04-20', removedCount: 107_000, newSerial: 'MW-NEW' });
    await addReads(db, 'MW-NEW', [['2025-05-03', 5000]]);
    await billThrough(db, '2025-05-05');
    const bill = await billOf(db, served.accountId);
    expect(bill.reads.map((read) => [read.meterSerial, read.usedCount])).toEqual([
      ['MW-1', 7000],
      ['MW-NEW', 5000],
    ]);
    expect(dollars(bill)).toBe('42.78');
    await addReads(db, 'MW-NEW', [['2025-06-03', 10_000]]);
    await billThrough(db, '2025-06-05');
    expect((await billOf(db, served.accountId)).reads.map((read) => read.usedCount)).toEqual([5000]);
  });

  test('nobody read the meter: estimated as a year ago, and put right by the next read', async ({ db }) => {
    const { accountId, meterSerial } = await serveAccount(db, 1, {
      billedBefore: '2025-04-03',
      reads: [
        ['2024-04-03', 10_000],
        ['2024-05-03', 22_000],
        ['2025-04-03', 100_000],
      ],
    });
    await billThrough(db, '2025-05-05');
    const estimated = await billOf(db, accountId);
    expect([dollars(estimated), estimated.usageGallons, estimated.estimated]).toEqual(['44.50', '12800', true]);
    await addReads(db, meterSerial, [['2025-06-03', 124_000]]);
    await billThrough(db, '2025-06-05');
    const measured = await billOf(db, accountId);
    expect([dollars(measured), measured.usageGallons, measured.estimated]).toEqual(['41.06', '11200', false]);
    expect(measured.history.map((month) => [month.gallons, month.estimated])).toEqual([
      [12_800, true],
      [11_200, false],
    ]);
  });

  test('a read that was corrected after it was billed is put right by the next bill', async ({ db }) => {
    const { accountId, meterSerial } = await serveAccount(db, 1, use(12_000));
    await billThrough(db, '2025-05-05');
    const correction = { on: Temporal.PlainDate.from('2025-05-03'), count: 111_000, source: 'looked again', now };
    await correctRead(db, { meterSerial, ...correction });
    await addReads(db, meterSerial, [['2025-06-03', 120_000]]);
    await billThrough(db, '2025-06-05');
    expect((await billOf(db, accountId)).usageGallons).toBe('8000');
  });

  test('who cannot be billed is an exception, and the others are billed', async ({ db }) => {
    const { accountId: backwards } = await serveAccount(db, 1, {
      billedBefore: '2025-04-03',
      reads: [
        ['2025-04-03', 100_000],
        ['2025-05-03', 99_000],
      ],
    });
    const { accountId: fine } = await serveAccount(db, 2, use(5000));
    const { accountId: unread } = await serveAccount(db, 3, { billedBefore: '2025-04-03', reads: [['2025-04-03', 1]] });
    const runId = await billThrough(db, '2025-05-05');
    const exceptions = await exceptionsOfRun(db, runId);
    expect(exceptions.map(({ accountId, problem }) => [accountId, problem.code])).toEqual([
      [backwards, 'metering.negative-use'],
      [unread, 'metering.no-history-to-estimate'],
    ]);
    expect(dollars(await billOf(db, fine))).toBe('27.73');
    expect(await lastBill(db, backwards)).toBeUndefined();
  });
});
