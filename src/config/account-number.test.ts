import { expect, test } from 'vitest';
import { accountNumberSchema } from './account-number.ts';

const called = { es: 'número de cuenta', en: 'account number' };
const part = { name: 'account', called, length: 10, example: 'WB20417735' };
const refusedBecause = (...parts: readonly object[]): string =>
  accountNumberSchema.safeParse(parts).error?.issues[0]?.message ?? 'not refused';

test('one part of ten characters forgives everything unless the utility says otherwise', () => {
  expect(accountNumberSchema.parse([part])).toEqual([
    {
      ...{ name: 'account', called, characters: 'letters_and_digits', separator: '', example: 'WB20417735' },
      ...{ forgive: ['spaces', 'dashes', 'case', 'leading_zeros'], shortest: 10, longest: 10, minTyped: 10 },
    },
  ]);
});

test.each<[string, object[]]>([
  ['at least one part', []],
  ['each name once', [{ ...part, separator: '-' }, part]],
  ['no separator after the last part', [{ ...part, separator: '-' }]],
  ['an example that has the length, the characters and the pattern of its part', [{ ...part, example: 'WB2041773' }]],
  ['an example that has the length, the characters and the pattern of its part', [{ ...part, pattern: '[0-9]{10}' }]],
  ['a regular expression of the whole part, such as "[A-Z]{2}[0-9]{6}"', [{ ...part, pattern: '[' }]],
  ['a number of characters up to 64, or { from: 4, to: 10 }', [{ ...part, length: 65 }]],
  [
    'at most 64 characters, separators and all',
    [
      { ...part, length: 40, example: 'A'.repeat(40), separator: '-' },
      { ...part, name: 'premise', length: 24, example: 'A'.repeat(24) },
    ],
  ],
  ['signs between this part and the next, without letters and digits, such as "-"', [{ ...part, separator: 'x' }]],
])('%s', (why, parts) => {
  expect(refusedBecause(...parts)).toBe(why);
});
