import { type Cents, cents, ok, type Problem, type Result, refused } from '../kernel/index.ts';
import type { OnlineMethodKind, PaymentPolicy } from './policy.ts';

/** What the customer will be asked for: the payment, the fee on top, and both together. */
export interface AmountToPay {
  readonly amount: Cents;
  readonly fee: Cents;
  readonly total: Cents;
}

/**
 * Checks an amount against what the account owes (`owed`, negative where it has paid ahead): part of it, all of it, or
 * ahead up to the policy's limit. A balance below the minimum may always be paid whole.
 */
export function amountToPay(
  asked: { readonly amount: Cents; readonly owed: Cents; readonly method: OnlineMethodKind },
  policy: PaymentPolicy,
): Result<AmountToPay, Problem<'payments.amount-too-small' | 'payments.amount-too-large'>> {
  const { amount, owed } = asked;
  const min = owed > 0 && owed < policy.minimum ? owed : policy.minimum;
  if (amount < min) {
    return refused({ code: 'payments.amount-too-small', params: { min }, field: 'amount' });
  }
  const max = maxPayable(owed, policy);
  if (amount > max) {
    return refused({ code: 'payments.amount-too-large', params: { max }, field: 'amount' });
  }
  const fee = policy.fees[asked.method];
  return ok({ amount, fee, total: cents(amount + fee) });
}

/** The most that may be paid now: what is owed and the limit ahead, less what is paid ahead already. */
const maxPayable = (owed: Cents, policy: PaymentPolicy): Cents => cents(Math.max(0, owed + policy.maxAhead));
