import { type Cents, ok, type Problem, type Result, refused, sumCents } from '../../kernel/index.ts';
import type { LeakCreditsProblemCode } from './problems.ts';

/** One decision of a request: the first, or the one on its appeal. */
export interface CreditDecision {
  readonly staffId: string;
  readonly outcome: 'approved' | 'denied';
  /** What it credits, on top of any decision before; positive where approved. */
  readonly amount: Cents;
  readonly at: Temporal.Instant;
}

export interface CreditRequestFacts {
  readonly decisions: readonly CreditDecision[];
  readonly isAppealed: boolean;
}

/** `asked` and `appealed` wait for the staff; the others are answers, `final` where nothing more can follow. */
export type CreditStanding = 'asked' | 'approved' | 'denied' | 'appealed' | 'final-approved' | 'final-denied';

export function creditStanding({ decisions, isAppealed }: CreditRequestFacts): CreditStanding {
  const [first, second] = decisions;
  if (first === undefined) return 'asked';
  if (!isAppealed) return first.outcome;
  if (second === undefined) return 'appealed';
  return decisions.some(({ outcome }) => outcome === 'approved') ? 'final-approved' : 'final-denied';
}

export const isWaiting = (standing: CreditStanding): boolean => standing === 'asked' || standing === 'appealed';

export const creditedOf = ({ decisions }: CreditRequestFacts): Cents => sumCents(decisions.map(({ amount }) => amount));

/** A first answer can be appealed, once: a denial, or less than was hoped for. */
export const mayAppealCredit = (facts: CreditRequestFacts): boolean =>
  facts.decisions.length === 1 && !facts.isAppealed;

/** Whether this member of staff may decide it now, with this amount; nobody judges their own decision. */
export function mayDecide(
  facts: CreditRequestFacts,
  decision: Pick<CreditDecision, 'staffId' | 'outcome' | 'amount'>,
  /** The most that one decision may credit. */
  max: Cents,
): Result<void, Problem<LeakCreditsProblemCode>> {
  if (!isWaiting(creditStanding(facts))) return refused({ code: 'leak-credits.decided' });
  if (facts.decisions.some(({ staffId }) => staffId === decision.staffId)) {
    return refused({ code: 'leak-credits.own-decision' });
  }
  if (decision.outcome === 'denied') return ok(undefined);
  if (decision.amount <= 0) return refused({ code: 'leak-credits.amount-unreadable', field: 'amount' });
  const left = max - creditedOf(facts);
  if (decision.amount > left) {
    return refused({ code: 'leak-credits.amount-too-large', field: 'amount', params: { max: Math.max(0, left) } });
  }
  return ok(undefined);
}
