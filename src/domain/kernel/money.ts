import { type Exact, exact, roundedTimes } from './exact.ts';

declare const centsBrand: unique symbol;

/** An integer number of US cents. Debits and charges are positive, credits negative. */
export type Cents = number & { readonly [centsBrand]: true };

/** Asserts that `amount` is a whole number of cents. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of cents: ${amount}`);
  return amount as Cents;
}

export const zeroCents = cents(0);

/** The one named place where money is rounded: dollars to whole cents, half away from zero. */
export function roundToCents(dollars: Exact): Cents {
  return cents(Number(roundedTimes(dollars, 100n)));
}

export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return cents(total);
}

/** Whole cents as exact dollars. */
export const centsToDollars = (amount: Cents): Exact => exact(amount).div(100);
