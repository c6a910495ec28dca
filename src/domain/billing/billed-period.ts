import type { Cents, Exact, Period } from '../kernel/index.ts';
import type { BillKind } from './billing-period.ts';

/** A bill that stands, as far as what its rates charged is asked again. */
export interface BilledPeriod {
  readonly kind: BillKind;
  readonly period: Period;
  /** By service point. */
  readonly gallons: ReadonlyMap<number, Exact>;
  /** What its rates charged the account, without what corrected bills before it. */
  readonly charged: Cents;
}
