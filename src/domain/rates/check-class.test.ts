import { describe, expect, test } from 'vitest';
import { home, wrong } from '../../../test/support/owrs.ts';
import { readSchedule } from './read-schedule.ts';

/** Where a part stands: the first of HOME is on line 3, indented by four. */
const at = (part: number, column = 5) => ({ file: 'test.owrs', line: part + 2, column });
const problem = (code: string, field: string, place: object, params: object = { name: field }) => ({
  code: `rates.${code}`,
  field,
  params,
  place,
});

describe('what cannot bill is told before anybody is billed by it', () => {
  test.each([
    [
      'a: 1',
      { code: 'rates.bill-missing', params: { name: 'HOME' }, place: { file: 'test.owrs', line: 2, column: 3 } },
    ],
    ['bill: service_charge', problem('part-missing', 'bill', at(1), { name: 'service_charge', by: 'bill' })],
    ['bill: tier_pricesx+a', problem('part-missing', 'bill', at(1), { name: 'tier_pricesx', by: 'bill' })],
    ['bill: flat_rate_b', problem('part-missing', 'bill', at(1), { name: 'flat_rate_b', by: 'bill' })],
    ['bill: fuel_surcharge', problem('part-missing', 'bill', at(1), { name: 'fuel_surcharge', by: 'bill' })],
    ['bill: backflow_fee', problem('part-missing', 'bill', at(1), { name: 'backflow_fee', by: 'bill' })],
    ['bill: a\na: b\nb: a', problem('part-cyclic', 'a', at(3))],
    ['bill: a\na:', problem('part-empty', 'a', at(2))],
    ['bill: a\na: ""', problem('part-empty', 'a', at(2))],
    ['bill: a\na: {x: 1}', problem('part-unreadable', 'a', at(2))],
    ['bill: a\na: {depends_on: zone}', problem('map-incomplete', 'a', at(2))],
    ['bill: a\na: {values: {A: 1}}', problem('map-incomplete', 'a', at(2))],
    ['bill: a\na: {depends_on: , values: {A: 1}}', problem('map-incomplete', 'a', at(2))],
    ['bill: a\na: {depends_on: [zone, ""], values: {A|B: 1}}', problem('map-incomplete', 'a', at(2))],
    ['bill: a\na: {depends_on: zone, values: {}}', problem('map-incomplete', 'a', at(2))],
    [
      'bill: a\na: {depends_on: zone, values: {A|B: 1}}',
      problem('key-unreadable', 'a', at(2, 36), { key: 'A|B', count: 1 }),
    ],
    ['bill: 1+', problem('formula-unreadable', 'bill', at(1, 11), { formula: '1+', at: 3, found: '…' })],
    ['bill: a $ b', problem('formula-unreadable', 'bill', at(1, 11), { formula: 'a $ b', at: 3, found: '$' })],
    [
      'bill: c\nc: Tiered\ntier_prices: [1]',
      problem('tiers-missing', 'c', at(2), { name: 'c', wanted: 'tier_starts' }),
    ],
    [
      'bill: c\nc: Tiered\ntier_starts: [0]',
      problem('tiers-missing', 'c', at(2), { name: 'c', wanted: 'tier_prices' }),
    ],
    [
      'bill: c\nc: Tiered\ntier_starts: [0, 5]\ntier_prices: [1]',
      problem('tiers-uneven', 'tier_starts', at(3), { name: 'tier_starts', key: 'all', starts: 2, prices: 1 }),
    ],
    [
      'bill: c\nc: Tiered\ntier_starts: [0, 9, 5]\ntier_prices: [1, 2, 3]',
      problem('tiers-not-ascending', 'tier_starts', at(3), { name: 'tier_starts', key: 'all', starts: '0, 9, 5' }),
    ],
    [
      'bill: c\nc: Tiered\ntier_starts: [-1, 5]\ntier_prices: [1, 2]',
      problem('tiers-negative', 'tier_starts', at(3), { name: 'tier_starts', key: 'all', starts: '-1, 5' }),
    ],
    ['bill: n/a', problem('formula-unreadable', 'bill', at(1, 11), { formula: 'n/a', at: 1, found: '…' })],
    [
      'bill: c\nc: Tiered\ntier_starts: [0, 50%]\ntier_prices: [1, 2]',
      problem('tiers-percent-without-budget', 'tier_starts', at(3)),
    ],
    [
      'bill: c\nc: Tiered\ntier_starts: [0, x y]\ntier_prices: [1, 2]',
      problem('part-unreadable', 'tier_starts', at(3, 22), { name: 'tier_starts', found: 'x y' }),
    ],
    ['bill: c\nc: Tiered\ntier_starts:\ntier_prices: [1]', problem('part-empty', 'tier_starts', at(3))],
    ['bill: c\nc: Budget\ntier_starts: [0, 50%]\ntier_prices: [1, 2]', problem('budget-missing', 'c', at(2))],
    ['bill: a\na: [1, 2]', problem('part-is-list', 'a', at(2), { name: 'a', count: 2 })],
    [
      'bill: a\na: {depends_on: z, values: {A: 1, B: [1, 2, 3]}}',
      problem('part-is-list', 'a', at(2), { name: 'a', count: 3 }),
    ],
  ])('%s', (parts, expected) => {
    expect(wrong(home(parts))).toContainEqual(expected);
  });

  test('all of it at once, each of its parts once', () => {
    const text = home('bill: a+b+a\na: x_charge\nb: y_fee+a');
    expect(wrong(text).map(({ code, params }) => `${code} ${params?.['name']}`)).toEqual([
      'rates.part-missing x_charge',
      'rates.part-missing y_fee',
    ]);
  });

  test('a chain of a hundred parts bills, a longer one does not', () => {
    const chain = (parts: number) =>
      home(
        ['bill: a0', ...Array.from({ length: parts }, (_, step) => `a${step}: a${step + 1}`), `a${parts}: 1`].join(
          '\n',
        ),
      );
    expect(wrong(chain(99))).toEqual([]);
    expect(wrong(chain(100))).toEqual([problem('part-too-deep', 'a100', { ...at(101), line: 103 })]);
  });
});

/** What is wrong with some keys alone: who has one is not billed, the others are. */
const inPart = (parts: string) => {
  const read = readSchedule('test.owrs', home(parts));
  return read.ok ? (read.value.classes.get('HOME')?.inPart ?? 'no class') : read.problem;
};

test.each([
  [
    'a: {depends_on: zone, values: {A: 1, a: 2, B: 3}}\nbill: a',
    [problem('key-duplicate', 'a', at(1, 42), { key: 'a', first: 3 })],
  ],
  ['a: {depends_on: zone, values: {A: {x: 1}, B: 3}}\nbill: a', [problem('part-unreadable', 'a', at(1, 36))]],
  [
    'bill: c\nc: Tiered\ntier_starts: {depends_on: z, values: {A: [0, 5], B: [0, 9, 5]}}\ntier_prices: [1, 2]',
    [problem('tiers-uneven', 'tier_starts', at(3, 54), { name: 'tier_starts', key: 'B', starts: 3, prices: 2 })],
  ],
  [
    'bill: c\nc: Tiered\ntier_starts: {depends_on: z, values: {A: [0, 5], B: [9, 5]}}\ntier_prices: [1, 2]',
    [problem('tiers-not-ascending', 'tier_starts', at(3, 54), { name: 'tier_starts', key: 'B', starts: '9, 5' })],
  ],
  [
    'bill: c\nc: Tiered\ntier_starts: [0, 5]\ntier_prices: {depends_on: z, values: {A: [1, 2], B: [1]}}',
    [problem('tiers-uneven', 'tier_prices', at(4, 54), { name: 'tier_prices', key: 'B', starts: 2, prices: 1 })],
  ],
])('wrong for some alone: %s', (parts, problems) => {
  expect(inPart(parts)).toEqual(problems);
  expect(wrong(home(parts))).toEqual([]);
});

test.each([
  [
    'bill: c\nc: Tiered\ntier_starts: {depends_on: z, values: {A: [0], B: [0, 9, 5]}}\ntier_prices: [1, 2]',
    ['tiers-uneven A', 'tiers-uneven B', 'tiers-uneven all'],
  ],
  [
    'bill: c\nc: Tiered\ntier_starts: [0, 5]\ntier_prices: {depends_on: z, values: {A: [1], B: [1]}}',
    ['tiers-uneven all'],
  ],
])('wrong for everybody, told once a key: %s', (parts, told) => {
  expect(wrong(home(parts)).map(({ code, params }) => `${code.slice(6)} ${params?.['key']}`)).toEqual(told);
});

test.each([
  ['tiers of one price', 'bill: c\nc: Tiered\ntier_starts: 0\ntier_prices: 2'],
  ['a budget whose tiers are amounts', 'bill: c\nc: Budget\ntier_starts: [0, 5]\ntier_prices: [1, 2]'],
  [
    'tiers by season, of which one fits',
    'bill: c\nc: Tiered\ntier_starts: [0, 5]\ntier_prices: {depends_on: s, values: {A: [1], B: [1, 2]}}',
  ],
  ['an empty tier', 'bill: c\nc: Tiered\ntier_starts: [0, 5, 5]\ntier_prices: [1, 2, 3]'],
  ['starts that are formulas', 'bill: c\nc: Tiered\ntier_starts: [0, b, 5]\ntier_prices: [1, 2, 3]'],
  ['a key without a value, until somebody has it', 'bill: a\na: {depends_on: zone, values: {A: , B: 1}}'],
  ['what no bill reaches', 'bill: 1\na: x_charge\nb: Tiered\nc: a+'],
])('no problem: %s', (_, parts) => {
  expect(wrong(home(parts))).toEqual([]);
});

test.each([
  ['bill: usage_ccf*2', true, []],
  ['bill: usage_m3', true, []],
  ['bill: usage', true, []],
  ['bill: usage_bottle', false, [['usage_bottle', [], undefined]]],
  ['bill: c\nc: Tiered\ntier_starts: [0]\ntier_prices: [x]', true, [['x', [], undefined]]],
  [
    'bill: a*height\na: {depends_on: zone, values: {A: 1, default: 2, B: width}}',
    false,
    [
      ['zone', ['A', 'B'], 'B'],
      ['width', [], undefined],
      ['height', [], undefined],
    ],
  ],
  [
    'bill: a\na: {depends_on: [zone, size], values: {A|1": 1, A|2": 2, B|1": 3}}',
    false,
    [
      ['zone', ['a', 'b'], 'B'],
      ['size', ['1"', '2"'], undefined],
    ],
  ],
])('%s asks for water: %s, and for %j', (parts, usesWater, inputs) => {
  const read = readSchedule('test.owrs', home(parts, 'defaults: {zone: B}\n'));
  const checked = read.ok ? read.value.classes.get('HOME') : undefined;
  expect(checked?.usesWater).toBe(usesWater);
  expect([...(checked?.inputs.values() ?? [])].map((need) => [need.name, need.values, need.fallback])).toEqual(inputs);
});
