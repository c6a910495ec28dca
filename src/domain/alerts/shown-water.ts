import { convertVolume, exact } from '../kernel/index.ts';
import type { ReadingUnit } from './choices.ts';

/** Digits that a person can use: nobody pictures a hundredth of a gallon, and a CCF is 748 of them. */
const digits: Readonly<Record<ReadingUnit, number>> = { gal: 0, l: 0, ccf: 2, m3: 2 };

/** A statistic in gallons, as a number of `unit` with as many digits as help. */
export function shownWater(gallons: number, unit: ReadingUnit): { readonly amount: number; readonly digits: number } {
  return { amount: gallons * convertVolume(exact(1), 'gal', unit).valueOf(), digits: digits[unit] };
}

/** What a person typed in their unit, in gallons, for comparing with statistics. */
export const gallonsOf = (amount: string, unit: ReadingUnit): number =>
  convertVolume(exact(amount), unit, 'gal').valueOf();
