import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/properties.ts';
import { chainOf, evenChain, likelihood, likelihoodOfOne, likelihoodOfTwo } from './hidden-states.ts';

/** As small as a chance of an hour is, so that hundreds of hours vanish unless logarithms are taken out. */
const chance = fc.double({ min: 1e-6, max: 1, noNaN: true });
const hours = fc.integer({ min: 0, max: 400 }).chain((length) => {
  const state = fc.array(chance, { minLength: length, maxLength: length }).map((chances) => Float64Array.from(chances));
  return fc.tuple(state, state);
});
const chain = fc.tuple(chance, chance, chance).map(([first, stops, starts]) =>
  chainOf(
    [first, 1 - first],
    [
      [1 - stops, stops],
      [starts, 1 - starts],
    ],
  ),
);

test('two states, and one, are as likely as the procedure for any number says, to the last bit', () => {
  fc.assert(
    fc.property(hours, chain, ([one, other], moves) => {
      expect(likelihoodOfTwo(one, other, moves)).toBe(likelihood([one, other], moves));
      expect(likelihoodOfOne(one)).toBe(likelihood([one], evenChain(1, Number.POSITIVE_INFINITY)));
    }),
    { numRuns: runs(200) },
  );
});

test('hours are as likely as all the ways through their states together', () => {
  const [one, other] = [Float64Array.of(0.5, 0.25), Float64Array.of(0.1, 0.8)];
  const moves = chainOf(
    [0.7, 0.3],
    [
      [0.9, 0.1],
      [0.2, 0.8],
    ],
  );
  // Whichever state is the first, it is left or stays before its first hour.
  const [runs0, rests0] = [0.7 * 0.9 + 0.3 * 0.2, 0.7 * 0.1 + 0.3 * 0.8];
  const all = runs0 * 0.5 * (0.9 * 0.25 + 0.1 * 0.8) + rests0 * 0.1 * (0.2 * 0.25 + 0.8 * 0.8);
  expect(likelihood([one, other], moves)).toBeCloseTo(Math.log(all), 12);
});

test('three hundred hours of a chance of a millionth are as likely as that, though no number is so small', () => {
  const rare = new Float64Array(300).fill(1e-6);
  expect(likelihoodOfOne(rare)).toBeCloseTo(300 * Math.log(1e-6), 6);
  expect(likelihood([rare, rare, rare], evenChain(3, 48))).toBeCloseTo(300 * Math.log(1e-6), 6);
});

test('hours that a state explains no worse are as likely with it, or likelier', () => {
  fc.assert(
    fc.property(hours, chain, ([one, other], moves) => {
      const better = one.map((of, hour) => Math.max(of, other[other.length - 1 - hour] ?? 0));
      expect(likelihoodOfTwo(better, other, moves)).toBeGreaterThanOrEqual(likelihoodOfTwo(one, other, moves) - 1e-9);
    }),
    { numRuns: runs(200) },
  );
});
