import { expect, test } from 'vitest';
import { shareOut } from './share-out.ts';

test.each([
  ['evenly', [1, 1, 1, 1], 8, [2, 2, 2, 2]],
  ['by weight', [1, 3, 0, 4], 16, [2, 6, 0, 8]],
  ['evenly where no weight says more', [0, 0, 0], 6, [2, 2, 2]],
  ['to the last count', [1, 1, 1], 10, [3, 4, 3]],
  ['nothing', [5, 5], 0, [0, 0]],
  ['backwards', [1, 1], -4, [-2, -2]],
  ['over no hour at all', [], 7, []],
])('%s', (_, weights, total, shared) => {
  expect([...shareOut(weights, total)]).toEqual(shared);
});
