import { type Exact, ok, type Period, type Problem, type Result } from '../kernel/index.ts';
import type { AccountToBill } from './account-to-bill.ts';
import { assistanceLines } from './assistance-line.ts';
import type { BillLine } from './bill-line.ts';
import type { BillingPolicy } from './billing-policy.ts';
import { type PricedService, priceService } from './price-service.ts';
import type { RateBook } from './rate-book.ts';
import { recurringFeeLine } from './recurring-fee-line.ts';

/** A service point with the water that ran at it, or is expected to. */
export interface ServiceUse {
  readonly service: PricedService;
  readonly gallons: Exact;
  /** The line that puts right what bills before it charged for the same water, beside the lines of its own. */
  readonly corrected?: (lines: readonly BillLine[]) => Result<BillLine | undefined, Problem>;
}

/** What an account has besides its rates. */
export type AccountTerms = Pick<AccountToBill, 'recurringFees' | 'assistance'>;

/** What a bill's lines depend on besides its water. */
export interface BillTerms {
  readonly period: Period;
  readonly months: Exact;
  readonly rates: RateBook;
  readonly policy: Pick<BillingPolicy, 'recurringFees' | 'assistance'>;
  readonly account: AccountTerms;
}

/**
 * The lines of a bill, and of its forecast: each service point's water at its rates, then fees that come with every bill,
 * then what programmes take off what the rates charge.
 */
export function billLines(uses: readonly ServiceUse[], terms: BillTerms): Result<readonly BillLine[], Problem> {
  const { account, policy, ...of } = terms;
  const lines: BillLine[] = [];
  for (const { service, gallons, corrected } of uses) {
    const priced = priceService(service, { ...of, gallons });
    if (!priced.ok) return priced;
    lines.push(...priced.value);
    const correction = corrected?.(priced.value);
    if (correction?.ok === false) return correction;
    if (correction?.value !== undefined) lines.push(correction.value);
  }
  const { recurringFees = [], assistance = [] } = account;
  const { recurringFees: kinds = [], assistance: programmes = [] } = policy;
  return ok([
    ...lines,
    ...recurringFees.flatMap((running) => recurringFeeLine(running, { ...of, kinds }) ?? []),
    ...assistanceLines(assistance, { ...of, lines, programmes }),
  ]);
}
