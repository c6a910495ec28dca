import type { BillLine, PricedService } from '../billing/index.ts';
import type { Cents, Exact, Period } from '../kernel/index.ts';

/** One of two bills to be compared, as it was sent. */
export interface BillToCompare {
  readonly period: Period;
  /** Months of charges that it was billed (`monthsBilled`). */
  readonly months: Exact;
  readonly lines: readonly BillLine[];
  readonly services: readonly BilledService[];
  /** Its lines are another system's: the names of their parts are not those of the schedules. */
  readonly isGiven?: boolean;
}

/** A service point of a bill, with the use that its meters showed. */
export interface BilledService extends PricedService {
  readonly servicePointId: number;
  readonly gallons: Exact;
}

/** Why the charges changed, in the order in which the bill is calculated again. */
const changeKinds = ['service', 'days', 'weather', 'use', 'rate', 'fees'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ChangePart {
  readonly kind: ChangeKind;
  readonly amount: Cents;
  /** What of the bill changed by how much: prices by part, and lines that are on one of the bills alone. */
  readonly of: readonly LineChange[];
}

export interface LineChange {
  readonly label: BillLine['label'];
  readonly amount: Cents;
}

export interface BillChange {
  /** This bill's charges less the other's. */
  readonly difference: Cents;
  /** They add up to the difference, to the cent. */
  readonly parts: readonly ChangePart[];
  readonly days: Compared<number>;
  readonly gallons: Compared<Exact>;
  /** The same by place, where either bill is for several. */
  readonly places: readonly PlaceChange[];
}

export interface PlaceChange {
  readonly servicePointId: number;
  readonly gallons: Compared<Exact>;
}

interface Compared<Value> {
  readonly before: Value;
  readonly now: Value;
}
