import { describe, expect, test } from 'vitest';
import { eachPart, onePart, twoParts } from '../../../test/support/number-shapes.ts';
import {
  exampleNumber,
  formatAccountNumber,
  type NumberShape,
  partOfNumber,
  readAccountNumber,
  readTypedNumber,
} from './account-number.ts';

const read = (shape: NumberShape, written: string): string | undefined => {
  const number = readAccountNumber(shape, written);
  return number.ok ? number.value : undefined;
};

describe('a customer’s number and a premise’s', () => {
  test.each([
    ['00123456-0004321', '00123456-0004321'],
    ['001234560004321', '00123456-0004321'],
    ['0012 3456 – 000 4321', '00123456-0004321'],
    ['0012 3456 – 4321', '00123456-0004321'],
    ['123456-4321', '00123456-0004321'],
    ['123456 4321', '00123456-0004321'],
    [' 00123456.0004321 ', '00123456-0004321'],
    ['１２３４５６－４３２１', '00123456-0004321'],
    // As short as a number gets without its zeros, and as long.
    ['1234-321', '00001234-0000321'],
    ['12345678-321', '12345678-0000321'],
    ['1234-7654321', '00001234-7654321'],
  ])('%s is %s', (written, number) => {
    expect(read(twoParts, written)).toBe(number);
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
    expect(readAccountNumber(twoParts, written)).toEqual({
      ok: false,
      problem: { code: 'accounts.number-unreadable', field: 'number', params: { example: '00123456-0004321' } },
    });
  });

  test('is made of its parts, and comes apart again', () => {
    expect(formatAccountNumber(twoParts, ['123456', '4321'])).toEqual({ ok: true, value: '00123456-0004321' });
    expect(formatAccountNumber(twoParts, ['123456'])).toMatchObject({ ok: false });
    expect(partOfNumber(twoParts, 'customer', '00123456-0004321')).toBe('00123456');
    expect(partOfNumber(twoParts, 'premise', '00123456-0004321')).toBe('0004321');
    expect(partOfNumber(twoParts, 'account', '00123456-0004321')).toBeUndefined();
    expect(exampleNumber(twoParts)).toBe('00123456-0004321');
  });
});

describe('one part of ten characters', () => {
  test.each([
    ['WB20417735', 'WB20417735'],
    ['wb20417735', 'WB20417735'],
    ['WB 2041 7735', 'WB20417735'],
    ['wb-2041-7735', 'WB20417735'],
  ])('%s is %s', (written, number) => {
    expect(read(onePart, written)).toBe(number);
  });

  test.each(['WB2041773', 'WB204177355', '', 'WB2041773Ñ'])('%j is not an account', (written) => {
    expect(read(onePart, written)).toBeUndefined();
  });
});

test('a number of three parts of several lengths and a pattern', () => {
  const shape = eachPart(
    { name: 'book', characters: 'digits', length: 2, separator: '/' },
    { name: 'route', pattern: '[A-Z][0-9]{3}', length: 4, separator: '.' },
    { name: 'customer', characters: 'digits', length: { from: 3, to: 6 } },
  );
  expect(read(shape, '07/R114.4711')).toBe('07/R114.4711');
  expect(read(shape, '07 r114 4711')).toBe('07/R114.4711');
  expect(read(shape, '07R1144711')).toBe('07/R114.4711');
  expect(read(shape, '7-r114-711')).toBe('07/R114.711');
  expect(read(shape, '07/RR14.4711')).toBeUndefined();
  expect(partOfNumber(shape, 'customer', '07/R114.4711')).toBe('4711');
});

test('only what the utility forgives is forgiven', () => {
  const strict = eachPart({ name: 'account', characters: 'letters_and_digits', length: 6, forgive: [] });
  expect(read(strict, 'ab12CD')).toBe('ab12CD');
  expect(read(strict, 'ab 12CD')).toBeUndefined();
  expect(read(strict, 'ab-12CD')).toBeUndefined();
  const small = eachPart({ name: 'account', pattern: '[a-z]{2}[0-9]{4}', length: 6, forgive: ['spaces'] });
  expect(read(small, 'ab 1234')).toBe('ab1234');
  expect(read(small, 'AB1234')).toBeUndefined();
  const zeros = eachPart({ name: 'account', characters: 'digits', length: 10, forgive: ['leading_zeros'] });
  expect(read(zeros, '4711')).toBe('0000004711');
  expect(read(eachPart({ name: 'account', characters: 'digits', length: 10, forgive: ['spaces'] }), '4711')).toBe(
    undefined,
  );
  const dashed = eachPart(
    { name: 'customer', characters: 'digits', length: 4, separator: '-', forgive: ['spaces'] },
    { name: 'premise', characters: 'digits', length: 3, forgive: ['spaces'] },
  );
  expect(read(dashed, '1234 - 567')).toBe('1234-567');
  expect(read(dashed, '1234567')).toBeUndefined();
  expect(read(dashed, '1234.567')).toBeUndefined();
});

test('what is no number of today’s may be what an account was called earlier', () => {
  expect(readTypedNumber(twoParts, '123456-4321')).toEqual({ ok: true, value: { text: '00123456-0004321' } });
  expect(readTypedNumber(twoParts, ' OLD-77 ')).toMatchObject({
    ok: true,
    value: { text: 'OLD-77', unlike: { code: 'accounts.number-unreadable' } },
  });
  for (const nothing of ['', '12', 'nobody', '-'.repeat(200), '1'.repeat(65)])
    expect(readTypedNumber(twoParts, nothing)).toMatchObject({ ok: false });
});
