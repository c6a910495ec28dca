import { describe, expect, test } from 'vitest';
import type { Register, RegisterRead } from '../../metering/index.ts';
import { pastUse } from './past-use.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const register: Register = { serial: 'M1', unit: 'gal', multiplier: '10', dials: 6 };
type Written = readonly [on: string, count: number, quality?: RegisterRead['quality']];
const past = (...reads: readonly Written[]) =>
  pastUse(
    register,
    reads.map(([on, count, quality = 'measured']) => ({ on: day(on), count, quality })),
    { from: day('2026-04-03'), to: day('2026-05-03') },
  );

/** 600 counts of ten gallons in 30 days are 200 gallons a day. */
const lastApril = [
  ['2025-04-03', 1000],
  ['2025-05-03', 1600],
] as const;

describe('the same season a year ago', () => {
  test('is what ran between the reads nearest to a year before', () => {
    expect(past(...lastApril)).toEqual({ gallonsADay: 200, basis: 'season' });
    // Nearer reads before and after the day itself go first.
    expect(past(['2025-03-20', 0], ['2025-04-02', 1000], ['2025-05-04', 1640], ['2025-05-20', 9000])).toEqual({
      ...{ gallonsADay: 200, basis: 'season' },
    });
  });

  test.each([
    ['twenty days before', '2025-03-14', 'season'],
    ['twenty-one days before', '2025-03-13', undefined],
    ['twenty days after', '2025-04-23', 'season'],
  ])('may be %s', (_, on, basis) => {
    expect(past([on, 1000], ['2025-05-03', 1600])?.basis).toBe(basis);
  });

  test('is seven days at least', () => {
    expect(past(['2025-04-15', 1000], ['2025-04-22', 1140])).toEqual({ gallonsADay: 200, basis: 'season' });
    expect(past(['2025-04-15', 1000], ['2025-04-21', 1140])).toBeUndefined();
  });

  test('is not known from an estimate, nor from a register that went back', () => {
    expect(past(['2025-04-03', 1000, 'estimated'], ['2025-05-03', 1600])).toBeUndefined();
    expect(past(['2025-04-03', 1600], ['2025-05-03', 1000])).toBeUndefined();
    expect(past(['2025-04-03', 1000, 'customer'], ['2025-05-03', 1600, 'hourly'])?.basis).toBe('season');
  });
});

describe('the last months, where the season before is not known', () => {
  test('reach back 130 days, to the last read before the period', () => {
    // 124 days: from the first that is not too old.
    expect(past(['2025-11-23', 0], ['2025-11-24', 1000], ['2026-03-28', 3480], ['2026-04-03', 3600])).toEqual({
      ...{ gallonsADay: 200, basis: 'recent' },
    });
    expect(past(['2025-11-24', 1000], ['2026-04-03', 3600])?.basis).toBe('recent');
    expect(past(['2025-11-23', 1000], ['2025-11-30', 3600])).toBeUndefined();
  });

  test('know nothing of reads of the period itself', () => {
    expect(past(['2026-03-03', 1000], ['2026-04-03', 1620], ['2026-04-13', 9000])).toEqual({
      ...{ gallonsADay: 200, basis: 'recent' },
    });
  });

  test('are seven days at least', () => {
    expect(past(['2026-03-27', 1000], ['2026-04-03', 1140])).toEqual({ gallonsADay: 200, basis: 'recent' });
    expect(past(['2026-03-28', 1000], ['2026-04-03', 1140])).toBeUndefined();
    expect(past(['2026-03-28', 1000])).toBeUndefined();
    expect(past()).toBeUndefined();
  });
});
