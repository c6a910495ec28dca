import { type Cents, cents } from '../kernel/index.ts';
import type { SummaryOfCharges } from './bill-document.ts';
import type { LateFeePolicy } from './billing-policy.ts';
import { lateFeeOn } from './late-fee.ts';

/** Where an account stands before its next bill is posted. */
export interface StandingBeforeBill {
  /** What the last bill that stands said was due; for a first bill, what came over from the system before. */
  readonly lastAmountDue: Cents;
  /** What the ledger says is owed now, before this bill. */
  readonly balance: Cents;
  /** Fees posted since the last bill, less a deposit given back: in `balance` already, shown among the new charges. */
  readonly postedSince: Cents;
}

/**
 * The summary of charges, in the order a bill prints it. Everything that happened to the balance since the last bill
 * except fees and deposits is in `payments` (payments, credits, returned payments), so that the amount due is always what the
 * ledger says once the bill is posted.
 */
export function summaryOfCharges(
  { lastAmountDue, balance, postedSince }: StandingBeforeBill,
  newCharges: Cents,
  lateFee: LateFeePolicy,
): SummaryOfCharges {
  const balanceForward = cents(balance - postedSince);
  const amountDue = cents(balanceForward + newCharges);
  return {
    previousBalance: lastAmountDue,
    payments: cents(balanceForward - lastAmountDue),
    balanceForward,
    newCharges,
    amountDue,
    lateFee: lateFeeOn(amountDue, lateFee),
  };
}
