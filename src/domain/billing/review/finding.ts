import type { ReviewRule } from './review-policy.ts';

/** One thing about a calculated bill that a person is to look at; the words are `review.found.<rule>`. */
export interface Finding {
  readonly rule: ReviewRule;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface HeldFinding extends Finding {
  /** False where it is only shown. */
  readonly holds: boolean;
}

/** Params that are days. */
const days: ReadonlySet<string> = new Set(['from', 'to']);

/** A finding's values with their days written as the reader writes them. */
export const findingValues = (
  { params }: Pick<Finding, 'params'>,
  date: (day: Temporal.PlainDate) => string,
): Finding['params'] =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      days.has(name) ? date(Temporal.PlainDate.from(`${value}`)) : value,
    ]),
  );
