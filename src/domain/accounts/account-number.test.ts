import { expect, test } from 'vitest';
import { formatAccountNumber, parseAccountNumber } from './account-number.ts';

test.each([
  ['00123456-0004321', '00123456-0004321'],
  ['001234560004321', '00123456-0004321'],
  ['0012 3456 – 000 4321', '00123456-0004321'],
  ['123456-4321', '00123456-0004321'],
  [' 00123456.0004321 ', '00123456-0004321'],
])('%s is %s', (written, number) => {
  const parsed = parseAccountNumber(written);
  expect(parsed.ok && formatAccountNumber(parsed.value)).toBe(number);
});

test.each(['', '1234', '123456789012', 'ABC-123', '123456789-1234567', '1-2-3-4'])(
  '%j is not an account',
  (written) => {
    expect(parseAccountNumber(written).ok).toBe(false);
  },
);
