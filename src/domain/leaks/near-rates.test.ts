import { expect, test } from 'vitest';
import { nearRates } from './near-rates.ts';

const ratesOf = (min: number, max: number) => nearRates(min, max).flatMap(({ rates }) => rates.map(({ rate }) => rate));

test('rates lie nine in a hundred apart, from one to another, and none is less than the register shows in most hours', () => {
  const rates = ratesOf(2, 20);
  expect(rates[0]).toBe(2);
  expect(rates.at(-1)).toBeGreaterThan(20 / 1.09);
  expect(rates.at(-1)).toBeLessThanOrEqual(20);
  for (const [index, rate] of rates.slice(1).entries()) expect(rate / (rates[index] ?? 0)).toBeCloseTo(1.09, 9);
  expect(ratesOf(0.2, 2)[0]).toBe(0.9);
  expect(ratesOf(3, 2)).toEqual([]);
});

test('those taken together are looked at in bins of the same size, and are three at most', () => {
  const near = nearRates(9.5, 33);
  expect(near.map(({ countsABin }) => countsABin)).toEqual([1, 2, 2, 3, 3, 4]);
  for (const { rates, countsABin } of near) {
    expect(rates.length).toBeLessThanOrEqual(3);
    for (const { rate } of rates) expect(Math.round(rate / 8)).toBe(countsABin);
  }
});

test('what a register shows of any of them is no less than of each', () => {
  for (const { rates, shownOfAny } of nearRates(1, 4)) {
    for (const { shown } of rates) {
      for (const [bin, share] of shown().shares.entries()) {
        expect(shownOfAny().shares[bin]).toBeGreaterThanOrEqual(share);
      }
    }
  }
});
