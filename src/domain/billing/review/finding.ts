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
