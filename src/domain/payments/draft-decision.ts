import type { Cents } from '../kernel/index.ts';

export type SkipReason = 'paid' | 'over-cap' | 'autopay-ended' | 'bill-cancelled' | 'account-closed';

export type DraftDecision =
  | { readonly kind: 'charge'; readonly amount: Cents }
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  /** A payment of the account is still under way: what is owed is not known yet. */
  | { readonly kind: 'wait' };

export interface DraftFacts {
  readonly billState: 'posted' | 'cancelled';
  readonly autopayEnded: boolean;
  /** Some payment of this account is started and not settled. */
  readonly paymentUnderWay: boolean;
  /** What is owed of this bill now (`owedOfBill` of receivables). */
  readonly owed: Cents;
  readonly cap?: Cents;
}

/**
 * What to do with a draft when its hour has come. What the customer paid meanwhile shrinks it, or skips it where nothing
 * is left; while another payment is under way it waits, so that no bill is paid twice.
 */
export function decideDraft(facts: DraftFacts): DraftDecision {
  if (facts.autopayEnded) return { kind: 'skip', reason: 'autopay-ended' };
  if (facts.billState === 'cancelled') return { kind: 'skip', reason: 'bill-cancelled' };
  if (facts.paymentUnderWay) return { kind: 'wait' };
  if (facts.owed <= 0) return { kind: 'skip', reason: 'paid' };
  if (facts.cap !== undefined && facts.owed > facts.cap) return { kind: 'skip', reason: 'over-cap' };
  return { kind: 'charge', amount: facts.owed };
}
