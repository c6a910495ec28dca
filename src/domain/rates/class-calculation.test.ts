import { describe, expect, test } from 'vitest';
import { billed, home } from '../../../test/support/owrs.ts';

const at = (part: number) => ({ file: 'test.owrs', line: part + 2, column: 5 });
const dollars = (parts: string, inputs: Record<string, string> = {}, head = '') =>
  billed(home(parts, head), inputs).map((line) => ('exactAmount' in line ? line['exactAmount'] : line['code']));

describe('a map over several names', () => {
  const map = 'fee: {depends_on: [zone, size], values: {A|1": 10, A|2": 20, B|1": 30, default: 99}}\nbill: fee';

  test.each([
    [{ zone: 'a', size: '1 inch' }, '10'],
    [{ zone: 'A', size: '2' }, '20'],
    [{ zone: 'B', size: '1"' }, '30'],
    [{ zone: 'B', size: '2"' }, '99'],
  ])('with %j is %s', (inputs, fee) => {
    expect(dollars(map, inputs)).toEqual([fee]);
  });

  test('names both answers where no key has them', () => {
    const strict = home(map.replace(', default: 99', ''));
    expect(billed(strict, { zone: 'C', size: '1"' })).toEqual([
      {
        code: 'rates.input-unknown-value',
        field: 'zone|size',
        params: { name: 'zone|size', found: 'C|1"', expected: 'A|1", A|2", B|1"' },
        place: at(1),
      },
    ]);
  });
});

test('a map may depend on a part, and on the use', () => {
  const parts = 'band: 2*1\nfee: {depends_on: band, values: {1: 10, 2: 20}}\nbill: fee';
  expect(dollars(parts)).toEqual(['20']);
  expect(dollars('fee: {depends_on: usage_ccf, values: {1: 10, 2: 20}}\nbill: fee', { usage: '2' })).toEqual(['20']);
  expect(dollars('fee: {depends_on: xusage, values: {1: 10, 2: 20}}\nbill: fee', { usage: '2', xusage: '1' })).toEqual([
    '10',
  ]);
});

test.each([
  ['usage_kgal', '1'],
  ['usage_gal', '1000'],
  ['usage_l', '3785.411784'],
  ['usage_m3', '3.785411784'],
  ['usage', '1'],
  ['usage_ccf', '1'],
])('a formula may ask for %s', (name, amount) => {
  expect(dollars(`a: ${name}+0\nbill: a`, { usage: '1' }, 'metadata: {bill_unit: kgal}\n')).toEqual([amount]);
});

test.each(['usage_gallery', 'my_usage_gal', 'usage_bottle'])('%s is an input like any other', (name) => {
  expect(dollars(`a: ${name}+0\nbill: a`, { usage: '1', [name]: '7' })).toEqual(['7']);
});

describe('what is a sample', () => {
  const fee = 'fee: {depends_on: zone, values: {A: 1, B: 2, C: 3}}\nbill: fee';
  const isSample = (head: string, zone: string) =>
    billed(home(fee, `${head}\n`), { zone }).map((line) => ('sample' in line ? line['sample'] : line));

  test.each([
    ['sample: {fee: yes}', 'A', true],
    ['sample: {fee: [A, C]}', 'A', true],
    ['sample: {fee: [A, C]}', 'B', false],
    ['sample: {fee: [a]}', 'A', true],
    ['sample: {}', 'A', false],
  ])('%s: zone %s %s', (head, zone, sample) => {
    expect(isSample(head, zone)).toEqual([sample]);
  });

  test('a price that is an input is none', () => {
    expect(billed(home('bill: usage*price'), { usage: '1', price: '2' })).toMatchObject([{ sample: false }]);
  });
});

describe('numbers that no tariff has', () => {
  test.each([
    ['2^64', '18446744073709551616', 'a/2^64', '1'],
    ['16^(1/4)', '2', 'a', '2'],
    ['0^2', '0', 'a', '0'],
    ['0^0', '1', 'a', '1'],
    ['(1/2)^2', '0.25', 'a', '0.25'],
    ['1000000000000^0.5', '1000000', 'a', '1000000'],
  ])('%s is read, as far as it is exact', (formula, _, bill, amount) => {
    expect(dollars(`a: ${formula}\nb: ${bill}\nbill: b`)).toEqual([amount]);
  });

  test.each([
    ['2^65', 'rates.power-too-large'],
    ['2^(65/2)', 'rates.power-too-large'],
    ['1000000000001^0.5', 'rates.power-too-large'],
    ['(1/1000000000001)^0.5', 'rates.power-too-large'],
    ['3^0.5', 'rates.power-too-large'],
    ['0^-1', 'rates.power-too-large'],
    ['12345678901^40', 'rates.power-too-large'],
    ['1/0', 'rates.division-by-zero'],
  ])('%s is not', (formula, code) => {
    expect(dollars(`a: ${formula}\nbill: a`)).toEqual([code]);
  });

  test('a line of a million million dollars is the most', () => {
    expect(dollars('bill: 1000000000000')).toEqual(['1000000000000']);
    expect(billed(home('a: 1\nbill: a+1000000000000.01'))).toEqual([
      { code: 'rates.number-too-large', field: 'bill', params: { name: 'bill' }, place: at(2) },
    ]);
  });
});

test('a part that is asked for twice is the same twice', () => {
  expect(dollars('a: people*2\nb: a+a\nbill: a+b', { people: '3' })).toEqual(['6', '12']);
});
