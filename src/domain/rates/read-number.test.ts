import { expect, test } from 'vitest';
import { exactToDecimal } from '../kernel/index.ts';
import { readNumber } from './read-number.ts';

const read = (text: string) => {
  const number = readNumber(text);
  return number === undefined ? undefined : exactToDecimal(number, 30);
};

test.each([
  ['7', '7'],
  [' 7.5 ', '7.5'],
  ['-7.5', '-7.5'],
  ['.75', '0.75'],
  ['-.75', '-0.75'],
  ['1,234', '1234'],
  ['12,345,678.90', '12345678.9'],
  ['-1,234.5', '-1234.5'],
  ['0.123456789012345678901234567890', '0.12345678901234567890123456789'],
  ['123456789012345', '123456789012345'],
])('%s is %s', (text, number) => {
  expect(read(text)).toBe(number);
});

test.each([
  '',
  '-',
  '.',
  '7.',
  '1e9',
  '1,5',
  '1,50,000',
  '1234,567',
  '1,234.',
  'x1,234',
  '1,234x',
  '7x',
  'x7',
  '7 8',
  '1234567890123456',
  `0.${'1'.repeat(31)}`,
  `.${'1'.repeat(31)}`,
])('%j is no number', (text) => {
  expect(read(text)).toBeUndefined();
});
