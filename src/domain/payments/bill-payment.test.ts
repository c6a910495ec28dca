import { describe, expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { type BillPaymentFacts, billPayment, billPaymentSentence, paysItself } from './bill-payment.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const policy = { timeZone: 'America/Los_Angeles', leadHours: 24, draftHour: 6, maxDaysBeforeDue: 10 };
const now = Temporal.Instant.from('2026-05-08T16:00:00Z');
const autopay = { firstDueOn: date('2026-05-28'), daysBeforeDue: 0 };
const draft = { state: 'scheduled', draftOn: date('2026-05-28'), isStanding: true } as const;
const bill: BillPaymentFacts = {
  ...{ isCancelled: false, isNewest: true, dueOn: date('2026-05-28') },
  ...{ amountDue: cents(2595), owed: cents(2595), inFlight: cents(0) },
};
const at = { now, policy };

describe('how a bill is paid', () => {
  test.each<[string, Partial<BillPaymentFacts>, string, boolean]>([
    ['by its draft on the due date', { autopay, draft }, 'autopay', true],
    ['by autopay before the draft is scheduled', { autopay }, 'autopay', true],
    ['by a draft on its way', { autopay, draft: { ...draft, state: 'submitted' } }, 'autopay-under-way', true],
    ['by a draft that waits for another payment', { autopay, draft, inFlight: cents(2595) }, 'autopay-waits', true],
    ['by hand, above the limit', { autopay: { ...autopay, cap: cents(2000) }, draft }, 'autopay-over-cap', false],
    [
      'by hand, skipped for the limit',
      { autopay: { ...autopay, cap: cents(2000) }, draft: { ...draft, state: 'skipped' } },
      'autopay-over-cap',
      false,
    ],
    ['by hand, its draft failed', { autopay, draft: { ...draft, state: 'failed' } }, 'autopay-failed', false],
    [
      'by hand, autopay begins with the next',
      { autopay: { ...autopay, firstDueOn: date('2026-06-01') } },
      'autopay-later',
      false,
    ],
    ['by a draft that a replaced authorization kept', { draft }, 'autopay', true],
    ['by hand', {}, 'due', false],
    ['by hand, too late', { dueOn: date('2026-05-07') }, 'past-due', false],
    ['by nobody: a credit', { autopay, amountDue: cents(-3222), owed: cents(0) }, 'credit', true],
    ['by nobody: nothing is asked', { autopay, amountDue: cents(0), owed: cents(0) }, 'nothing-due', true],
    ['already', { owed: cents(0) }, 'paid', true],
    ['in the bill after it', { isNewest: false, owed: cents(0) }, 'carried-forward', true],
    ['never, cancelled', { isCancelled: true }, 'cancelled', true],
  ])('%s', (_what, facts, kind, isAutomatic) => {
    const payment = billPayment({ ...bill, ...facts }, at);
    expect(payment.kind).toBe(kind);
    expect(paysItself(payment)).toBe(isAutomatic);
  });

  test('a week before the due date, where the customer chose so', () => {
    expect(billPayment({ ...bill, autopay: { ...autopay, daysBeforeDue: 7 } }, at)).toMatchObject({
      on: date('2026-05-21'),
    });
  });

  test('is one sentence with its values', () => {
    expect(billPaymentSentence(billPayment({ ...bill, autopay, draft }, at))).toEqual({
      key: 'bill.payment.autopay',
      values: { on: date('2026-05-28'), amount: 2595 },
    });
  });
});
