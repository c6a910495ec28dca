import type { Cents } from '../kernel/index.ts';

export type SkipReason =
  | 'paid'
  | 'over-cap'
  | 'autopay-ended'
  | 'autopay-paused'
  | 'bill-cancelled'
  | 'account-closed'
  /** It could not go by the day after its due date. */
  | 'too-late'
  /** Sent before and returned: only the same amount may be presented again. */
  | 'amount-changed';

export type DraftDecision =
  | { readonly kind: 'charge'; readonly amount: Cents }
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  /** A payment of the account is still under way: what is owed is not known yet. */
  | { readonly kind: 'wait' }
  /** The person who set autopay has no access until staff have decided an objection to it. */
  | { readonly kind: 'hold' };

export interface DraftFacts {
  readonly billState: 'posted' | 'cancelled';
  readonly autopayEnded: boolean;
  /** A return or a refused card has paused it, and the customer has not mended that. */
  readonly autopayPaused: boolean;
  /** An objection to the access of its login is open. */
  readonly isHeld: boolean;
  readonly accountClosed: boolean;
  /** The last day on which it may go is over (`lastDraftDay`). */
  readonly isTooLate: boolean;
  /** Some payment of this account is started and not settled. */
  readonly paymentUnderWay: boolean;
  /** What is owed of this bill now (`owedOfBill` of receivables). */
  readonly owed: Cents;
  readonly cap?: Cents;
  /** What the bank debit was that came back, where this is the second attempt at it. */
  readonly presentedBefore?: Cents;
}

/**
 * What to do with a draft when its hour has come. What the customer paid meanwhile shrinks it, or skips it where nothing
 * is left; while another payment is under way it waits, so that no bill is paid twice. A bank debit that came back may be
 * presented again only as it was.
 */
export function decideDraft(facts: DraftFacts): DraftDecision {
  const { owed, cap, presentedBefore } = facts;
  if (facts.autopayEnded) return { kind: 'skip', reason: 'autopay-ended' };
  if (facts.billState === 'cancelled') return { kind: 'skip', reason: 'bill-cancelled' };
  if (facts.accountClosed && owed > 0) return { kind: 'skip', reason: 'account-closed' };
  if (facts.autopayPaused && owed > 0) return { kind: 'skip', reason: 'autopay-paused' };
  if (facts.isTooLate && owed > 0) return { kind: 'skip', reason: 'too-late' };
  if (facts.isHeld) return { kind: 'hold' };
  if (facts.paymentUnderWay) return { kind: 'wait' };
  if (owed <= 0) return { kind: 'skip', reason: 'paid' };
  if (cap !== undefined && owed > cap) return { kind: 'skip', reason: 'over-cap' };
  if (presentedBefore !== undefined && owed < presentedBefore) return { kind: 'skip', reason: 'amount-changed' };
  return { kind: 'charge', amount: presentedBefore ?? owed };
}
