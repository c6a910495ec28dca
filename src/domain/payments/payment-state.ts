import { type Cents, cents, isAfter, isBefore, sumCents } from '../kernel/index.ts';
import { type Dispute, withdrawnNow, withWord } from './dispute.ts';
import type { MethodShown } from './method.ts';

/**
 * A payment from the customer's click to the books.
 *
 * `started` is on the processor's page or on its way; nothing is in the books yet. `succeeded` is in the books from the
 * day it was paid: a bank debit counts from the day the customer authorised it, and comes back as `returned` if the bank
 * refuses it later. `declined` and `abandoned` moved no money, and both give way to a success that is reported late.
 * `refunded` was given back whole; part of it given back leaves it `succeeded`. `disputed` is withdrawn while its dispute
 * is not won.
 */
export type PaymentState = 'started' | 'succeeded' | 'declined' | 'abandoned' | 'returned' | 'refunded' | 'disputed';

/** Money that came in, as the processor tells about it. */
export interface MoneySaid {
  /** The processor's id of the payment. */
  readonly payment: string;
  /** Absent where the word does not say; what is known about it stays. */
  readonly method?: MethodShown;
  /** When it was paid. */
  readonly at: Temporal.Instant;
  /** When the processor said this; absent where it was asked on the way, which tells no order. */
  readonly saidAt?: Temporal.Instant;
}

/** What the processor says about a payment, by webhook or when asked. */
export type ProcessorOutcome =
  /** Not finished: the customer may still be on the hosted page. */
  | { readonly kind: 'open' }
  /** Said after the bank took it back: the bank paid it after all. */
  | ({ readonly kind: 'succeeded' } & MoneySaid)
  | { readonly kind: 'declined'; readonly code: string }
  /** Left unfinished, and can no longer be finished. */
  | { readonly kind: 'abandoned' }
  /** Succeeded first; then the bank took it back. */
  | ({ readonly kind: 'returned'; readonly code: string } & MoneySaid)
  /** `refunded` is what was given back so far, the fee included; absent: all of it. */
  | ({ readonly kind: 'refunded'; readonly refunded?: Cents } & MoneySaid)
  | { readonly kind: 'disputed'; readonly payment: string; readonly dispute: Dispute };

/** Everything the processor has said about a payment so far. What stands in the books follows from it (`moneyOut`). */
export interface PaymentFacts {
  readonly state: PaymentState;
  /** The payment and the fee on top. */
  readonly total: Cents;
  /** Given back so far. */
  readonly refunded: Cents;
  readonly refundSaidAt?: Temporal.Instant;
  /** When the processor last said that the bank paid, or took it back. */
  readonly bankSaidAt?: Temporal.Instant;
  readonly disputes: readonly Dispute[];
}

const paidStates: readonly PaymentState[] = ['succeeded', 'returned', 'refunded', 'disputed'];

/** Whether the payment is, or once was, in the books. */
export const wasPaid = (state: PaymentState): boolean => paidStates.includes(state);

/** What of a payment is out of the books again, and why. */
export interface MoneyOut {
  readonly refund: Cents;
  readonly dispute: Cents;
  readonly return: Cents;
}

export type MoneyOutPart = keyof MoneyOut;

/** Parts in the order in which they count: together never more than was paid. */
export const moneyOutParts = ['refund', 'dispute', 'return'] as const satisfies readonly MoneyOutPart[];

/** What must be out of the books by all that was said; the same whatever the order in which it was heard. */
export function moneyOut({ state, total, refunded, disputes }: PaymentFacts): MoneyOut {
  if (!wasPaid(state)) return { refund: cents(0), dispute: cents(0), return: cents(0) };
  const refund = Math.min(total, refunded);
  const dispute = Math.min(total - refund, sumCents(disputes.map(withdrawnNow)));
  return {
    refund: cents(refund),
    dispute: cents(dispute),
    return: cents(state === 'returned' ? total - refund - dispute : 0),
  };
}

/**
 * What is known about a payment once `outcome` is heard; undefined where it changes nothing (a duplicate, or news older than
 * what is known). Words of the processor may come twice, late and in any order, so that:
 *
 * - a payment enters the books once, however the success is heard of;
 * - a return, refund or dispute heard of before its success is not lost;
 * - a decline or an abandonment never undoes a success;
 * - a success undoes a return only where the processor says it later: the bank paid it after all.
 *
 * @param now stands for the moment of a return that was asked for
 */
export function afterOutcome(
  facts: PaymentFacts,
  outcome: ProcessorOutcome,
  now: Temporal.Instant,
): PaymentFacts | undefined {
  switch (outcome.kind) {
    case 'open':
      return undefined;
    case 'declined':
    case 'abandoned':
      return facts.state === 'started' ? { ...facts, state: outcome.kind } : undefined;
    case 'disputed': {
      const known = facts.disputes.find(({ reference }) => reference === outcome.dispute.reference);
      const dispute = withWord(known, outcome.dispute);
      const others = facts.disputes.filter((one) => one !== known);
      return changed(facts, withState({ ...facts, disputes: [...others, dispute] }));
    }
    case 'succeeded':
      return changed(facts, afterSuccess(facts, outcome));
    case 'returned':
      return changed(facts, afterReturn(afterSuccess(facts, { at: outcome.at }), outcome, now));
    case 'refunded':
      return changed(facts, afterRefund(afterSuccess(facts, { at: outcome.at }), outcome));
  }
}

type Said = Pick<MoneySaid, 'at' | 'saidAt'>;

function afterSuccess(facts: PaymentFacts, { at, saidAt }: Said): PaymentFacts {
  if (!wasPaid(facts.state)) return withState({ ...facts, state: 'succeeded', bankSaidAt: saidAt ?? at });
  const isNews = saidAt !== undefined && (facts.bankSaidAt === undefined || isAfter(saidAt, facts.bankSaidAt));
  if (!isNews) return facts;
  const state = facts.state === 'returned' ? 'succeeded' : facts.state;
  return withState({ ...facts, state, bankSaidAt: saidAt });
}

function afterReturn(facts: PaymentFacts, { saidAt }: Said, now: Temporal.Instant): PaymentFacts {
  if (facts.state === 'returned') return facts;
  if (saidAt !== undefined && facts.bankSaidAt !== undefined && isBefore(saidAt, facts.bankSaidAt)) return facts;
  return { ...facts, state: 'returned', bankSaidAt: saidAt ?? now };
}

/** A later word of the processor wins, also where it is less: a refund may fail. Without a moment, the greater one. */
function afterRefund(
  facts: PaymentFacts,
  { refunded = facts.total, saidAt }: Said & { readonly refunded?: Cents },
): PaymentFacts {
  const { refundSaidAt } = facts;
  const isLater = saidAt !== undefined && (refundSaidAt === undefined || isAfter(saidAt, refundSaidAt));
  if (!isLater && refunded <= facts.refunded) return facts;
  if (!isLater && saidAt !== undefined && refundSaidAt !== undefined && isBefore(saidAt, refundSaidAt)) return facts;
  const said = { ...facts, refunded, ...(isLater ? { refundSaidAt: saidAt } : {}) };
  return withState(said);
}

/** The state that the facts add up to. Returned stays returned until the bank pays after all. */
function withState(facts: PaymentFacts): PaymentFacts {
  if (!wasPaid(facts.state) || facts.state === 'returned') return facts;
  const { refund, dispute } = moneyOut({ ...facts, state: 'succeeded' });
  const state = dispute > 0 ? 'disputed' : refund >= facts.total ? 'refunded' : 'succeeded';
  return { ...facts, state };
}

const changed = (before: PaymentFacts, after: PaymentFacts): PaymentFacts | undefined =>
  inOneLine(before) === inOneLine(after) ? undefined : after;

const inOneLine = ({ state, refunded, refundSaidAt, bankSaidAt, disputes }: PaymentFacts): string =>
  JSON.stringify([
    ...[state, refunded, refundSaidAt, bankSaidAt],
    disputes.map((one) => Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ]);
