import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterOutcome, type BookEffect, type PaymentState, type ProcessorOutcome, wasPaid } from './payment-state.ts';

const at = Temporal.Instant.from('2026-05-20T17:00:00Z');
const method = { kind: 'card', brand: 'Visa', last4: '4242' } as const;
const said = {
  open: { kind: 'open' },
  succeeded: { kind: 'succeeded', payment: 'p', method, at },
  declined: { kind: 'declined', code: 'insufficient-funds' },
  abandoned: { kind: 'abandoned' },
  returned: { kind: 'returned', payment: 'p', method, at, code: 'R01' },
  refunded: { kind: 'refunded', payment: 'p', method, at },
} as const satisfies Record<string, ProcessorOutcome>;

test.each([
  ['started', 'succeeded', 'succeeded', ['post-payment']],
  ['started', 'declined', 'declined', []],
  ['started', 'abandoned', 'abandoned', []],
  // The card went through after all: a late webhook, or a page thought closed.
  ['abandoned', 'succeeded', 'succeeded', ['post-payment']],
  ['declined', 'succeeded', 'succeeded', ['post-payment']],
  ['succeeded', 'returned', 'returned', ['post-return']],
  ['succeeded', 'refunded', 'refunded', ['post-refund']],
  // The return overtook the success.
  ['started', 'returned', 'returned', ['post-payment', 'post-return']],
  ['abandoned', 'refunded', 'refunded', ['post-payment', 'post-refund']],
] as const)('%s, then the processor says %s: %s', (from, outcome, to, effects) => {
  expect(afterOutcome(from, said[outcome])).toEqual({ to, effects });
});

test.each([
  ['succeeded', 'succeeded'],
  ['succeeded', 'declined'],
  ['succeeded', 'abandoned'],
  ['returned', 'succeeded'],
  ['returned', 'returned'],
  ['refunded', 'succeeded'],
  ['refunded', 'returned'],
  ['declined', 'abandoned'],
  ['abandoned', 'declined'],
  ['started', 'open'],
] as const)('%s, then the processor says %s: nothing changes', (from, outcome) => {
  expect(afterOutcome(from, said[outcome])).toBeUndefined();
});

test('in any order and however often it is heard, a payment enters the books at most once and leaves them at most once', () => {
  const outcomes = fc.array(fc.constantFrom(...Object.values(said)), { maxLength: 12 });
  fc.assert(
    fc.property(outcomes, (heard) => {
      let state: PaymentState = 'started';
      const effects: BookEffect[] = [];
      for (const outcome of heard) {
        const next = afterOutcome(state, outcome);
        if (next === undefined) continue;
        state = next.to;
        effects.push(...next.effects);
      }
      expect(effects.filter((effect) => effect === 'post-payment')).toHaveLength(wasPaid(state) ? 1 : 0);
      expect(effects.filter((effect) => effect !== 'post-payment').length).toBeLessThanOrEqual(1);
      if (heard.some((outcome) => outcome.kind === 'succeeded')) expect(wasPaid(state)).toBe(true);
    }),
  );
});
