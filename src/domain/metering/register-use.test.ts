import { expect, test } from 'vitest';
import { exactToDecimal } from '../kernel/index.ts';
import { registerUse, volumeUsed } from './register-use.ts';

const register = { serial: 'M1', unit: 'gal', multiplier: '10', dials: 4 } as const;
const read = (on: string, count: number) => ({ on: Temporal.PlainDate.from(on), count, quality: 'measured' as const });
const between = (from: number, to: number) => ({
  register,
  from: read('2025-04-03', from),
  to: read('2025-05-03', to),
});

test.each([
  ['more than before', 100, 220, 120, false],
  ['the same', 100, 100, 0, false],
  ['a tenth of its range round the dials', 9000, 0, 1000, true],
  ['up to the last count', 0, 9999, 9999, false],
])('a register that shows %s', (_, from, to, usedCount, rolledOver) => {
  expect(registerUse(between(from, to))).toEqual({ ok: true, value: { ...between(from, to), usedCount, rolledOver } });
});

test.each([
  ['a count more than a tenth round the dials', 8999, 0],
  ['a count less than before', 100, 99],
])('one that shows %s ran backwards, or was misread', (_, from, to) => {
  const params = { serial: 'M1', from, to, on: '2025-05-03' };
  expect(registerUse(between(from, to))).toEqual({ ok: false, problem: { code: 'metering.negative-use', params } });
});

test.each([
  [10_000, 5, 10_000],
  [5, 10_000, 10_000],
])('one that shows %i, then %i has too few dials for it', (from, to, count) => {
  const params = { serial: 'M1', count, dials: 4 };
  expect(registerUse(between(from, to))).toEqual({
    ok: false,
    problem: { code: 'metering.count-beyond-dials', params },
  });
});

test('all registers together, in the unit that is asked for', () => {
  const uses = [between(0, 120), between(0, 30)].map((stretch) => ({
    ...stretch,
    usedCount: stretch.to.count,
    rolledOver: false,
  }));
  expect(exactToDecimal(volumeUsed(uses, 'gal'))).toBe('1500');
  expect(exactToDecimal(volumeUsed(uses, 'kgal'))).toBe('1.5');
  expect(exactToDecimal(volumeUsed([], 'gal'))).toBe('0');
});
