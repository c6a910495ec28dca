import type { Cents, Exact, Period } from '../kernel/index.ts';
import type { RegisterUse } from '../metering/index.ts';
import type { BillLine } from './bill-line.ts';
import type { BillKind } from './billing-period.ts';
import type { BillingPolicy } from './billing-policy.ts';
import type { RateBook } from './rate-book.ts';
import type { MeterEstimate } from './read-service-point.ts';

/** A bill as calculated, before it has a number or knows what else the account owes. */
export interface CalculatedBill {
  readonly accountId: number;
  readonly kind: BillKind;
  readonly period: Period;
  readonly uses: readonly RegisterUse[];
  /** Reads made up for want of a real one; kept as such when the bill is. */
  readonly estimates: readonly MeterEstimate[];
  readonly lines: readonly BillLine[];
  /** Less than nothing where the bills before were estimated too high. */
  readonly gallons: Exact;
  readonly newCharges: Cents;
  readonly estimated: boolean;
  /** More days than are billed without a person. */
  readonly isLong?: boolean;
}

export interface CalculationInput {
  readonly readThrough: Temporal.PlainDate;
  readonly rates: RateBook;
  readonly policy: BillingPolicy;
}
