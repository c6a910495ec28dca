import { ok, type Problem, type Result, refused } from '../../kernel/index.ts';
import type { FeesProblemCode } from './problems.ts';

/** A fee somebody charged: what became of it so far. */
export interface FeeFacts {
  /** Undefined where it followed by itself from a payment that came back. */
  readonly staffId?: string;
  /** True where it is in the books, at once or after a second person agreed. */
  readonly isPosted: boolean;
  readonly answer?: 'approved' | 'denied';
  readonly isTakenBack: boolean;
}

export type FeeStanding = 'waiting' | 'denied' | 'charged' | 'taken-back';

export function feeStanding({ isPosted, answer, isTakenBack }: FeeFacts): FeeStanding {
  if (isTakenBack) return 'taken-back';
  if (isPosted) return 'charged';
  return answer === undefined ? 'waiting' : 'denied';
}

/** Whether this member of staff may agree to a fee or refuse it: it waits, and somebody else charged it. */
export function mayAnswer(fee: FeeFacts, staffId: string): Result<void, Problem<FeesProblemCode>> {
  if (feeStanding(fee) !== 'waiting') return refused({ code: 'fees.answered' });
  return fee.staffId === staffId ? refused({ code: 'fees.own-fee' }) : ok(undefined);
}

export const mayTakeBack = (fee: FeeFacts): Result<void, Problem<FeesProblemCode>> =>
  feeStanding(fee) === 'charged' ? ok(undefined) : refused({ code: 'fees.not-charged' });
