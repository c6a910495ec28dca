import { describe, expect, test } from 'vitest';
import { cents } from '../../kernel/index.ts';
import {
  billEntry,
  depositCreditEntry,
  depositEntry,
  type Entry,
  entry,
  feeEntry,
  lateFeeEntry,
  leakCreditEntry,
  openingBalanceEntry,
  paymentEntry,
  paymentReturnEntry,
  rebateEntry,
  refundEntry,
  reversalEntry,
} from '../index.ts';

const on = Temporal.PlainDate.from('2026-05-06');
const about = { accountId: 7, amount: cents(2773), on, memo: 'test' };

/** The books as a clerk writes them: each account with its debit, or its credit in parentheses; `7` is whose it is. */
const written = ({ postings }: Entry): string[] =>
  postings.map(({ ledgerAccount, accountId, amount }) =>
    [ledgerAccount, accountId, amount < 0 ? `(${-amount})` : amount].filter((part) => part !== undefined).join(' '),
  );

describe('every event debits one account of the books and credits another', () => {
  test.each<[string, Entry, string, string[]]>([
    [
      'a payment by card',
      paymentEntry({ ...about, into: 'cash.processor' }),
      'payment',
      ['cash.processor 2773', 'receivable 7 (2773)'],
    ],
    [
      'a payment at the counter',
      paymentEntry({ ...about, into: 'cash.counter' }),
      'payment',
      ['cash.counter 2773', 'receivable 7 (2773)'],
    ],
    [
      'a payment that the bank took back',
      paymentReturnEntry({ ...about, outOf: 'cash.processor' }),
      'payment-return',
      ['receivable 7 2773', 'cash.processor (2773)'],
    ],
    [
      'the same with its fee',
      paymentReturnEntry({ ...about, outOf: 'cash.processor', fee: cents(2500) }),
      'payment-return',
      ['receivable 7 5273', 'cash.processor (2773)', 'returned-payment-fees (2500)'],
    ],
    [
      'money given back',
      refundEntry({ ...about, outOf: 'cash.counter' }),
      'refund',
      ['receivable 7 2773', 'cash.counter (2773)'],
    ],
    ['a late fee', lateFeeEntry(about), 'late-fee', ['receivable 7 2773', 'late-fees (2773)']],
    ['a fee', feeEntry({ ...about, income: 'revenue.fees' }), 'fee', ['receivable 7 2773', 'revenue.fees (2773)']],
    ['a credit for a leak', leakCreditEntry(about), 'adjustment', ['leak-credits 2773', 'receivable 7 (2773)']],
    ['a rebate', rebateEntry(about), 'adjustment', ['rebates 2773', 'receivable 7 (2773)']],
    [
      'owed in the system before',
      openingBalanceEntry(about),
      'opening-balance',
      ['receivable 7 2773', 'opening (2773)'],
    ],
    [
      'paid ahead in the system before',
      openingBalanceEntry({ ...about, amount: cents(-2773) }),
      'opening-balance',
      ['opening 2773', 'receivable 7 (2773)'],
    ],
    [
      'a deposit taken',
      depositEntry({ ...about, into: 'cash.counter' }),
      'deposit',
      ['cash.counter 2773', 'deposits 7 (2773)'],
    ],
    ['a deposit given back', depositCreditEntry(about), 'deposit-credit', ['deposits 7 2773', 'receivable 7 (2773)']],
  ])('%s', (_, made, kind, postings) => {
    expect({ ...made, postings: written(made) }).toEqual({ kind, effectiveOn: on, memo: 'test', postings });
  });

  test.each([0, -1])('%i cents are no event', (amount) => {
    expect(() => lateFeeEntry({ ...about, amount: cents(amount) })).toThrow(
      `a late-fee moves a positive amount, not ${amount} cents`,
    );
  });
});

test('a bill is one debit and a credit for each revenue, and leaves out what comes to nothing', () => {
  const bill = billEntry({
    accountId: 7,
    on,
    billNumber: '1000000018',
    charges: [
      { revenue: 'revenue.water', amount: cents(2088) },
      { revenue: 'revenue.water', amount: cents(595) },
      { revenue: 'revenue.fees', amount: cents(90) },
      { revenue: 'revenue.fees', amount: cents(-90) },
    ],
  });
  expect({ ...bill, postings: written(bill) }).toEqual({
    kind: 'bill',
    effectiveOn: on,
    memo: 'bill 1000000018',
    postings: ['receivable 7 2683', 'revenue.water (2683)'],
  });
});

test('what is undone is undone posting by posting, and says what it undoes', () => {
  const payment = paymentEntry({ ...about, into: 'cash.counter' });
  const later = on.add({ days: 3 });
  const undone = reversalEntry({ ...payment, id: 41 }, later, 'typed twice');
  expect({ ...undone, postings: written(undone) }).toEqual({
    kind: 'reversal',
    effectiveOn: later,
    memo: 'typed twice',
    reversesId: 41,
    postings: ['cash.counter (2773)', 'receivable 7 2773'],
  });
});

test('an entry that does not balance, or a receivable of nobody, is a bug', () => {
  const adjustment = { kind: 'adjustment', effectiveOn: on, memo: 'test' } as const;
  expect(() =>
    entry({ ...adjustment, postings: [{ ledgerAccount: 'receivable', accountId: 7, amount: cents(1) }] }),
  ).toThrow('adjustment entry is off by 1 cents');
  const nobody = [
    { ledgerAccount: 'late-fees', amount: cents(-1) },
    { ledgerAccount: 'deposits', amount: cents(1) },
  ] as const;
  expect(() => entry({ ...adjustment, postings: nobody })).toThrow('adjustment entry posts deposits for no account');
});
