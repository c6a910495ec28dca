import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cents, sumCents } from '../kernel/index.ts';
import {
  billEntry,
  depositCreditEntry,
  depositEntry,
  depositOf,
  type Entry,
  kindsThat,
  lateFeeEntry,
  openingBalanceEntry,
  paymentEntry,
  paymentReturnEntry,
  receivableOf,
  refundEntry,
  reversalEntry,
  trialBalance,
} from './index.ts';

const may6 = Temporal.PlainDate.from('2025-05-06');
const about = (accountId: number, dollars: number) => ({
  accountId,
  amount: cents(dollars * 100),
  on: may6,
  memo: 'test',
});

const bill = billEntry({
  accountId: 7,
  on: may6,
  billNumber: '1000000018',
  charges: [
    { revenue: 'revenue.water', amount: cents(2088) },
    { revenue: 'revenue.water', amount: cents(595) },
    { revenue: 'revenue.fees', amount: cents(90) },
  ],
});

test('a bill debits what is owed and credits each revenue once', () => {
  expect(bill.postings).toEqual([
    { ledgerAccount: 'receivable', accountId: 7, amount: 2773 },
    { ledgerAccount: 'revenue.water', amount: -2683 },
    { ledgerAccount: 'revenue.fees', amount: -90 },
  ]);
});

test.each<[string, Entry[], number]>([
  ['billed', [bill], 2773],
  ['billed and paid', [bill, paymentEntry({ ...about(7, 27.73), into: 'cash.processor' })], 0],
  ['paid ahead', [bill, paymentEntry({ ...about(7, 30), into: 'cash.counter' })], -227],
  [
    'the payment came back, with a fee',
    [
      bill,
      paymentEntry({ ...about(7, 27.73), into: 'cash.processor' }),
      paymentReturnEntry({ ...about(7, 27.73), outOf: 'cash.processor', fee: cents(2500) }),
    ],
    5273,
  ],
  [
    'refunded what was ahead',
    [openingBalanceEntry(about(7, -5)), refundEntry({ ...about(7, 5), outOf: 'cash.counter' })],
    0,
  ],
  ['late', [bill, lateFeeEntry(about(7, 5))], 3273],
  ['cancelled', [bill, reversalEntry({ ...bill, id: 1 }, may6, 'bill cancelled')], 0],
  ['somebody else', [paymentEntry({ ...about(8, 27.73), into: 'cash.processor' })], 0],
])('%s', (_, entries, owed) => {
  expect(receivableOf(entries, 7)).toBe(owed);
});

test('a deposit is held apart until it is credited', () => {
  const held = depositEntry({ ...about(7, 90), into: 'cash.counter' });
  expect([depositOf([held], 7), receivableOf([held], 7)]).toEqual([9000, 0]);
  const credited = [held, depositCreditEntry(about(7, 90))];
  expect([depositOf(credited, 7), receivableOf(credited, 7)]).toEqual([0, -9000]);
});

test('the trial balance is each account of the books, debits positive', () => {
  const entries = [bill, paymentEntry({ ...about(7, 20), into: 'cash.counter' }), lateFeeEntry(about(8, 5))];
  expect([...trialBalance(entries)]).toEqual([
    ['receivable', 2773 - 2000 + 500],
    ['revenue.water', -2683],
    ['revenue.fees', -90],
    ['cash.counter', 2000],
    ['late-fees', -500],
  ]);
});

test('what the next bill prints a line for, what moves cash, and what charges', () => {
  expect(kindsThat('isPrinted')).toEqual([
    'late-fee',
    'fee',
    'deposit-credit',
    'balance-transfer',
    'transferred-charge',
  ]);
  expect(kindsThat('isCash')).toEqual(['payment', 'payment-return', 'refund', 'dispute', 'processor-fee', 'deposit']);
  expect(kindsThat('isCharge')).toEqual(['opening-balance', 'bill', 'late-fee', 'fee', 'transferred-charge']);
});

describe('whatever happens', () => {
  const accountId = fc.integer({ min: 1, max: 3 });
  const amount = fc.integer({ min: 1, max: 500_000 }).map(cents);
  const event = fc.oneof(
    fc
      .record({ accountId, amount })
      .map((what) => paymentEntry({ ...what, on: may6, memo: 'p', into: 'cash.processor' })),
    fc.record({ accountId, amount }).map((what) => lateFeeEntry({ ...what, on: may6, memo: 'l' })),
    fc
      .record({ accountId, water: amount, fees: fc.integer({ min: -5000, max: 5000 }).map(cents) })
      .map(({ accountId, water, fees }) =>
        billEntry({
          accountId,
          on: may6,
          billNumber: 'b',
          charges: [
            { revenue: 'revenue.water', amount: water },
            { revenue: 'revenue.fees', amount: fees },
          ],
        }),
      ),
  );

  test('every entry balances, the books sum to zero, and reversing everything leaves nothing owed', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (entries) => {
        for (const { postings } of entries) expect(sumCents(postings.map((posting) => posting.amount))).toBe(0);
        expect(sumCents(trialBalance(entries).values())).toBe(0);
        const undone = entries.map((written, id) => reversalEntry({ ...written, id }, may6, 'undone'));
        expect([...trialBalance([...entries, ...undone]).values()].every((balance) => balance === 0)).toBe(true);
      }),
    );
  });
});
