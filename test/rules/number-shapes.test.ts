import { expect, test } from 'vitest';
import { linesThatKnowAShape } from './number-shapes.ts';

test('no code knows how long the numbers of an account are: that is the utility’s', () => {
  expect(linesThatKnowAShape('src')).toEqual([]);
});

test('the check sees planted lengths, and leaves dates of eight digits alone', () => {
  expect(linesThatKnowAShape('test/rules/planted/number-shapes')).toEqual(
    [1, 2, 3, 4].map((line) => `store/accounts/find.ts:${line}`),
  );
});
