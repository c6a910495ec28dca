import Fraction from 'fraction.js';

/**
 * An exact rational number (BigInt numerator and denominator). Prices, quantities and conversions stay exact until the
 * one place where a charge line is rounded (`roundToCents`); 1 gal = 231/172800 CCF has no finite decimal.
 */
export type Exact = Fraction;

/** Reads `'1.03'`, `'231/1728'`, an integer or a bigint. A float is refused: it has already lost what was written. */
export function exact(value: string | number | bigint): Exact {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`exact() takes an integer or a decimal as text, not the float ${value}`);
  }
  return new Fraction(value);
}

/** The finite decimal of `value`, or its value to `places` digits, half away from zero, where there is none. */
export function exactToDecimal(value: Exact, places = 12): string {
  if (value.d === 1n) return (value.s * value.n).toString();
  const scaled = roundedTimes(value, 10n ** BigInt(places));
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - places);
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`;
  return scaled < 0n ? `-${magnitude}` : magnitude;
}

/** The nearest integer; a half goes away from zero. */
export const roundHalfAwayFromZero = (value: Exact): bigint => roundedTimes(value, 1n);

/** The nearest integer to `factor` times the value, which is not reduced in between: on most lines of a bill there is nothing to reduce. */
export function roundedTimes({ s, n, d }: Exact, factor: bigint): bigint {
  return s * ((2n * n * factor + d) / (2n * d));
}
