import { type Cents, ok, type Problem, type Result, refused } from '../../kernel/index.ts';
import type { RebatesProblemCode } from './problems.ts';

/** What happened to an application after it was asked. */
export interface RebateStep {
  readonly kind: 'more-needed' | 'answered' | 'appealed' | 'approved' | 'paid' | 'refused';
  readonly staffId?: string;
  readonly amount?: Cents;
  readonly reason: string;
  readonly at: Temporal.Instant;
}

/** `asked`, `answered` and `appealed` wait for the staff, `approved` for a second person, `more-needed` for the customer. */
export type RebateStanding = 'asked' | RebateStep['kind'];

export const rebateStanding = (steps: readonly RebateStep[]): RebateStanding => steps.at(-1)?.kind ?? 'asked';

export const isOver = (standing: RebateStanding): boolean => standing === 'paid' || standing === 'refused';

export const isAppealed = (steps: readonly RebateStep[]): boolean => steps.some(({ kind }) => kind === 'appealed');

/** A refusal can be appealed, once. */
export const mayAppealRebate = (steps: readonly RebateStep[]): boolean =>
  rebateStanding(steps) === 'refused' && !isAppealed(steps);

/** Who refused it does not answer its appeal. */
export const hasRefused = (steps: readonly RebateStep[], staffId: string): boolean =>
  steps.some((step) => step.kind === 'refused' && step.staffId === staffId);

export type RebateAnswer = 'approve' | 'more' | 'refuse';

export interface AnswerToDecide {
  readonly staffId: string;
  readonly answer: RebateAnswer;
  readonly amount: Cents;
  readonly reason: string;
}

/** What the rule of two people and the offer leave open. */
export interface DecisionLimits {
  /** More than this is decided by two. */
  readonly secondAbove: Cents;
  /** What the programme offered. */
  readonly max: Cents;
  readonly budgetLeft: Cents;
}

/** The step that an answer is; a refusal where it may not be given now, or by this person. */
export function stepOf(
  steps: readonly RebateStep[],
  { staffId, answer, amount: typed, reason }: AnswerToDecide,
  { secondAbove, max, budgetLeft }: DecisionLimits,
): Result<{ readonly kind: RebateStep['kind']; readonly amount?: Cents }, Problem<RebatesProblemCode>> {
  const standing = rebateStanding(steps);
  if (isOver(standing)) return refused({ code: 'rebates.decided' });
  if (hasRefused(steps, staffId)) return refused({ code: 'rebates.own-refusal' });
  if (reason === '' && (answer !== 'approve' || isAppealed(steps))) {
    return refused({ code: 'rebates.reason-missing', field: 'reason' });
  }
  if (answer === 'refuse') return ok({ kind: 'refused' });
  if (standing === 'more-needed') return refused({ code: 'rebates.waits-for-customer' });
  if (answer === 'more') return ok({ kind: 'more-needed' });
  const first = standing === 'approved' ? steps.at(-1) : undefined;
  if (first?.staffId === staffId || steps.some((step) => step.kind === 'approved' && step.staffId === staffId)) {
    return refused({ code: 'rebates.own-decision' });
  }
  const amount = first?.amount ?? typed;
  if (amount <= 0) return refused({ code: 'rebates.amount-unreadable', field: 'amount' });
  if (amount > max) return refused({ code: 'rebates.amount-too-large', field: 'amount', params: { max } });
  // What the first person approved is counted as spent already.
  if (first === undefined && amount > budgetLeft) return refused({ code: 'rebates.no-budget' });
  return ok({ kind: first === undefined && amount > secondAbove ? 'approved' : 'paid', amount });
}
