import type { BillKind, BillLine, PricedService } from '../../billing/index.ts';
import type { Cents, Exact, Period, Problem, VolumeUnit } from '../../kernel/index.ts';

/** A line of a bill of the billing system, as it says it. */
export interface TheirLine {
  /** Where it stands on the bill. */
  readonly position: number;
  readonly description: string;
  /** `charge`, `tax`, `fee`, `credit`, `penalty`. */
  readonly type: string;
  readonly servicePoint?: string;
  readonly quantity?: Exact;
  /** Its price of one. */
  readonly rate?: Exact;
  readonly amount: Cents;
}

/** What the billing system says that a register showed, and what was used. */
export interface TheirRead {
  readonly servicePoint: string;
  readonly previous?: Exact;
  readonly current?: Exact;
  readonly multiplier?: Exact;
  readonly usage: Exact;
  readonly unit: VolumeUnit;
}

/** A bill of the billing system, with what it takes to calculate it again. */
export interface TheirBill {
  readonly kind: BillKind;
  /** From the one read day to the other; absent where the billing system did not say it. */
  readonly period?: Period;
  readonly reads: readonly TheirRead[];
  readonly lines: readonly TheirLine[];
  /** By the number of the service point. */
  readonly services: ReadonlyMap<string, PricedService>;
}

/** Why a line is not ours, as far as it can be guessed. */
export const shadowReasons = ['rate', 'use', 'days', 'fee', 'rounding', 'line-unknown', 'line-missing'] as const;
export type ShadowReason = (typeof shadowReasons)[number];

/** A line of theirs, a line of ours, or both where they are of one thing; the amounts differ. */
export interface LineDifference {
  readonly reason: ShadowReason;
  readonly theirs?: TheirLine;
  readonly ours?: BillLine;
  /** Theirs less ours. */
  readonly difference: Cents;
}

/** A line of theirs that ours gives to the cent. */
export interface LineExplained {
  readonly position: number;
  readonly ours: BillLine;
}

export type ShadowOutcome =
  | { readonly kind: 'equal'; readonly ours: Cents; readonly explained: readonly LineExplained[] }
  | { readonly kind: 'different'; readonly ours: Cents; readonly differences: readonly LineDifference[] }
  /** It cannot be calculated here, for this reason. */
  | { readonly kind: 'not-calculated'; readonly problem: Problem };
