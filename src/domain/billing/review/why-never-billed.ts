import type { Problem } from '../../kernel/index.ts';
import type { BillingProblemCode } from '../problems.ts';

/** What is known about an account that no bill run has billed lately. */
export interface UnbilledAccount {
  readonly cycle: string;
  readonly rateClasses: readonly string[];
  /** Meters that serve now. */
  readonly meters: number;
  /** Why the last run that looked at it did not bill it. */
  readonly exception?: Problem;
  /** The run that holds a draft of it. */
  readonly draftRunId?: number;
}

/** Why nobody has billed an account: the first of what would keep it from being billed. */
export function whyNeverBilled(
  account: UnbilledAccount,
  known: { readonly cycles: readonly string[]; readonly hasRates: (rateClass: string) => boolean },
): Problem<BillingProblemCode> | Problem {
  const { cycle, rateClasses, meters, exception, draftRunId } = account;
  if (!known.cycles.includes(cycle)) {
    return { code: 'billing.cycle-unknown', params: { cycle, known: known.cycles.join(', ') } };
  }
  if (rateClasses.length === 0) return { code: 'billing.no-service-point' };
  const without = rateClasses.find((rateClass) => !known.hasRates(rateClass));
  if (without !== undefined) return { code: 'billing.class-without-rates', params: { class: without } };
  if (meters === 0) return { code: 'metering.no-meter' };
  if (draftRunId !== undefined) return { code: 'billing.waits-in-run', params: { run: draftRunId } };
  return exception ?? { code: 'billing.cycle-not-run', params: { cycle } };
}
