import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { type BillFacts, billStanding, type EntryAfterBill } from './bill-standing.ts';
import type { EntryKind } from './entry-kinds.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const entry = (id: number, kind: EntryKind, amount: number, on: string, originId = id): EntryAfterBill => ({
  ...{ id, kind, originId },
  amount: cents(amount),
  on: day(on),
});
const bill: BillFacts = {
  ...{ isCancelled: false, amountDue: cents(6134), dueOn: day('2026-05-20'), entryId: 10, isNewest: true },
  ...{ entries: [], inFlight: cents(0) },
};
const paid = entry(11, 'payment', -6134, '2026-05-14');

test.each<[string, Partial<BillFacts>, object]>([
  ['nothing happened yet', {}, { kind: 'owed', owed: 6134, isPastDue: false, inFlight: 0 }],
  ['a payment is on its way', { inFlight: cents(6134) }, { kind: 'owed', inFlight: 6134 }],
  ['its due date is over', { dueOn: day('2026-05-15') }, { kind: 'owed', isPastDue: true }],
  ['it was paid', { entries: [paid] }, { kind: 'paid', on: day('2026-05-14') }],
  ['part was paid', { entries: [entry(11, 'payment', -3000, '2026-05-14')] }, { kind: 'partly-paid', owed: 3134 }],
  [
    'it was paid in two parts',
    { entries: [entry(11, 'payment', -3000, '2026-05-12'), entry(12, 'payment', -3134, '2026-05-14')] },
    { kind: 'paid', on: day('2026-05-14') },
  ],
  ['more was paid', { entries: [entry(11, 'payment', -9000, '2026-05-14')] }, { kind: 'paid' }],
  ['it was paid and a fee came', { entries: [paid, entry(12, 'fee', 2500, '2026-05-15')] }, { kind: 'paid' }],
  [
    'it was paid and part refunded',
    { entries: [paid, entry(12, 'refund', 2000, '2026-05-15')] },
    { kind: 'partly-paid', owed: 2000 },
  ],
  [
    'the bank sent the payment back',
    { entries: [paid, entry(12, 'payment-return', 6134, '2026-05-15')] },
    { kind: 'owed' },
  ],
  [
    'and paid it after all',
    {
      entries: [
        paid,
        entry(12, 'payment-return', 6134, '2026-05-15'),
        entry(13, 'payment-return', -6134, '2026-05-15'),
      ],
    },
    { kind: 'paid', on: day('2026-05-14') },
  ],
  [
    'it was paid again after it came back',
    { entries: [paid, entry(12, 'payment-return', 6134, '2026-05-15'), entry(13, 'payment', -6134, '2026-05-16')] },
    { kind: 'paid', on: day('2026-05-16') },
  ],
  ['a credit for a leak covered it', { entries: [entry(11, 'adjustment', -7000, '2026-05-14')] }, { kind: 'credited' }],
  [
    'a late fee of before was taken back',
    { entries: [entry(11, 'late-fee', -500, '2026-05-14', 9)] },
    { kind: 'partly-paid', owed: 5634 },
  ],
  [
    'a late fee of its own was charged and taken back',
    { entries: [entry(11, 'late-fee', 500, '2026-06-01'), entry(12, 'late-fee', -500, '2026-06-02', 11)] },
    { kind: 'owed', owed: 6134 },
  ],
  [
    'the next bill came and nothing was paid',
    { isNewest: false, entries: [entry(11, 'bill', 4000, '2026-06-05')] },
    { kind: 'carried-forward', owed: 6134 },
  ],
  [
    'it was paid with the next one',
    { isNewest: false, entries: [entry(11, 'bill', 4000, '2026-06-05'), entry(12, 'payment', -10_134, '2026-06-10')] },
    { kind: 'paid', on: day('2026-06-10') },
  ],
  ['it was a credit', { amountDue: cents(-3222) }, { kind: 'credit', credit: 3222 }],
  ['a credit covered it', { amountDue: cents(0) }, { kind: 'nothing-due' }],
  ['it was cancelled', { isCancelled: true, entries: [paid] }, { kind: 'cancelled' }],
])('when %s', (_, facts, expected) => {
  expect(billStanding({ ...bill, ...facts }, day('2026-05-16'))).toMatchObject(expected);
});
