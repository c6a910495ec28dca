import { describe, expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { movementInBooks, movements, paymentInBooks, processorFeeInBooks } from './payment-entries.ts';

const on = Temporal.PlainDate.from('2026-05-20');
/** A payment of $61.34 with a fee of $1.95 on top. */
const payment = { accountId: 7, reference: '7K3M-9QXT-02WD-HV5A', amount: cents(6134), fee: cents(195) };
const out = (about: { readonly refund?: number; readonly dispute?: number; readonly return?: number } = {}) => ({
  refund: cents(about.refund ?? 0),
  dispute: cents(about.dispute ?? 0),
  return: cents(about.return ?? 0),
});
const entry = (kind: string, cash: number, receivable: number, fees: number) => ({
  kind,
  effectiveOn: on,
  memo: payment.reference,
  postings: [
    { ledgerAccount: 'cash.processor', amount: cash },
    { ledgerAccount: 'receivable', accountId: 7, amount: receivable },
    ...(fees === 0 ? [] : [{ ledgerAccount: 'revenue.fees', amount: fees }]),
  ],
});

test('a payment lowers what is owed, and its fee is income', () => {
  expect(paymentInBooks(payment, on)).toEqual(entry('payment', 6329, -6134, -195));
  expect(paymentInBooks({ ...payment, fee: cents(0) }, on)).toEqual(entry('payment', 6134, -6134, 0));
});

describe('money that leaves again', () => {
  test.each([
    ['returned whole', out(), out({ return: 6329 }), [['return', 'payment-return', 6329, 6134]]],
    ['refunded in part', out(), out({ refund: 2000 }), [['refund', 'refund', 2000, 2000]]],
    ['refunded but for a part of the fee', out(), out({ refund: 6200 }), [['refund', 'refund', 6200, 6134]]],
    ['refunded further', out({ refund: 6000 }), out({ refund: 6329 }), [['refund', 'refund', 329, 134]]],
    [
      'disputed after a refund',
      out({ refund: 2000 }),
      out({ refund: 2000, dispute: 4329 }),
      [['dispute', 'dispute', 4329, 4134]],
    ],
    ['a refund that failed', out({ refund: 2000 }), out(), [['refund', 'refund', -2000, -2000]]],
    [
      'a dispute in place of a return: what comes back goes first',
      out({ return: 6329 }),
      out({ dispute: 6329 }),
      [
        ['return', 'payment-return', -6329, -6134],
        ['dispute', 'dispute', 6329, 6134],
      ],
    ],
    ['nothing new', out({ refund: 2000 }), out({ refund: 2000 }), []],
  ])('%s', (_, posted, wanted, steps) => {
    expect(movements(payment, posted, wanted)).toEqual(
      steps.map(([part, kind, amount, owed]) => ({ part, kind, amount, owed })),
    );
  });

  test('is owed again, and the rest of it was the fee', () => {
    const [returned] = movements(payment, out(), out({ return: 6329 }));
    expect(returned && movementInBooks(payment, returned, on)).toEqual(entry('payment-return', -6329, 6134, 195));
    const [refunded] = movements(payment, out(), out({ refund: 2000 }));
    expect(refunded && movementInBooks(payment, refunded, on)).toEqual(entry('refund', -2000, 2000, 0));
  });
});

test('what the processor charges the utility is no matter of the account', () => {
  expect(processorFeeInBooks('7K3M-9QXT-02WD-HV5A', cents(1500), on)).toEqual({
    kind: 'processor-fee',
    effectiveOn: on,
    memo: '7K3M-9QXT-02WD-HV5A',
    postings: [
      { ledgerAccount: 'processor-fees', amount: 1500 },
      { ledgerAccount: 'cash.processor', amount: -1500 },
    ],
  });
});
