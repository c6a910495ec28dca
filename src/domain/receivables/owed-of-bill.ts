import { type Cents, cents } from '../kernel/index.ts';

/**
 * What is still owed of one bill: payments settle the oldest charges first, so whatever was charged after it stands
 * behind it. A payment that came back is owed again. Never more than the bill asked for, never less than nothing.
 */
export function owedOfBill(facts: {
  readonly amountDue: Cents;
  /** What the account owes now. */
  readonly balance: Cents;
  /** Bills and late fees posted after it, less those of them that were reversed. */
  readonly chargedSince: Cents;
}): Cents {
  return cents(Math.max(0, Math.min(facts.amountDue, facts.balance - facts.chargedSince)));
}
