import { describe, expect, test } from 'vitest';
import { applySchedule, readSchedule } from './index.ts';

/** A file of one class, HOME, whose parts are `parts`. */
const home = (parts: string, head = ''): string =>
  `${head}rate_structure:\n  HOME:\n${parts.replaceAll(/^/gm, '    ')}\n`;

/** What a file bills, or every reason that it does not, each with its line. */
function bill(text: string, inputs: Record<string, string> = {}): string {
  const read = readSchedule('untidy.owrs', text);
  if (!read.ok) return read.problem.map((one) => `${one.code} ${one.place?.line}`).join(', ');
  const applied = applySchedule(read.value, { rateClass: 'HOME', inputs });
  return applied.ok
    ? applied.value.bill.toString()
    : applied.problem.map((one) => `${one.code} ${one.field ?? one.place?.line}`).join(', ');
}

describe('a list of one is its value, as published files write it', () => {
  test('alone and in a map', () => {
    expect(bill(home('service_charge:\n  - 2.4441\nbill: service_charge*2'))).toBe('4.8882');
    const seasons = 'rate: {depends_on: season, values: {Summer: [1.785], Winter: [1.512]}}\nbill: rate*usage_ccf';
    expect(bill(home(seasons), { season: 'winter', usage_ccf: '10' })).toBe('15.12');
  });

  test.each(['[3.5, 4]', '[]', '[50%]'])('%s is no value', (list) => {
    expect(bill(home(`charge: ${list}\nbill: charge`))).toBe('rates.part-is-list charge');
  });

  test('not even where the same part serves as tiers too', () => {
    const both = 'c: Tiered\ntier_starts: [0, 5]\ntier_prices: [1, 2]\nbill: c+tier_prices';
    expect(bill(home(both), { usage: '3' })).toBe('rates.part-is-list tier_prices');
  });
});

describe('what is written twice is never half read', () => {
  test.each([
    ['two structures', 'rate_structure:\n  HOME:\n    bill: 1\nrate_structure:\n  FARM:\n    bill: 2\n', 4],
    ['two heads', 'metadata: {bill_unit: gal}\nmetadata: {bill_unit: ccf}\nrate_structure:\n  HOME:\n    bill: 1\n', 2],
    ['two classes', 'rate_structure:\n  HOME:\n    bill: 1\n  home:\n    bill: 2\n', 4],
  ])('%s', (_, text, line) => {
    expect(bill(text)).toBe(`rates.name-duplicate ${line}`);
  });
});

describe('additions that are misspelt are told, not passed over', () => {
  test.each([
    ['rounding: {charge: five}', 'rates.addition-unreadable 1'],
    ['rounding: {charge: 0}', 'rates.addition-unreadable 1'],
    ['rounding: {chrage: 0.05}', 'rates.addition-unknown-part 1'],
    ['sample: {chrage: yes}', 'rates.addition-unknown-part 1'],
    ['labels: {charge: Cargo}', 'rates.addition-unreadable 1'],
    ['defaults: [no]', 'rates.addition-unreadable 1'],
    ['rounding: {charge: 0.05}', '1.25'],
  ])('%s', (head, outcome) => {
    expect(bill(home('charge: 1.23\nbill: charge', `${head}\n`))).toBe(outcome);
  });
});

describe('what a caller leaves out', () => {
  const charges = 'zone_fee: {depends_on: zone, values: {A: 1, B: height*2}}\nbill: usage_ccf+zone_fee';

  test('is asked for all at once, the use too', () => {
    expect(bill(home(charges))).toBe(
      'rates.input-missing usage_ccf, rates.input-missing zone, rates.input-missing height',
    );
  });

  test('is not asked for where this bill does not need it', () => {
    expect(bill(home(charges), { usage_ccf: '5', zone: 'A' })).toBe('6');
    expect(bill(home(charges), { usage_ccf: '5', zone: 'B' })).toBe('rates.input-missing height');
  });
});

test.each([
  ['5/8', '10'],
  ['5/8 x 3/4"', '20'],
  ['1', '30'],
  ['1.5', '40'],
  ['constructor', 'rates.input-unknown-value meter_size'],
])('a meter of %s without its inch mark', (size, outcome) => {
  const sizes = '5/8": 10\n    5/8" x 3/4": 20\n    1": 30\n    1-1/2": 40';
  const map = `bill:\n  depends_on: meter_size\n  values:\n    ${sizes}`;
  expect(bill(home(map), { meter_size: size })).toBe(outcome);
});

test.each([
  ['1', '0.9'],
  ['true', '0.9'],
  ['0', '0'],
  ['2', 'rates.input-unknown-value backflow'],
])('a flag of %s', (flag, outcome) => {
  expect(bill(home('bill: {depends_on: backflow, values: {yes: 0.90, no: 0}}'), { backflow: flag })).toBe(outcome);
});

test.each([
  ['1,500.25', '1500.25'],
  ['0.30000000000000004', '0.30000000000000004'],
  ['1,5', 'rates.input-not-a-number usage'],
  ['1,50,000', 'rates.input-not-a-number usage'],
])('a use of %s', (usage, outcome) => {
  const read = readSchedule('untidy.owrs', home('bill: usage'));
  const applied = read.ok ? applySchedule(read.value, { rateClass: 'HOME', inputs: { usage } }) : read;
  const billed = applied.ok ? applied.value.lines[0]?.exactAmount.toString(20) : bill(home('bill: usage'), { usage });
  expect(billed).toBe(outcome);
});

/** A charge of a dollar that so many maps stand around, one in the other. */
const inMaps = (maps: number): string => `${'{depends_on: z, values: {0: '.repeat(maps)}1${'}}'.repeat(maps)}`;

test('maps stand in maps as deep as anybody writes them, and no deeper than fifty lists and maps', () => {
  expect(bill(home(`bill: ${inMaps(23)}`), { z: '0' })).toBe('1');
  expect(bill(home(`bill: ${inMaps(24)}`), { z: '0' })).toBe('rates.yaml-unreadable 3');
});

describe('hostile files are refused at once', () => {
  const doubling = Array.from({ length: 40 }, (_, step) => `a${step + 1}: a${step}*a${step}`).join('\n');
  const chain = Array.from({ length: 2000 }, (_, step) => `a${step}: a${step + 1}`).join('\n');

  test.each([
    ['a number that doubles its digits', home(`a0: 9^60\n${doubling}\nbill: a40`), /^rates.number-too-large/],
    ['more dollars than there are', home('bill: 9^60'), /^rates.number-too-large bill$/],
    ['the root of a large prime', home('bill: 1000000000000000000000000000057^0.5'), /^rates.power-too-large bill$/],
    ['a chain of parts', home(`${chain}\na2000: 1\nbill: a0`), /^rates.part-too-deep/],
    ['a deep list', `rate_structure: ${'['.repeat(2000)}`, /^rates.yaml-unreadable 1$/],
    ['a deep list on one line', home(`bill:\n  ${'- '.repeat(2000)}1`), /^rates.yaml-unreadable 4$/],
    ['deep maps', home(`bill: ${inMaps(2000)}`), /^rates.yaml-unreadable 3$/],
    [
      'a map over many names',
      home(`bill: {depends_on: [${'z, '.repeat(40)}z], values: {${'1|'.repeat(40)}1: 2}}`),
      /^rates.input-unknown/,
    ],
  ])('%s', (_, text, outcome) => {
    expect(bill(text, { z: '0' })).toMatch(outcome);
  });
});
