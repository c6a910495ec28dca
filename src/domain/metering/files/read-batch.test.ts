import { expect, test } from 'vitest';
import type { FileRead } from './file-read.ts';
import { appendRead, readBatch } from './read-batch.ts';
import { shownMoment, timeLimits } from './time-limits.ts';

const read = (value: string, more: Partial<FileRead> = {}): FileRead => ({
  ...{ meter: 'A', kind: 'register', at: 1000, value, unit: 'gal', quality: 'measured', line: 7 },
  ...more,
});

test.each([
  ['12', 12, 0],
  ['12.5', 125, 1],
  ['12.50', 125, 1],
  ['12.00', 12, 0],
  ['100', 100, 0],
  ['0.00001', 1, 5],
  ['-3.25', -325, 2],
  ['9007199254740991', 9_007_199_254_740_991, 0],
])('%s is %i times ten to the minus %i', (value, digits, decimals) => {
  const batch = readBatch(2);
  expect(appendRead(batch, 4, read(value))).toBe(true);
  const columns = [batch.length, batch.meter[0], batch.at[0], batch.seconds[0], batch.digits[0], batch.decimals[0]];
  expect(columns).toEqual([1, 4, 1000, 0, digits, decimals]);
  expect([batch.believed[0], batch.line[0]]).toEqual([0, 7]);
});

test.each(['0.000001', '9007199254740992'])('%s is more than a channel counts', (value) => {
  const batch = readBatch(2);
  expect([appendRead(batch, 4, read(value)), batch.length]).toEqual([false, 0]);
});

test('an interval has its length, and a read how far it is believed', () => {
  const batch = readBatch(3);
  appendRead(batch, 0, read('1', { kind: 'interval', intervalSeconds: 900, quality: 'edited' }));
  appendRead(batch, 0, read('2', { kind: 'interval', quality: 'estimated' }));
  appendRead(batch, 0, read('3', { intervalSeconds: 900 }));
  expect([[...batch.seconds], [...batch.believed]]).toEqual([
    [900, 0, 0],
    [1, 2, 0],
  ]);
});

test('a file tells of twenty years back, and of an hour ahead of the clock', () => {
  const { from, until } = timeLimits(Temporal.Instant.from('2026-05-06T14:08:09.5Z'));
  expect([from, until].map((at) => Temporal.Instant.fromEpochMilliseconds(at * 1000).toString())).toEqual([
    '2006-05-06T14:08:09Z',
    '2026-05-06T15:08:09Z',
  ]);
  expect(shownMoment(until + 0.7)).toBe('2026-05-06T15:08Z');
});
