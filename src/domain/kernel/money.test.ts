import { expect, test } from 'vitest';
import { cents, centsToDollars, convertVolume, exact, exactToDecimal, roundToCents, sumCents } from './index.ts';

test.each([
  ['0.005', 1],
  ['0.0049999', 0],
  ['-0.005', -1],
  ['37.155', 3716],
  ['1/3', 33],
])('%s dollars round to %i cents, half away from zero', (dollars, cents) => {
  expect(roundToCents(exact(dollars))).toBe(cents);
});

test('a float never becomes money', () => {
  expect(() => exact(0.1)).toThrow(RangeError);
  expect(() => cents(61.34)).toThrow('not a whole number of cents: 61.34');
});

test('cents sum to cents, and are exact as dollars', () => {
  expect(sumCents([cents(2088), cents(595), cents(-90)])).toBe(2593);
  expect(sumCents([])).toBe(0);
  expect(centsToDollars(cents(6134)).equals('61.34')).toBe(true);
});

test('1 CCF is 748.0519… gal, exactly 57600/77', () => {
  const gallons = convertVolume(exact(1), 'ccf', 'gal');
  expect(gallons.toFraction()).toBe('57600/77');
  expect(exactToDecimal(gallons, 4)).toBe('748.0519');
  expect(convertVolume(gallons, 'gal', 'ccf').equals(1)).toBe(true);
});

test('a decimal can have no places at all', () => {
  expect(exactToDecimal(exact('12799.5'), 0)).toBe('12800');
  expect(exactToDecimal(exact(0), 0)).toBe('0');
});
