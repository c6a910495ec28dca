import { isAfter, isBefore, ok, type Problem, type Result, refused } from '../../kernel/index.ts';
import type { AssistanceProblemCode } from './problems.ts';

/** What the utility's file says about a programme besides what it takes off. */
export interface ProgrammeRule {
  readonly id: string;
  /** An account is in it for at most so many months at a time; then proof is shown again. */
  readonly maxMonths: number;
  /** The first day on which it is over for everybody. */
  readonly endsOn?: Temporal.PlainDate | undefined;
}

/** That an account is or was in a programme. */
export interface Granted {
  readonly programme: string;
  readonly fromOn: Temporal.PlainDate;
  /** The first day without it. */
  readonly endsOn: Temporal.PlainDate;
}

export const isRunning = (granted: Granted, on: Temporal.PlainDate): boolean => isBefore(on, granted.endsOn);

/**
 * The first day without a programme that is given from `today` through `last`: not beyond its months, nor its own end. An
 * account is in one programme at a time.
 */
export function grantUntil(
  rule: ProgrammeRule,
  asked: { readonly today: Temporal.PlainDate; readonly last: Temporal.PlainDate; readonly before: readonly Granted[] },
): Result<Temporal.PlainDate, Problem<AssistanceProblemCode>> {
  const { today, last, before } = asked;
  if (before.some((granted) => isRunning(granted, today))) return refused({ code: 'assistance.granted-already' });
  const latest = latestDay(rule, today);
  if (isBefore(last, today) || isAfter(last, latest)) {
    return refused({ code: 'assistance.day-not-possible', field: 'last', params: { latest: latest.toString() } });
  }
  return ok(last.add({ days: 1 }));
}

/** The last day that can be given from `today` on. */
function latestDay({ maxMonths, endsOn }: ProgrammeRule, today: Temporal.PlainDate): Temporal.PlainDate {
  const byMonths = today.add({ months: maxMonths });
  const byEnd = endsOn?.subtract({ days: 1 });
  return byEnd !== undefined && isBefore(byEnd, byMonths) ? byEnd : byMonths;
}
