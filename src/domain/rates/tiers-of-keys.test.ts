import { expect, test } from 'vitest';
import { applySchedule, readSchedule } from './index.ts';

const classOf = (parts: string) => {
  const text = `rate_structure:\n  HOME:\n    charge: Tiered\n    bill: charge\n${parts.replaceAll(/^/gm, '    ')}`;
  const schedule = readSchedule('rates.owrs', text);
  if (!schedule.ok) throw new Error(schedule.problem[0]?.code);
  return schedule.value;
};

const billed = (parts: string, inputs: Record<string, string>) => {
  const applied = applySchedule(classOf(parts), { rateClass: 'HOME', inputs });
  return applied.ok
    ? applied.value.total
    : applied.problem.map(({ code, params, place }) => ({ code, params, line: place?.line }));
};

const bySize = (starts: string, others = 'tier_prices: [1, 2, 3]') =>
  `tier_starts:\n  depends_on: meter_size\n  values:\n    1": [0, 20, 300]\n    6": ${starts}\n${others}`;

test('two starts that are equal leave an empty tier between them', () => {
  expect(billed('tier_starts: [0, 11, 11]\ntier_prices: [1, 2, 3]', { usage_ccf: '15' })).toBe(1000 + 1500);
  expect(billed(bySize('[0, 341, 341]'), { usage_ccf: '350', meter_size: '6"' })).toBe(34_000 + 3000);
});

test.each([
  ['[0, 340, 300]', 'rates.tiers-not-ascending', { key: '6"', starts: '0, 340, 300' }],
  ['[0, -5, 300]', 'rates.tiers-negative', { key: '6"', starts: '0, -5, 300' }],
  ['[0, 340]', 'rates.tiers-uneven', { key: '6"', starts: 2, prices: 3 }],
  ['[0, 10, 20, 30]', 'rates.tiers-uneven', { key: '6"', starts: 4, prices: 3 }],
  ['[0, ten units, 20]', 'rates.part-unreadable', { found: 'ten units' }],
  ['[0, .nan, 20]', 'rates.part-unreadable', { found: '.nan' }],
  ['[0, NaN, 20]', 'rates.part-unreadable', { found: 'NaN' }],
])('a key with the starts %s is named, and the others bill', (starts, code, params) => {
  const schedule = classOf(bySize(starts));
  expect(schedule.classes.get('HOME')?.inPart).toMatchObject([{ code, params, place: { line: 9 } }]);
  expect(billed(bySize(starts), { usage_ccf: '25', meter_size: '1"' })).toBe(1900 + 1200);
  expect(billed(bySize(starts), { usage_ccf: '25', meter_size: '6"' })).toMatchObject([{ code, params }]);
});

test('a key with a price too few or too many is named, and the others bill', () => {
  const prices =
    'tier_starts: [0, 11]\ntier_prices:\n  depends_on: zone\n  values:\n    A: [1, 2]\n    B: [1]\n    C: [1, 2, 3]';
  const told = classOf(prices)
    .classes.get('HOME')
    ?.inPart.map(({ params }) => params?.['key']);
  expect(told).toEqual(['B', 'C']);
  expect(billed(prices, { usage_ccf: '12', zone: 'A' })).toBe(1400);
  expect(billed(prices, { usage_ccf: '12', zone: 'B' })).toMatchObject([{ code: 'rates.tiers-uneven' }]);
});

test('a key that is written twice with two values is named, and the others bill', () => {
  const twice = bySize('[0, 1, 2]\n    6": [0, 5, 6]');
  expect(classOf(twice).classes.get('HOME')?.inPart).toMatchObject([{ code: 'rates.key-duplicate' }]);
  expect(billed(twice, { usage_ccf: '25', meter_size: '1"' })).toBe(3100);
});

test('where every key is wrong, so is the class', () => {
  const all = 'tier_prices: [1, 2]\ntier_starts:\n  depends_on: zone\n  values:\n    A: [9, 3]\n    B: [8, 2]';
  expect([...classOf(all).refused.keys()]).toEqual(['HOME']);
});

test('starts that fall only with the answers of one bill refuse that bill, with their numbers', () => {
  const parts = 'tier_starts: [0, first, 20]\ntier_prices: [1, 2, 3]\nfirst: people*6';
  expect(billed(parts, { usage_ccf: '25', people: '2' })).toBe(1100 + 1600 + 1800);
  expect(billed(parts, { usage_ccf: '25', people: '4' })).toMatchObject([
    { code: 'rates.tiers-not-ascending', params: { name: 'tier_starts', starts: '0, 24, 20' }, line: 5 },
  ]);
});

test('a formula counts with a meter size in inches', () => {
  const schedule = readSchedule(
    'rates.owrs',
    'rate_structure:\n  HOME:\n    bill: by_size\n    by_size: meter_size*10\n',
  );
  if (!schedule.ok) throw new Error('refused');
  const of = (size: string) => applySchedule(schedule.value, { rateClass: 'HOME', inputs: { meter_size: size } });
  expect([of('2"'), of('1-1/2"'), of('5/8"'), of('3')].map((one) => one.ok && one.value.total)).toEqual([
    2000, 1500, 625, 3000,
  ]);
  expect(of('large').ok).toBe(false);
});
