import { isBefore } from '../kernel/index.ts';

/** By what packages are put in order: their own numbers, else the days they describe. */
export interface OrderedPackage {
  readonly number?: number;
  readonly previousNumber?: number;
  readonly asOf: Temporal.PlainDate;
}

/** Whether one was made before another. Of two of one day without numbers, the one that came first is the older. */
export const isOlder = (one: OrderedPackage, other: OrderedPackage): boolean =>
  one.number !== undefined && other.number !== undefined ? one.number < other.number : isBefore(one.asOf, other.asOf);

/** A number before the newest one's and a later day: the billing system began to count from the start again, and by its number it would be old. */
export const countsAnew = (one: OrderedPackage, newest: OrderedPackage): boolean =>
  one.number !== undefined &&
  newest.number !== undefined &&
  one.number < newest.number &&
  isBefore(newest.asOf, one.asOf);

/**
 * How a package follows the newest that went in: `gap` where numbers between them never came. One that says which number it
 * follows is taken at its word: a billing system may count in steps.
 */
export function followsAs(one: OrderedPackage, newest: OrderedPackage | undefined): 'next' | 'older' | 'same' | 'gap' {
  if (newest === undefined) return 'next';
  if (one.number !== undefined && one.number === newest.number) return 'same';
  if (isOlder(one, newest)) return 'older';
  if (one.number === undefined || newest.number === undefined) return 'next';
  return (one.previousNumber ?? one.number - 1) <= newest.number ? 'next' : 'gap';
}
