import { describe, expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import type { BillStanding } from '../receivables/index.ts';
import { type BillPaymentFacts, billPayment, billPaymentSentence, isAutopays, paysItself } from './bill-payment.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const policy = { timeZone: 'America/Los_Angeles', leadHours: 24, draftHour: 6, maxDaysBeforeDue: 10 };
const now = Temporal.Instant.from('2026-05-08T16:00:00Z');
const autopay = { firstDueOn: date('2026-05-28'), daysBeforeDue: 0 };
const draft = { state: 'scheduled', draftOn: date('2026-05-28'), isStanding: true } as const;
const owing = (owed: number, about: { inFlight?: number; isPastDue?: boolean } = {}): BillStanding => ({
  kind: owed < 2595 ? 'partly-paid' : 'owed',
  ...{ owed: cents(owed), isPastDue: about.isPastDue ?? false, inFlight: cents(about.inFlight ?? 0) },
});
const settledOn = date('2026-05-04');
const bill: BillPaymentFacts = {
  dueOn: date('2026-05-28'),
  standing: owing(2595),
};
const at = { now, policy };

describe('how a bill is paid', () => {
  test.each<[string, Partial<BillPaymentFacts>, string, boolean]>([
    ['by its draft on the due date', { autopay, draft }, 'autopay', true],
    ['by autopay before the draft is scheduled', { autopay }, 'autopay', true],
    ['by a draft on its way', { autopay, draft: { ...draft, state: 'submitted' } }, 'autopay-under-way', true],
    [
      'by a draft that waits for another payment',
      { autopay, draft, standing: owing(2595, { inFlight: 2595 }) },
      'autopay-waits',
      true,
    ],
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
    ['by nobody: a credit', { autopay, standing: { kind: 'credit', credit: cents(3222) } }, 'credit', true],
    ['by nobody: nothing is asked', { autopay, standing: { kind: 'nothing-due' } }, 'nothing-due', true],
    ['already', { standing: { kind: 'paid', on: settledOn } }, 'paid', true],
    ['already, by what was credited', { standing: { kind: 'credited', on: settledOn } }, 'credited', true],
    ['in the bill after it', { standing: { kind: 'carried-forward', owed: cents(1000) } }, 'carried-forward', true],
    ['never, cancelled', { standing: { kind: 'cancelled' } }, 'cancelled', true],
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

describe('how a bill is paid, to the cent and the day', () => {
  const dueOn = date('2026-05-28');
  const byHand = { dueOn, amount: 2595 };
  const capped = (cap: number) => ({ ...autopay, cap: cents(cap) });
  const over = { kind: 'autopay-over-cap', cap: 2594, ...byHand };
  const pays = { kind: 'autopay', on: dueOn, amount: 2595 };
  const by = (facts: Partial<BillPaymentFacts>) => billPayment({ ...bill, ...facts }, at);

  test.each<[string, Partial<BillPaymentFacts>, object]>([
    ['just at the limit', { autopay: capped(2595), draft }, pays],
    ['a cent above it', { autopay: capped(2594), draft }, over],
    ['a cent above it, before the draft is scheduled', { autopay: capped(2594) }, over],
    ['a cent above it, skipped', { autopay: capped(2594), draft: { ...draft, state: 'skipped' } }, over],
    [
      'just at it, skipped for something else',
      { autopay: capped(2595), draft: { ...draft, state: 'skipped' } },
      { kind: 'due', ...byHand },
    ],
    [
      'on the day of the draft that stands',
      { draft: { ...draft, draftOn: date('2026-05-21') } },
      { ...pays, on: date('2026-05-21') },
    ],
    [
      'on the due date, where the draft is of another authorization',
      { autopay, draft: { ...draft, draftOn: date('2026-05-21'), isStanding: false } },
      pays,
    ],
    [
      'with what the draft took',
      { autopay, draft: { ...draft, state: 'submitted', amount: cents(2000) } },
      { kind: 'autopay-under-way', amount: 2000 },
    ],
    [
      'with what is owed, where the draft does not say',
      { draft: { ...draft, state: 'submitted' } },
      { kind: 'autopay-under-way', amount: 2595 },
    ],
    [
      'after a draft that failed',
      { autopay, draft: { ...draft, state: 'failed' } },
      { kind: 'autopay-failed', ...byHand },
    ],
    [
      'after a failed draft of another authorization',
      { autopay, draft: { ...draft, state: 'failed', isStanding: false } },
      pays,
    ],
    ['after a draft that succeeded', { autopay, draft: { ...draft, state: 'succeeded' } }, { kind: 'due', ...byHand }],
    ['with the first bill of autopay', { autopay: { ...autopay, firstDueOn: dueOn } }, pays],
    [
      'a day before it',
      { autopay: { ...autopay, firstDueOn: date('2026-05-29') } },
      { kind: 'autopay-later', ...byHand },
    ],
    [
      'by a cent that is on its way',
      { autopay, draft, standing: owing(2595, { inFlight: 1 }) },
      { kind: 'autopay-waits', by: dueOn, amount: 2595 },
    ],
    ['on its due date', { dueOn: date('2026-05-08') }, { kind: 'due', dueOn: date('2026-05-08'), amount: 2595 }],
    ['the day after', { dueOn: date('2026-05-07') }, { kind: 'past-due', dueOn: date('2026-05-07'), amount: 2595 }],
    [
      'the day after, whatever autopay',
      { autopay: { ...autopay, firstDueOn: date('2026-05-01') }, dueOn: date('2026-05-07') },
      { kind: 'past-due', dueOn: date('2026-05-07'), amount: 2595 },
    ],
    ['as a credit', { standing: { kind: 'credit', credit: cents(3222) } }, { kind: 'credit', amount: 3222 }],
    [
      'in the bill after it',
      { standing: { kind: 'carried-forward', owed: cents(1000) } },
      { kind: 'carried-forward', amount: 1000 },
    ],
  ])('%s', (_what, facts, payment) => {
    expect(by(facts)).toEqual(payment);
  });

  test('autopay has a word in it where it pays, tried or will not', () => {
    const later = { ...autopay, firstDueOn: date('2026-05-29') };
    expect([{ autopay, draft }, { autopay: later }, {}].map((facts) => isAutopays(by(facts)))).toEqual([
      ...[true, true, false],
    ]);
    expect(isAutopays(by({ standing: { kind: 'paid', on: settledOn } }))).toBe(false);
  });
});

describe('where a bill stands and how it is paid say the same', () => {
  const standings: readonly BillStanding[] = [
    { kind: 'cancelled' },
    { kind: 'credit', credit: cents(3222) },
    { kind: 'nothing-due' },
    { kind: 'paid', on: settledOn },
    { kind: 'credited', on: settledOn },
    { kind: 'carried-forward', owed: cents(1000) },
    ...[2595, 1000].flatMap((owed) =>
      [0, 500].flatMap((inFlight) => [owing(owed, { inFlight }), owing(owed, { inFlight, isPastDue: true })]),
    ),
  ];
  const drafts = [undefined, 'scheduled', 'submitted', 'succeeded', 'failed', 'skipped'] as const;
  const autopays = [
    undefined,
    autopay,
    { ...autopay, cap: cents(900) },
    { ...autopay, firstDueOn: date('2026-06-01') },
  ];

  test.each(standings)('$kind, whatever autopay did or will do', (standing) => {
    for (const state of drafts) {
      for (const inForce of autopays) {
        for (const isStanding of [true, false]) {
          const facts = {
            ...bill,
            standing,
            ...(inForce === undefined ? {} : { autopay: inForce }),
            ...(state === undefined ? {} : { draft: { state, draftOn: date('2026-05-28'), isStanding } }),
          };
          const payment = billPayment(facts, at);
          if ('isPastDue' in standing) {
            expect(payment).toMatchObject({ amount: standing.owed });
            expect(payment.kind).toMatch(/^(autopay.*|due|past-due)$/);
          } else {
            const { kind, ...said } = standing;
            expect(payment.kind).toBe(kind);
            expect(Object.values(payment)).toEqual([kind, ...Object.values(said)]);
            expect(paysItself(payment)).toBe(true);
          }
        }
      }
    }
  });
});

test('a draft that an objection holds says until when, and that the bill is to be paid by hand to be sure', () => {
  const held = billPayment({ ...bill, draft: { ...draft, isStanding: false, isHeld: true } }, at);
  expect(held).toEqual({ kind: 'autopay-held', by: date('2026-05-29'), dueOn: date('2026-05-28'), amount: 2595 });
  expect(paysItself(held)).toBe(false);
});

test('a bill whose draft an objection keeps from being planned says the same, and not that nobody pays it', () => {
  const autopay = { firstDueOn: date('2026-05-01'), daysBeforeDue: 0, isHeld: true };
  const held = billPayment({ ...bill, autopay }, at);
  expect(held).toEqual({ kind: 'autopay-held', by: date('2026-05-29'), dueOn: date('2026-05-28'), amount: 2595 });
  // Of somebody's autopay before, a draft came to nothing.
  const skipped = { state: 'skipped', draftOn: date('2026-05-20'), isStanding: false } as const;
  expect(billPayment({ ...bill, autopay, draft: skipped }, at)).toEqual(held);
  // What would not be drafted anyway is due by hand, and what can be drafted no more is past due.
  expect(billPayment({ ...bill, autopay: { ...autopay, firstDueOn: date('2026-06-01') } }, at).kind).toBe('due');
  expect(billPayment({ ...bill, autopay: { ...autopay, cap: cents(2594) } }, at).kind).toBe('due');
  const on = (day: string) => ({ ...at, now: Temporal.Instant.from(`${day}T19:00:00Z`) });
  expect(billPayment({ ...bill, autopay }, on('2026-05-29')).kind).toBe('autopay-held');
  expect(billPayment({ ...bill, autopay }, on('2026-05-30')).kind).toBe('past-due');
});
