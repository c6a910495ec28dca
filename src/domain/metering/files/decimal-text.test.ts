import { describe, expect, test } from 'vitest';
import {
  type DecimalMark,
  decimalMark,
  isAmbiguous,
  isFloatNoise,
  isRounded,
  isRoundedId,
  multiplyDecimal,
  plainDecimal,
  roundedDecimal,
} from './decimal-text.ts';

test.each([
  ['.', ';', '.'],
  [',', ',', ','],
  ['auto', ';', 'between-semicolons'],
  ['auto', ',', '.'],
  ['auto', '\t', 'unsaid'],
  ['auto', undefined, 'unsaid'],
] as const)('a mapping that says %j, between %j: decimals are marked %s', (said, delimiter, mark) => {
  expect(decimalMark(said, delimiter)).toBe(mark);
});

const marks = ['.', ',', 'between-semicolons', 'unsaid'] as const satisfies readonly DecimalMark[];

/** Undefined: it is none, or nobody can tell. */
const none = undefined;

describe('a number as a feed writes it', () => {
  test.each([
    ['0', ['0', '0', '0', '0']],
    ['12', ['12', '12', '12', '12']],
    ['0.5', ['0.5', none, '0.5', '0.5']],
    ['12.5', ['12.5', none, '12.5', '12.5']],
    ['12,5', [none, '12.5', '12.5', none]],
    ['1,234', ['1234', '1.234', '1.234', none]],
    ['1.234', ['1.234', '1234', none, '1.234']],
    ['-1.234', ['-1.234', '-1234', none, '-1.234']],
    ['0.234', ['0.234', none, '0.234', '0.234']],
    ['1,234.5', ['1234.5', none, '1234.5', '1234.5']],
    ['1.234,5', [none, '1234.5', '1234.5', none]],
    ['1.234.567', [none, '1234567', '1234567', none]],
    ['1,234,567', ['1234567', none, '1234567', '1234567']],
    ['12,34,567', [none, none, none, none]],
    ['1234,567.8', [none, none, none, none]],
    ['0,123', [none, '0.123', '0.123', none]],
    ['1,2345', [none, '1.2345', '1.2345', none]],
    ['12345,678', [none, '12345.678', '12345.678', none]],
    [',5', [none, '0.5', '0.5', none]],
    ['5,', [none, '5', '5', none]],
  ] as const)('%s with decimals marked %j', (written, meant) => {
    expect(marks.map((mark) => plainDecimal(written, mark))).toEqual(meant);
  });

  test.each([
    ['023497.071', '23497.071'],
    ['007', '7'],
    ['00', '0'],
    ['0.50', '0.50'],
    ['+12.5', '12.5'],
    ['-12.5', '-12.5'],
    ['-0', '0'],
    ['-0.00', '0.00'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['  12.5  ', '12.5'],
    ['1 234.5', '1234.5'],
    ['1\u00a0234\u00a0567', '1234567'],
    ['1\u2009234', '1234'],
    ['1\u202f234', '1234'],
    ['1’234.5', '1234.5'],
    ["1'234'567", '1234567'],
    ['-12 345', '-12345'],
    ['12 34', none],
    ['1 2345', none],
    ['0 123', none],
    ['1 234 56', none],
    ['4e+05', '400000'],
    ['4e5', '400000'],
    ['12e0', '12'],
    ['1e12', '1000000000000'],
    ['1e13', none],
    ['-4e5', none],
    ['1.5e3', none],
    ['1234567890e1', none],
    ['1e-7', '0.0000001'],
    ['-1.25e-3', '-0.00125'],
    ['5e-1', '0.5'],
    ['12e-3', none],
    ['9.999e-30', '0.000000000000000000000000000009'],
    ['', none],
    [' ', none],
    ['.', none],
    ['-', none],
    ['1.2.3', none],
    ['1-2', none],
    ['12gal', none],
    ['x12', none],
    ['--5', none],
    ['NaN', none],
    ['123456789012345', '123456789012345'],
    ['1234567890123456', none],
    ['0000000000000000012', '12'],
    ['123456789012345.123', '123456789012345.123'],
    [`1.${'1'.repeat(30)}`, `1.${'1'.repeat(30)}`],
    [`1.${'1'.repeat(31)}`, none],
    [`${'0'.repeat(39)}7`, '7'],
    [`${'0'.repeat(40)}7`, none],
  ])('%j with a decimal point is %j', (written, meant) => {
    expect(plainDecimal(written, '.')).toBe(meant);
  });
});

test.each([
  ['12,345', { unsaid: true, 'between-semicolons': false }],
  ['12.345', { unsaid: false, 'between-semicolons': true }],
  [' 12,345 ', { unsaid: true, 'between-semicolons': false }],
  ['-1.234', { unsaid: false, 'between-semicolons': true }],
  ['0,345', { unsaid: false, 'between-semicolons': false }],
  ['0.345', { unsaid: false, 'between-semicolons': false }],
  ['1234,345', { unsaid: false, 'between-semicolons': false }],
  ['1234.345', { unsaid: false, 'between-semicolons': false }],
  ['1,34', { unsaid: false, 'between-semicolons': false }],
  ['1.3456', { unsaid: false, 'between-semicolons': false }],
  ['1,345,678', { unsaid: false, 'between-semicolons': false }],
  ['a1,345', { unsaid: false, 'between-semicolons': false }],
])('%j may mean two things: %j', (written, asked) => {
  for (const [mark, isSo] of Object.entries(asked)) expect(isAmbiguous(written, mark as DecimalMark)).toBe(isSo);
  expect([isAmbiguous(written, '.'), isAmbiguous(written, ',')]).toEqual([false, false]);
});

test.each([
  ['1.5', 1, '1.5'],
  ['1.25', 1, '1.3'],
  ['1.24', 1, '1.2'],
  ['1.96', 1, '2'],
  ['9.99', 1, '10'],
  ['0.004', 2, '0'],
  ['0.005', 2, '0.01'],
  ['-1.25', 1, '-1.3'],
  ['-0.004', 2, '0'],
  ['-0.05', 1, '-0.1'],
  ['1.50', 1, '1.5'],
  ['1.2', 0, '1'],
  ['1.5', 0, '2'],
  ['12', 0, '12'],
  ['12.345678', 5, '12.34568'],
  ['12.30000001', 5, '12.3'],
])('%s to %i decimals is %s', (value, decimals, rounded) => {
  expect(roundedDecimal(value, decimals)).toBe(rounded);
});

test.each([
  ['0.30000000000000004', '0.30000000000000004', true],
  ['0.3000000000000', '0.3000000000000', true],
  ['0.300000000000', '0.300000000000', false],
  ['1e-7', '0.0000001', true],
  ['5e-0', '5', false],
  ['1234567890123456', '1234567890123456', false],
])('%s (%s) has the noise of floats: %s', (written, value, isNoise) => {
  expect(isFloatNoise(written, value)).toBe(isNoise);
});

test.each([
  ['1.23E+07', true, true],
  ['1,23E7', true, true],
  ['1.23e-7', true, false],
  ['12E+07', true, true],
  ['12E07', false, true],
  ['12E', false, false],
  [' 1.23E+07 ', true, true],
  ['x1.23E+07', false, false],
  ['1.23E+07x', false, false],
  ['1.E+07', false, false],
  ['123', false, false],
])('%j is what a spreadsheet made of an id: %s; of a long number: %s', (written, id, number) => {
  expect([isRoundedId(written), isRounded(written)]).toEqual([id, number]);
});

test.each([
  ['12.5', '10', '125'],
  ['0.1', '0.1', '0.01'],
  ['3', '0.01', '0.03'],
  ['-3', '0.5', '-1.5'],
  ['-3', '-2', '6'],
  ['25', '0.04', '1'],
  ['0', '0.1', '0'],
  ['123456789012345', '1.0', '123456789012345'],
  ['10', '10', '100'],
])('%s × %s is %s', (value, multiplier, product) => {
  expect(multiplyDecimal(value, multiplier)).toBe(product);
});
