import { expect, test } from 'vitest';
import { estimateRead } from './estimate-read.ts';
import type { RegisterRead } from './register-read.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const read = (on: string, count: number, quality: RegisterRead['quality'] = 'measured'): RegisterRead => ({
  on: day(on),
  count,
  quality,
});
const register = { serial: 'M1', unit: 'gal', multiplier: '10', dials: 5 } as const;
const from = read('2025-06-03', 50_000);
const estimate = (...reads: readonly RegisterRead[]) => estimateRead(register, { from, reads }, day('2025-07-03'));
const made = (count: number, basis: string) => ({
  ok: true,
  value: { on: day('2025-07-03'), count, quality: 'estimated', basis },
});

test.each<[string, RegisterRead[], number, string]>([
  [
    'the same days a year ago',
    [read('2024-06-03', 30_000), read('2024-07-03', 33_000), from],
    53_000,
    'same-season-last-year',
  ],
  [
    'days of the season, twenty away',
    [read('2024-05-14', 30_000), read('2024-07-23', 37_000), from],
    53_000,
    'same-season-last-year',
  ],
  [
    'not of another season',
    [read('2024-05-13', 30_000), read('2024-07-23', 37_000), read('2025-05-04', 49_700), from],
    50_300,
    'average-of-last-reads',
  ],
  [
    'of two reads of the season the nearer',
    [read('2024-05-20', 0), read('2024-06-03', 30_000), read('2024-07-03', 33_000), from],
    53_000,
    'same-season-last-year',
  ],
  ['the last months', [read('2025-04-04', 47_000), read('2025-05-04', 48_000), from], 51_500, 'average-of-last-reads'],
  [
    'at most the last hundred and twenty days',
    [read('2025-02-02', 0), read('2025-02-03', 49_880), from],
    50_030,
    'average-of-last-reads',
  ],
  [
    'what was measured, not what was guessed',
    [read('2025-05-04', 49_400), read('2025-05-14', 0, 'estimated'), from],
    50_600,
    'average-of-last-reads',
  ],
  ['a week at least', [read('2025-05-27', 49_930), from], 50_300, 'average-of-last-reads'],
  ['whole counts', [read('2025-05-04', 49_999), from], 50_001, 'average-of-last-reads'],
])('an estimate is made from %s', (_, reads, count, basis) => {
  expect(estimate(...reads)).toEqual(made(count, basis));
});

test('it is never below a read since, and goes on from there', () => {
  expect(estimate(read('2025-05-04', 49_700), from, read('2025-06-23', 51_000))).toEqual(
    // 1,300 counts in 50 days, for the ten days that are left.
    made(51_260, 'average-of-last-reads'),
  );
});

test('it goes round the dials', () => {
  const late = estimateRead(
    register,
    { from: read('2025-06-03', 99_900), reads: [read('2025-05-04', 99_600), read('2025-06-03', 99_900)] },
    day('2025-07-03'),
  );
  expect(late).toEqual(made(200, 'average-of-last-reads'));
});

test.each<[string, RegisterRead[]]>([
  ['nothing', []],
  ['one read', [from]],
  ['less than a week', [read('2025-05-28', 49_950), from]],
  ['a register that ran backwards', [read('2025-05-04', 60_000), from]],
  ['other estimates', [read('2025-04-04', 47_000, 'estimated'), read('2025-05-04', 48_000, 'estimated'), from]],
])('none is made from %s', (_, reads) => {
  const params = { serial: 'M1', on: '2025-07-03' };
  expect(estimate(...reads)).toEqual({ ok: false, problem: { code: 'metering.no-history-to-estimate', params } });
});
