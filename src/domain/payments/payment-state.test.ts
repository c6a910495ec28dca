import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import type { Dispute } from './dispute.ts';
import { movements } from './payment-entries.ts';
import {
  afterOutcome,
  moneyOut,
  type PaymentFacts,
  type PaymentState,
  type ProcessorOutcome,
} from './payment-state.ts';

const at = Temporal.Instant.from('2026-05-20T17:00:00Z');
const hours = (after: number) => at.add({ hours: after });
const method = { kind: 'card', brand: 'Visa', last4: '4242' } as const;
const money = { payment: 'p', method, at } as const;
const dispute = (about: Partial<Dispute>): ProcessorOutcome => ({
  kind: 'disputed',
  payment: 'p',
  dispute: {
    ...{ reference: 'd-1', amount: cents(6134), reason: 'fraudulent', state: 'needs-response' },
    ...{ withdrawn: cents(0), reinstated: cents(0), fee: cents(0), openedAt: hours(1), saidAt: hours(1) },
    ...about,
  },
});
const said = {
  open: { kind: 'open' },
  succeeded: { kind: 'succeeded', ...money },
  declined: { kind: 'declined', code: 'insufficient-funds' },
  abandoned: { kind: 'abandoned' },
  returned: { kind: 'returned', ...money, code: 'R01', saidAt: hours(2) },
  reinstated: { kind: 'succeeded', ...money, saidAt: hours(3) },
  refunded: { kind: 'refunded', ...money },
  'refunded 20.00': { kind: 'refunded', ...money, refunded: cents(2000), saidAt: hours(1) },
  'refunded 50.00 so far': { kind: 'refunded', ...money, refunded: cents(5000), saidAt: hours(2) },
  'refunded more than was paid': { kind: 'refunded', ...money, refunded: cents(9000), saidAt: hours(3) },
  'refunded 30.00 so far: one failed': { kind: 'refunded', ...money, refunded: cents(3000), saidAt: hours(4) },
  'dispute opened': dispute({}),
  'funds withdrawn': dispute({ withdrawn: cents(6134), fee: cents(1500), saidAt: hours(2) }),
  'dispute won': dispute({ state: 'won', saidAt: hours(5) }),
  'dispute lost': dispute({ state: 'lost', saidAt: hours(5) }),
  'part of the funds reinstated': dispute({ withdrawn: cents(6134), reinstated: cents(1000), saidAt: hours(4) }),
} as const satisfies Record<string, ProcessorOutcome>;
type Said = keyof typeof said;

const unheard = (state: PaymentState = 'started'): PaymentFacts => ({
  state,
  total: cents(6134),
  refunded: cents(0),
  disputes: [],
});
const after = (heard: readonly Said[], from = unheard()): PaymentFacts =>
  heard.reduce((facts, outcome) => afterOutcome(facts, said[outcome], hours(9)) ?? facts, from);

test.each<[readonly Said[], PaymentState, number]>([
  [['succeeded'], 'succeeded', 0],
  [['declined'], 'declined', 0],
  [['abandoned'], 'abandoned', 0],
  // The card went through after all: a late webhook, or a page thought closed.
  [['abandoned', 'succeeded'], 'succeeded', 0],
  [['declined', 'succeeded'], 'succeeded', 0],
  [['succeeded', 'declined'], 'succeeded', 0],
  [['succeeded', 'abandoned'], 'succeeded', 0],
  [['succeeded', 'returned'], 'returned', 6134],
  // The return overtook the success; an older success is heard late.
  [['returned'], 'returned', 6134],
  [['returned', 'succeeded'], 'returned', 6134],
  // The bank paid it after all.
  [['succeeded', 'returned', 'reinstated'], 'succeeded', 0],
  [['succeeded', 'reinstated', 'returned'], 'succeeded', 0],
  [['succeeded', 'refunded'], 'refunded', 6134],
  [['abandoned', 'refunded'], 'refunded', 6134],
  [['succeeded', 'refunded 20.00'], 'succeeded', 2000],
  [['refunded 20.00', 'succeeded'], 'succeeded', 2000],
  [['succeeded', 'refunded 20.00', 'refunded 50.00 so far'], 'succeeded', 5000],
  [['succeeded', 'refunded 50.00 so far', 'refunded 20.00'], 'succeeded', 5000],
  [['succeeded', 'refunded 20.00', 'refunded more than was paid'], 'refunded', 6134],
  [['succeeded', 'refunded 50.00 so far', 'refunded 30.00 so far: one failed'], 'succeeded', 3000],
  [['succeeded', 'refunded 20.00', 'returned'], 'returned', 6134],
  [['succeeded', 'refunded 20.00', 'returned', 'reinstated'], 'succeeded', 2000],
  [['succeeded', 'dispute opened'], 'succeeded', 0],
  [['succeeded', 'dispute opened', 'funds withdrawn'], 'disputed', 6134],
  [['succeeded', 'funds withdrawn', 'dispute opened'], 'disputed', 6134],
  [['funds withdrawn', 'succeeded'], 'disputed', 6134],
  [['succeeded', 'funds withdrawn', 'dispute won'], 'succeeded', 0],
  [['succeeded', 'dispute won', 'funds withdrawn'], 'succeeded', 0],
  [['succeeded', 'dispute opened', 'dispute lost'], 'disputed', 6134],
  [['succeeded', 'part of the funds reinstated'], 'disputed', 5134],
  [['succeeded', 'refunded 20.00', 'funds withdrawn'], 'disputed', 6134],
  [['succeeded', 'refunded 20.00', 'funds withdrawn', 'dispute won'], 'succeeded', 2000],
])('heard %j: %s, and %i cents of it are owed again', (heard, state, out) => {
  const facts = after(heard);
  expect(facts.state).toBe(state);
  const { refund, dispute: disputed, return: returned } = moneyOut(facts);
  expect(refund + disputed + returned).toBe(out);
});

test.each<[readonly Said[], Said]>([
  [['succeeded'], 'succeeded'],
  [['succeeded'], 'declined'],
  [['succeeded'], 'abandoned'],
  [['returned'], 'succeeded'],
  [['returned'], 'returned'],
  [['refunded'], 'succeeded'],
  [['refunded 20.00'], 'refunded 20.00'],
  [['refunded 50.00 so far'], 'refunded 20.00'],
  [['succeeded', 'funds withdrawn'], 'funds withdrawn'],
  [['declined'], 'abandoned'],
  [['abandoned'], 'declined'],
  [[], 'open'],
])('heard %j, then %s: nothing changes', (heard, again) => {
  expect(afterOutcome(after(heard), said[again], hours(9))).toBeUndefined();
});

test('asked for a payment that came back, the success that is found then undoes nothing', () => {
  const facts = after(['succeeded', 'returned']);
  expect(afterOutcome(facts, { kind: 'succeeded', ...money }, hours(9))).toBeUndefined();
});

const anything = fc.array(fc.constantFrom(...(Object.keys(said) as Said[])), { maxLength: 12 });

test('whatever is heard, never more goes out than came in, and the steps add up to what must be out', () => {
  fc.assert(
    fc.property(anything, (heard) => {
      const payment = { accountId: 1, reference: 'r', amount: cents(6000), fee: cents(134) };
      let posted = moneyOut(unheard());
      let owed = 0;
      let facts = unheard();
      for (const one of heard) {
        facts = afterOutcome(facts, said[one], hours(9)) ?? facts;
        const wanted = moneyOut(facts);
        for (const step of movements(payment, posted, wanted)) {
          owed += step.owed;
          expect(owed).toBeGreaterThanOrEqual(0);
          expect(owed).toBeLessThanOrEqual(payment.amount);
        }
        posted = wanted;
      }
      const out = posted.refund + posted.dispute + posted.return;
      expect(out).toBeLessThanOrEqual(6134);
      expect(owed).toBe(Math.min(out, payment.amount));
    }),
  );
});

test('what was said with its moment comes to the same in every order', () => {
  const dated: readonly Said[] = [
    ...(['succeeded', 'returned', 'reinstated', 'refunded 20.00', 'refunded 50.00 so far'] as const),
    ...(['dispute opened', 'funds withdrawn', 'dispute won', 'part of the funds reinstated'] as const),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray([...dated], { minLength: dated.length }), (heard) => {
      const facts = after(heard);
      expect([facts.state, moneyOut(facts)]).toEqual([
        'succeeded',
        { refund: cents(5000), dispute: cents(0), return: cents(0) },
      ]);
    }),
  );
});

test('a refund is owed again before the fee on top is given back', () => {
  const payment = { accountId: 1, reference: 'r', amount: cents(6134), fee: cents(195) };
  const nothing = { refund: cents(0), dispute: cents(0), return: cents(0) };
  const steps = (refund: number, from = nothing) => movements(payment, from, { ...nothing, refund: cents(refund) });
  expect(steps(2000)).toMatchObject([{ kind: 'refund', amount: 2000, owed: 2000 }]);
  expect(steps(6329)).toMatchObject([{ kind: 'refund', amount: 6329, owed: 6134 }]);
  expect(steps(6329, { ...nothing, refund: cents(6000) })).toMatchObject([{ amount: 329, owed: 134 }]);
});
