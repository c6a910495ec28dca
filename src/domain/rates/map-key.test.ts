import { expect, test } from 'vitest';
import { exactToDecimal } from '../kernel/index.ts';
import { inchesOf, looserKeys, normalKey, splitKey } from './map-key.ts';

test.each([
  ['1|1/2"', 1, ['1 1/2"']],
  ['1|1/2', 1, ['1 1/2']],
  ['3|1/2"', 2, ['3', '1/2"']],
  ['No|1|1/2"', 2, ['no', '1 1/2"']],
  ['No | 10 | 11/20”', 2, ['no', '10 11/20"']],
  ['1|1/2"|A', 2, ['1 1/2"', 'a']],
  ['A|B', 2, ['a', 'b']],
  ['A', 1, ['a']],
  ['a|b|c', 2, undefined],
  ['a|1/2"', 1, undefined],
  ['1|b', 1, undefined],
  ['1|x1/2"', 1, undefined],
  ['1|1/2"x', 1, undefined],
  ['x1|1/2"', 1, undefined],
  ['1x|1/2"', 1, undefined],
  ['a', 2, undefined],
])('the key %s over %i names', (key, count, pieces) => {
  expect(splitKey(key, count)).toEqual(pieces);
});

test.each([
  ['1-1/2”', '1 1/2"'],
  ["1 1/2''", '1 1/2"'],
  ['1 1/2 inch', '1 1/2"'],
  ['2 inches', '2"'],
  ['2 in', '2"'],
  ['1  1/2“', '1 1/2"'],
  ['10-11/20″', '10 11/20"'],
  ['1|1/2', '1 1/2'],
  ['5/8 x 3/4"', '5/8x3/4"'],
  ['5/8" X 3/4"', '5/8x3/4"'],
  ['5/8"x3/4"', '5/8x3/4"'],
  ['0.75"', '3/4"'],
  ['.625"', '5/8"'],
  ['.25"', '1/4"'],
  ['.375"', '3/8"'],
  ['1.5"', '1 1/2"'],
  ['12.50"', '12 1/2"'],
  ['1.3"', '1.3"'],
  ['x1.5"', 'x1.5"'],
  ['10"', '10"'],
  ['10', '10'],
  ['2.50', '2.5'],
  ['2.00', '2'],
  ['-2.50', '-2.5'],
  ['2.50.0', '2.50.0'],
  ['v2.50', 'v2.50'],
  ['100', '100'],
  ['TRUE', 'yes'],
  ['Yes', 'yes'],
  ['y', 'yes'],
  ['False', 'no'],
  ['NO', 'no'],
  ['n', 'no'],
  ['  Zone   A ', 'zone a'],
])('%s is %s', (written, normal) => {
  expect(normalKey(written)).toBe(normal);
});

test.each([
  ['5/8', ['5/8', '5/8"']],
  ['1.5', ['1.5', '1 1/2"']],
  ['1', ['1', 'yes', '1"']],
  ['0', ['0', 'no', '0"']],
  ['Yes', ['yes', 'yes"']],
])('an answer of %s may mean %j, the nearest first', (answer, keys) => {
  expect(looserKeys(answer)).toEqual(keys);
});

test.each([
  ['2"', '2'],
  ['10 inches', '10'],
  ['1-1/2"', '1.5'],
  ['5/8"', '0.625'],
  ['0.75"', '0.75'],
  ['1.3"', '1.3'],
])('a size of %s counts as %s in a formula', (written, inches) => {
  const size = inchesOf(written);
  expect(size && exactToDecimal(size)).toBe(inches);
});

test.each(['2', '5/8', '1/0"', 'x2"', '2"x', 'zone 2"', ''])('%j is no size', (written) => {
  expect(inchesOf(written)).toBeUndefined();
});
