import { expect, test } from 'vitest';
import { exact, exactToDecimal, roundHalfAwayFromZero } from './index.ts';

test.each([
  ['2.4', 2n],
  ['2.5', 3n],
  ['-2.4', -2n],
  ['-2.5', -3n],
  ['0', 0n],
  ['-0.4', 0n],
  ['7/3', 2n],
])('the nearest integer to %s is %s', (value, nearest) => {
  expect(roundHalfAwayFromZero(exact(value))).toBe(nearest);
});

test.each([
  // A price in dollars, a volume in CCF, a share of a bill: as short as they can be written.
  ['1.03', 12, '1.03'],
  ['1.50', 4, '1.5'],
  ['100', 4, '100'],
  ['0.05', 4, '0.05'],
  ['-12.5', 4, '-12.5'],
  ['-0.05', 4, '-0.05'],
  ['0', 4, '0'],
  // What has no finite decimal is rounded at the last place, and what rounds to nothing has no sign.
  ['1/3', 4, '0.3333'],
  ['-2/3', 4, '-0.6667'],
  ['-1/100000', 4, '0'],
  ['231/172800', undefined, '0.001336805556'],
])('%s to %s places is written %s', (value, places, written) => {
  expect(exactToDecimal(exact(value), places)).toBe(written);
});

test('a float is refused, and the refusal names it', () => {
  expect(() => exact(0.1)).toThrow('not the float 0.1');
});
