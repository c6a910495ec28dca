import type { Exact, Place, Problem, VolumeUnit, Wording } from '../kernel/index.ts';
import type { Formula } from './formula.ts';

/** One published file of rates, read: who bills what from which day, class by class. */
export interface RateSchedule {
  readonly file: string;
  readonly utility: string;
  /** First day in force; undefined where the file does not say. */
  readonly effectiveOn: Temporal.PlainDate | undefined;
  /** The months that its charges and tiers are written for (`bill_frequency`); 1 where the file does not say. */
  readonly periodMonths: number;
  /** The unit of `usage_ccf` in this file; CCF where it does not say. */
  readonly unit: VolumeUnit;
  readonly classes: ReadonlyMap<string, RateClass>;
  /** Classes that cannot bill, each with every reason. */
  readonly refused: ReadonlyMap<string, readonly Problem[]>;
  /** What parts, classes and inputs are called. */
  readonly labels: ReadonlyMap<string, Wording>;
}

export interface RateClass {
  readonly name: string;
  readonly line: number;
  readonly parts: ReadonlyMap<string, RatePart>;
  /** What `bill` needs from outside, reached through whatever parts it uses. */
  readonly inputs: ReadonlyMap<string, InputNeed>;
  /** Whether `bill` asks for the use of water; a flat charge does not. */
  readonly usesWater: boolean;
  /** What is wrong with some keys of its maps: who has one is not billed, the others are. */
  readonly inPart: readonly Problem[];
}

export interface InputNeed {
  readonly name: string;
  /** The values that maps know, in the file's own writing; empty where a number is asked. */
  readonly values: readonly string[];
  /** Taken where the caller says nothing. */
  readonly fallback: string | undefined;
}

/** A named value of a class. `suffix` ties it to its family: `tier_starts_drought` serves `variable_drought_surcharge`. */
export interface RatePart {
  readonly name: string;
  readonly place: Place;
  readonly suffix: string;
  readonly definition: PartDefinition;
  readonly label: Wording;
  /** The step to which the tariff rounds this part, in dollars; undefined where it does not. */
  readonly roundedTo: Exact | undefined;
  /** Not published: the whole part, or the map keys and tier numbers named. */
  readonly sample: 'whole' | ReadonlySet<string>;
}

export type PartDefinition =
  | { readonly kind: 'formula'; readonly formula: Formula; readonly written: string }
  | { readonly kind: 'map'; readonly dependsOn: readonly string[]; readonly values: ReadonlyMap<string, MapValue> }
  | { readonly kind: 'list'; readonly items: readonly TierValue[] }
  | { readonly kind: 'tiered'; readonly by: 'Tiered' | 'Budget' }
  | { readonly kind: 'nothing' }
  /** Cannot be read, or is written twice with two values: refused where `bill` reaches it. */
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

export interface MapValue {
  /** As the file writes the key. */
  readonly written: string;
  readonly place: Place;
  readonly definition: PartDefinition;
}

/** A tier's start or price: a number or formula, or a percentage of the budget. */
export type TierValue =
  | { readonly kind: 'formula'; readonly formula: Formula }
  | { readonly kind: 'percent'; readonly percent: Exact };
