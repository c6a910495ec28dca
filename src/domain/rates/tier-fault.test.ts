import { expect, test } from 'vitest';
import { exact } from '../kernel/index.ts';
import { tierFault } from './tier-fault.ts';

const place = { file: 'test.owrs', line: 5, column: 5 };
const fault = (starts: readonly string[], prices: number, key?: string) =>
  tierFault({ name: 'tier_starts', place, ...(key !== undefined && { key }) }, starts.map(exact), prices);

test.each([
  ['one tier', ['0'], 1],
  ['tiers that rise', ['0', '15', '21'], 3],
  ['an empty tier', ['0', '15', '15'], 3],
])('%s can charge', (_, starts, prices) => {
  expect(fault(starts, prices)).toBeUndefined();
});

test.each([
  ['more starts than prices', ['0', '15'], 1, 'tiers-uneven', 2],
  ['fewer starts than prices', ['0'], 2, 'tiers-uneven', 1],
  ['a start below nothing', ['-1', '15'], 2, 'tiers-negative', '-1, 15'],
  ['a start below the one before', ['0', '15.5', '9'], 3, 'tiers-not-ascending', '0, 15.5, 9'],
])('%s cannot', (_, starts, prices, code, said) => {
  const params = code === 'tiers-uneven' ? { starts: said, prices } : { starts: said };
  const problem = { code: `rates.${code}`, field: 'tier_starts', place };
  expect(fault(starts, prices)).toEqual({ ...problem, params: { name: 'tier_starts', key: 'all', ...params } });
  expect(fault(starts, prices, 'A')).toEqual({ ...problem, params: { name: 'tier_starts', key: 'A', ...params } });
});
