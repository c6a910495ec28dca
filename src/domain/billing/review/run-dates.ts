import { isAfter, isBefore, isOnOrBefore, ok, type Problem, type Result, refused } from '../../kernel/index.ts';
import type { BillingProblemCode } from '../problems.ts';

/** How far the dates of a run may be from today (`billing.review.dates` of utility.yaml). */
export interface RunDatePolicy {
  readonly readThroughDaysBack: number;
  readonly issueDaysBack: number;
  readonly issueDaysAhead: number;
}

export interface RunDates {
  readonly readThrough: Temporal.PlainDate;
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
}

/** Another run of the cycle that stands. */
export interface RunBeside {
  readonly id: number;
  readonly readThrough: Temporal.PlainDate;
}

/** Two runs of a cycle this close together would bill the same month. */
const sameMonthDays = 20;

type DateProblem = Problem<BillingProblemCode>;

/**
 * Whether a run's dates can be meant: reads of lately, bills of these days, due in the days to come, and a month of the
 * cycle that no other run has billed. Each refusal says what was typed and between which days it was expected.
 */
export function checkRunDates(
  { readThrough, issuedOn, dueOn }: RunDates,
  given: {
    readonly today: Temporal.PlainDate;
    readonly policy: RunDatePolicy;
    /** The cycle's runs that stand, of other days. */
    readonly others: readonly RunBeside[];
  },
): Result<void, DateProblem> {
  const { today, policy, others } = given;
  const reads = { from: today.subtract({ days: policy.readThroughDaysBack }), to: today };
  if (isBefore(readThrough, reads.from) || isAfter(readThrough, reads.to)) {
    return outside('billing.read-through-outside', 'readThrough', { found: readThrough, ...reads });
  }
  const lately = today.subtract({ days: policy.issueDaysBack });
  const issue = {
    from: isBefore(lately, readThrough) ? readThrough : lately,
    to: today.add({ days: policy.issueDaysAhead }),
  };
  if (isBefore(issuedOn, issue.from) || isAfter(issuedOn, issue.to)) {
    return outside('billing.issue-on-outside', 'issueOn', { found: issuedOn, ...issue });
  }
  if (isOnOrBefore(dueOn, today)) {
    return refused({
      code: 'billing.due-on-past',
      field: 'issueOn',
      params: { found: dueOn.toString(), issued: issuedOn.toString(), today: today.toString() },
    });
  }
  const beside = others.find(
    (other) => Math.abs(other.readThrough.until(readThrough, { largestUnit: 'days' }).days) < sameMonthDays,
  );
  if (beside !== undefined) {
    const params = { found: readThrough.toString(), run: beside.id, through: beside.readThrough.toString() };
    return refused({ code: 'billing.month-run-already', field: 'readThrough', params });
  }
  return ok(undefined);
}

const outside = (
  code: BillingProblemCode,
  field: string,
  { found, from, to }: { found: Temporal.PlainDate; from: Temporal.PlainDate; to: Temporal.PlainDate },
): Result<never, DateProblem> =>
  refused({ code, field, params: { found: found.toString(), from: from.toString(), to: to.toString() } });
