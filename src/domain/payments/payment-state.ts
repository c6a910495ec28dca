import type { MethodShown } from './method.ts';

/**
 * A payment from the customer's click to the books.
 *
 * `started` is on the processor's page or on its way; nothing is in the books yet. `succeeded` is in the books from the
 * day it was paid: a bank debit counts from the day the customer authorised it, and comes back as `returned` if the bank
 * refuses it later. `declined` and `abandoned` moved no money, and both give way to a success that is reported late.
 */
export type PaymentState = 'started' | 'succeeded' | 'declined' | 'abandoned' | 'returned' | 'refunded';

/** What the processor says of a payment, by webhook or when asked. */
export type ProcessorOutcome =
  /** Not finished: the customer may still be on the hosted page. */
  | { readonly kind: 'open' }
  | {
      readonly kind: 'succeeded';
      readonly payment: string;
      readonly method: MethodShown;
      readonly at: Temporal.Instant;
    }
  | { readonly kind: 'declined'; readonly code: string }
  /** Left unfinished, and can no longer be finished. */
  | { readonly kind: 'abandoned' }
  /** Succeeded first; then the bank took it back. */
  | {
      readonly kind: 'returned';
      readonly payment: string;
      readonly method: MethodShown;
      readonly at: Temporal.Instant;
      readonly code: string;
    }
  | {
      readonly kind: 'refunded';
      readonly payment: string;
      readonly method: MethodShown;
      readonly at: Temporal.Instant;
    };

/** What the books must do, in this order. */
export type BookEffect = 'post-payment' | 'post-return' | 'post-refund';

export interface Transition {
  readonly to: PaymentState;
  readonly effects: readonly BookEffect[];
}

const paidStates: readonly PaymentState[] = ['succeeded', 'returned', 'refunded'];

/** Whether the payment is, or once was, in the books. */
export const wasPaid = (state: PaymentState): boolean => paidStates.includes(state);

/**
 * What `outcome` makes of a payment in state `from`; undefined where it changes nothing (a duplicate, or news older than
 * what is known). Words of the processor may come twice, late and in any order, so that:
 *
 * - a payment enters the books once, however the success is heard of;
 * - a return or refund heard of before its success posts both;
 * - a decline or an abandonment never undoes a success.
 */
export function afterOutcome(from: PaymentState, outcome: ProcessorOutcome): Transition | undefined {
  switch (outcome.kind) {
    case 'open':
      return undefined;
    case 'succeeded':
      return wasPaid(from) ? undefined : { to: 'succeeded', effects: ['post-payment'] };
    case 'declined':
      return from === 'started' ? { to: 'declined', effects: [] } : undefined;
    case 'abandoned':
      return from === 'started' ? { to: 'abandoned', effects: [] } : undefined;
    case 'returned':
      return afterMoneyBack(from, 'returned', 'post-return');
    case 'refunded':
      return afterMoneyBack(from, 'refunded', 'post-refund');
  }
}

function afterMoneyBack(
  from: PaymentState,
  to: 'returned' | 'refunded',
  effect: 'post-return' | 'post-refund',
): Transition | undefined {
  if (from === 'returned' || from === 'refunded') return undefined;
  return { to, effects: from === 'succeeded' ? [effect] : ['post-payment', effect] };
}
