import type { Exact, Problem, Result, Wording } from '../kernel/index.ts';
import type { BillLine } from './bill-line.ts';
import type { RateFact } from './rate-fact.ts';

/** What is priced: the use of a stretch, and how many months of charges it carries (`monthsBilled` × the stretch's share). */
export interface BilledUse {
  readonly gallons: Exact;
  /** Multiplies base charges and tier widths; one for an ordinary month. */
  readonly months: Exact;
  /** Days of the stretch and of the whole period, for the lines' explanation. */
  readonly days: number;
  readonly periodDays: number;
  /** What the schedule may ask for, under the names OWRS files use. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** What formulas of a rate schedule ask about a service point, under the names OWRS files use. */
export interface ServiceFacts {
  readonly meter_size: string;
  readonly elevation_zone: string;
  readonly backflow: boolean;
  readonly high_elevation: boolean;
  /** What people said besides, from days on. */
  readonly said?: readonly RateFact[];
}

/** Something that a schedule asks for: one of some values, or a number where there are none. */
export interface AskedFact {
  readonly name: string;
  readonly values: readonly string[];
  readonly fallback?: string;
}

/** One dated version of the rates of a class, ready to price. */
export interface RateVersion {
  readonly effectiveOn: Temporal.PlainDate;
  /** The months that its charges and tiers are written for. */
  readonly periodMonths: number;
  /** What it asks of a service point besides its use; without a value it cannot bill, unless it has one to fall back on. */
  readonly asks: readonly AskedFact[];
  readonly price: (use: BilledUse) => Result<readonly BillLine[], Problem>;
}

/** The versions of a class's rates, the oldest first; none for a class without rates. */
export type RateBook = ((rateClass: string) => readonly RateVersion[]) & {
  /** The classes that there are rates for. */
  readonly classes?: readonly string[];
  /** What the newest file that names a class or an input calls it. */
  readonly called?: ReadonlyMap<string, Wording>;
};
