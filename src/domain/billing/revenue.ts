/** Which revenue a line is in the books: a part of the schedule named a fee is one, everything else is water. */
export const revenueOf = (part: string): 'revenue.water' | 'revenue.fees' | 'assistance' =>
  part === assistancePart ? 'assistance' : /(^|_)fee(_|$)/.test(part) ? 'revenue.fees' : 'revenue.water';

/** The part of what a programme takes off; in the books an expense, so that revenue stays what the rates charge. */
export const assistancePart = 'assistance_discount';

/** The part of what puts right bills that were estimated, or went on after the account was closed. */
export const estimateCorrectionPart = 'estimate_correction';

/** The parts under which a bill prints what the ledger already has; the bill's own entry leaves them out. */
export const lateFeePart = 'late_fee';
export const depositCreditPart = 'deposit_credit';
/** What a customer owed or had paid ahead at another account of theirs. */
export const transferPart = 'balance_transfer';
/** `fee_meter_test`: one part a fee, so that bills can be compared by it. */
export const feePart = (fee: string): string => `fee_${fee.replaceAll('-', '_')}`;
