import { ok, type Problem, type Result, refused } from '../../kernel/index.ts';
import type { BillingProblemCode } from '../problems.ts';

/**
 * A calculated run is drafts that nobody owes; an approved one waits to be posted and takes no more bills; a posted one is
 * owed; a cancelled one left nothing that is owed.
 */
export type RunState = 'calculated' | 'approved' | 'posted' | 'cancelled';
export type RunEvent = 'approve' | 'post' | 'cancel';

const next: Readonly<Record<RunState, Partial<Record<RunEvent, RunState>>>> = {
  calculated: { approve: 'approved', cancel: 'cancelled' },
  approved: { post: 'posted', cancel: 'cancelled' },
  posted: { cancel: 'cancelled' },
  cancelled: {},
};

export function afterRunEvent(state: RunState, event: RunEvent): Result<RunState, Problem<BillingProblemCode>> {
  const after = next[state][event];
  return after === undefined ? refused({ code: 'billing.run-not-possible-now', params: { state, event } }) : ok(after);
}

/** What a run holds when somebody is asked to approve it. */
export interface RunToApprove {
  readonly state: RunState;
  /** Everybody who calculated some of it. */
  readonly calculatedBy: readonly string[];
  readonly bills: number;
  readonly newCharges: number;
  /** Bills that wait for a person. */
  readonly waiting: number;
}

/**
 * Whether somebody may approve a run: a second person, everything looked at, and the very bills and sum that they saw.
 */
export function mayApprove(
  run: RunToApprove,
  by: { readonly staffId: string; readonly seen?: { readonly bills: number; readonly newCharges: number } },
): Result<void, Problem<BillingProblemCode>> {
  const after = afterRunEvent(run.state, 'approve');
  if (!after.ok) return after;
  if (run.calculatedBy.includes(by.staffId)) return refused({ code: 'billing.run-own' });
  if (run.bills === 0) return refused({ code: 'billing.run-empty' });
  if (run.waiting > 0) return refused({ code: 'billing.run-not-reviewed', params: { bills: run.waiting } });
  const { seen } = by;
  if (seen !== undefined && (seen.bills !== run.bills || seen.newCharges !== run.newCharges)) {
    return refused({ code: 'billing.run-changed' });
  }
  return ok(undefined);
}
