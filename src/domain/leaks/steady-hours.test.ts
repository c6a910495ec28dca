import { expect, test } from 'vitest';
import { isSteady, steadyFlowOf } from './steady-hours.ts';

test.each([
  // A tenth less and a count, to fifteen in a hundred more and a count.
  [100, 88, false],
  [100, 89, true],
  [100, 100, true],
  [100, 115, true],
  [100, 117, false],
  [4, 2, false],
  [4, 3, true],
  [4, 5, true],
  [4, 6, false],
])('beside a leak of %i counts, an hour of %i shows it alone: %s', (base, count, alone) => {
  expect(isSteady(count, base)).toBe(alone);
});

test.each<[string, number[], number | undefined, { base: number; share: number }]>([
  ['the same in every hour', [8, 8, 8, 8], undefined, { base: 8, share: 1 }],
  ['a leak under a household', [8, 40, 8, 9, 60, 8, 8, 8], undefined, { base: 8, share: 0.75 }],
  ['what most hours show, in their lower half', [1, 1, 20, 20, 20, 90, 95, 100], undefined, { base: 20, share: 0.375 }],
  ['nothing known', [], undefined, { base: 0, share: 0 }],
  ['of two flows the lower, where they are as many', [5, 5, 50, 50], undefined, { base: 5, share: 0.5 }],
  ['no flow that hours lie below', [1, 1, 20, 20, 20, 90, 95, 100], 0.03, { base: 1, share: 0.25 }],
  ['one hour below it of a hundred', [1, ...Array.from({ length: 99 }, () => 20)], 0.03, { base: 20, share: 0.99 }],
])('%s', (_, counts, maxBelow, steady) => {
  expect(steadyFlowOf(Int32Array.from(counts), maxBelow)).toEqual(steady);
});
