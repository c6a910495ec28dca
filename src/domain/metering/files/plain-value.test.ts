import { expect, test } from 'vitest';
import { endOfValue } from './plain-value.ts';

const encoder = new TextEncoder();
function read(text: string) {
  const value = { digits: 0, decimals: 0 };
  const end = endOfValue(encoder.encode(`x${text}`), 1, value);
  return end < 0 ? 'none' : [end - 1, value.digits, value.decimals];
}

test.each([
  ['12,', [2, 12, 0]],
  ['12.5,', [4, 125, 1]],
  ['12.50,', [5, 125, 1]],
  ['12.00\n', [5, 12, 0]],
  ['100', [3, 100, 0]],
  ['007', [3, 7, 0]],
  ['0.00001,', [7, 1, 5]],
  ['1.1000000000,', [12, 11, 1]],
  ['-3.5,', [4, -35, 1]],
  ['-0,', [2, 0, 0]],
  ['1.5.2', [3, 15, 1]],
  ['12e3', [2, 12, 0]],
  ['123456789012345,', [15, 123_456_789_012_345, 0]],
])('%j is %j', (text, meant) => {
  expect(read(text)).toEqual(meant);
});

test.each(['', ',', '-', '.5', '-.5', '5.', '5.,', '1234567890123456', '12345678901234.5', '0.000001', 'x', '/', ':'])(
  '%j is not plainly a number',
  (text) => {
    expect(read(text)).toBe('none');
  },
);
