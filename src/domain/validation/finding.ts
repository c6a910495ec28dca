import type { HourlyUse, HourStretch } from '../metering/index.ts';
import { volumeOfCounts } from '../metering/index.ts';

/** In the order in which an analyst should look: what may be wrong with the meter first. */
export const validationRules = [
  'spike',
  'rollover',
  'negative-flow',
  'sum-check',
  'stuck',
  'gap',
  'clock-shift',
] as const;
export type ValidationRule = (typeof validationRules)[number];

export const isValidationRule = (text: string): text is ValidationRule =>
  (validationRules as readonly string[]).includes(text);

/** A stretch of hours that a rule doubts. */
export interface Finding extends HourStretch {
  readonly rule: ValidationRule;
  /** How much water is in doubt, in whole gallons; never negative. */
  readonly gallons: number;
  /** What the rule compared, for the page to say: gallons, hours and shares. */
  readonly detail: Readonly<Record<string, number>>;
}

/** Gallons of counts; good for thresholds and for words, never for a bill. */
export const gallonsOf = (use: HourlyUse, counts: number): number =>
  counts * volumeOfCounts(use.register, 1, 'gal').valueOf();
