/** Which revenue a line is in the books: a part of the schedule named a fee is one, everything else is water. */
export const revenueOf = (part: string): 'revenue.water' | 'revenue.fees' =>
  /(^|_)fee(_|$)/.test(part) ? 'revenue.fees' : 'revenue.water';

/** The part under which a bill prints a late fee that the ledger already has; the bill's own entry leaves it out. */
export const lateFeePart = 'late_fee';
