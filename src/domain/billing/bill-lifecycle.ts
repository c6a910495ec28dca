import { ok, type Problem, type Result, refused } from '../kernel/index.ts';
import type { BillingProblemCode } from './problems.ts';

/** A draft is calculated but owed by nobody; a posted bill is owed; a cancelled one was, and its entry is reversed. */
export type BillState = 'draft' | 'posted' | 'cancelled';
export type BillEvent = 'post' | 'cancel';

const next: Readonly<Record<BillState, Partial<Record<BillEvent, BillState>>>> = {
  draft: { post: 'posted' },
  posted: { cancel: 'cancelled' },
  // The end: billing the period again is a new bill with a number of its own.
  cancelled: {},
};

/** The state after `event`, or `billing.not-possible-now` with the state it is in. */
export function afterEvent(state: BillState, event: BillEvent): Result<BillState, Problem<BillingProblemCode>> {
  const after = next[state][event];
  return after === undefined ? refused({ code: 'billing.not-possible-now', params: { state, event } }) : ok(after);
}
