import { expect, test } from 'vitest';
import { formatAccountNumber, parseAccountNumber } from './account-number.ts';

test.each([
  ['00123456-0004321', '00123456-0004321'],
  ['001234560004321', '00123456-0004321'],
  ['0012 3456 – 000 4321', '00123456-0004321'],
  ['123456-4321', '00123456-0004321'],
  [' 00123456.0004321 ', '00123456-0004321'],
  ['１２３４５６－４３２１', '00123456-0004321'],
  // As short as a number gets without its zeros, and as long.
  ['1234-321', '00001234-0000321'],
  ['12345678-321', '12345678-0000321'],
  ['1234-7654321', '00001234-7654321'],
])('%s is %s', (written, number) => {
  const parsed = parseAccountNumber(written);
  expect(parsed.ok && formatAccountNumber(parsed.value)).toBe(number);
});

test.each([
  '',
  '1234',
  '123456789012',
  'ABC-123',
  // A letter is no zero and no dash, wherever it stands.
  '00123456-000432I',
  'A00123456-0004321',
  '123456789-1234567',
  '123456789-321',
  '123-4321',
  '1234-12345678',
  '123456-21',
  '1-2-3-4',
  '1234-321-9',
])('%j is not an account', (written) => {
  expect(parseAccountNumber(written)).toEqual({
    ok: false,
    problem: { code: 'accounts.number-unreadable', field: 'number' },
  });
});
