import { expect } from 'vitest';

/**
 * Set-up of every test file: dates and moments are compared by what they say. Without it, `toMatchObject` sees two different
 * dates as objects without fields of their own, and so as equal.
 */
const kinds = [
  Temporal.PlainDate,
  Temporal.Instant,
  Temporal.PlainDateTime,
  Temporal.PlainYearMonth,
  Temporal.PlainTime,
];

expect.addEqualityTesters([
  (one: unknown, other: unknown): boolean | undefined => {
    const kind = kinds.find((of) => one instanceof of || other instanceof of);
    if (kind === undefined) return undefined;
    return one instanceof kind && other instanceof kind && String(one) === String(other);
  },
]);
