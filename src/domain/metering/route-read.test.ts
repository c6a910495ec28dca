import { describe, expect, test } from 'vitest';
import type { KeptRead, RegisterRead } from './register-read.ts';
import { hasOwnPast, judgeRouteRead, type MeterOnRoute } from './route-read.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const read = (on: string, count: number, quality: RegisterRead['quality'] = 'measured'): RegisterRead => ({
  ...{ on: day(on), count, quality },
});
const kept = (...reads: readonly RegisterRead[]): KeptRead[] => reads.map((one, index) => ({ id: index + 1, ...one }));
const register = { serial: 'M1', unit: 'gal', multiplier: '10', dials: 4 } as const;
const meter = (reads: readonly RegisterRead[] = [], more: Partial<MeterOnRoute> = {}): MeterOnRoute => ({
  ...{ register, installed: { on: day('2024-06-01'), count: 100 }, kept: kept(...reads) },
  ...more,
});
const keep = { kind: 'keep' };
const refused = (code: string, field: string, params: object) => ({
  ...{ kind: 'refused', problem: { code, field, params } },
});

describe('a read from the meter is refused', () => {
  test.each([
    ['before the meter came', '2024-05-31', {}, { from: '2024-06-01', until: '…' }],
    ['after it went', '2025-04-02', { removedOn: day('2025-04-01') }, { from: '2024-06-01', until: '2025-04-01' }],
  ])('%s', (_, on, more, params) => {
    expect(judgeRouteRead(meter([], more), read(on, 200))).toEqual(
      refused('metering.meter-not-in-service', 'meter', { serial: 'M1', on, ...params }),
    );
  });

  test('below zero', () => {
    expect(judgeRouteRead(meter(), read('2025-04-01', -1))).toEqual(
      refused('metering.count-below-zero', 'count', { serial: 'M1', count: -1 }),
    );
    expect(
      judgeRouteRead(meter([], { installed: { on: day('2024-06-01'), count: 0 } }), read('2025-04-01', 0)),
    ).toEqual(keep);
  });

  test('beyond the dials', () => {
    expect(judgeRouteRead(meter(), read('2025-04-01', 10_000))).toEqual(
      refused('metering.count-beyond-dials', 'count', { serial: 'M1', count: 10_000, dials: 4 }),
    );
  });

  test('where another of its day stands', () => {
    const problem = refused('metering.read-differs', 'count', {
      serial: 'M1',
      on: '2025-04-01',
      kept: 200,
      other: 201,
    });
    expect(judgeRouteRead(meter([read('2025-04-01', 200)]), read('2025-04-01', 201))).toEqual(problem);
    // A guess takes the place of nothing.
    expect(judgeRouteRead(meter([read('2025-04-01', 200, 'estimated')]), read('2025-04-01', 201, 'estimated'))).toEqual(
      problem,
    );
  });
});

test.each([
  ['on the day the meter came', '2024-06-01', {}],
  ['on the day it went', '2025-04-01', { removedOn: day('2025-04-01') }],
])('it is kept %s', (_, on, more) => {
  expect(judgeRouteRead(meter([], more), read(on, 200))).toStrictEqual(keep);
});

test('the very read that stands is known', () => {
  expect(judgeRouteRead(meter([read('2025-04-01', 200)]), read('2025-04-01', 200))).toEqual({ kind: 'known' });
});

test('a measured read takes the place of a guess, or of a customer’s, even of the same count', () => {
  for (const quality of ['estimated', 'customer', 'hourly'] as const) {
    const before = meter([read('2025-03-01', 150), read('2025-04-01', 200, quality)]);
    expect(judgeRouteRead(before, read('2025-04-01', 200))).toStrictEqual({ ...keep, supersedesId: 2 });
  }
  expect(judgeRouteRead(meter([read('2025-04-01', 200)]), read('2025-04-01', 200, 'customer'))).toEqual({
    kind: 'known',
  });
});

describe('a read that goes back', () => {
  const below = (from: number, since: string, to: number, on: string) => ({
    ...keep,
    doubt: { code: 'metering.read-below-last', params: { serial: 'M1', from, since, to, on } },
  });

  test('behind the last is kept and doubted', () => {
    expect(judgeRouteRead(meter([read('2025-03-01', 300)]), read('2025-04-01', 299))).toEqual(
      below(300, '2025-03-01', 299, '2025-04-01'),
    );
    expect(judgeRouteRead(meter([read('2025-03-01', 300)]), read('2025-04-01', 300))).toEqual(keep);
    expect(judgeRouteRead(meter(), read('2025-04-01', 99))).toEqual(below(100, '2024-06-01', 99, '2025-04-01'));
  });

  test('above the next is doubted too', () => {
    expect(judgeRouteRead(meter([read('2025-05-01', 300)]), read('2025-04-01', 301))).toEqual(
      below(301, '2025-04-01', 300, '2025-05-01'),
    );
  });

  test('behind a guess, or behind a read of before the meter was set here, is none', () => {
    expect(judgeRouteRead(meter([read('2025-03-01', 300, 'estimated')]), read('2025-04-01', 200))).toEqual(keep);
    expect(judgeRouteRead(meter([read('2024-06-01', 9000)]), read('2025-04-01', 200))).toEqual(keep);
  });

  test('round the dials is none', () => {
    expect(judgeRouteRead(meter([read('2025-03-01', 9990)]), read('2025-04-01', 5))).toEqual(keep);
  });
});

describe('a read far above what the meter used before', () => {
  /** 60 counts of ten gallons in 30 days: 20 gallons a day. */
  const usual = [read('2025-03-02', 400), read('2025-04-01', 460)];
  const doubt = (read: RegisterRead, reads: readonly RegisterRead[] = usual, more: Partial<MeterOnRoute> = {}) => {
    const verdict = judgeRouteRead(meter(reads, { installed: { on: day('2024-01-01'), count: 400 }, ...more }), read);
    if (verdict.kind !== 'keep') throw new Error(verdict.kind);
    return verdict.doubt;
  };

  test('is doubted, with how much it is a day and how much is usual', () => {
    expect(doubt(read('2025-05-01', 1000))).toEqual({
      code: 'metering.read-too-high',
      params: { serial: 'M1', on: '2025-05-01', count: 1000, basis: 'own', gallons: 180, usual: 20 },
    });
  });

  test.each([
    ['150 gallons a day more', 460 + 510, true],
    ['a count less', 460 + 509, false],
  ])('from %s', (_, count, isDoubted) => {
    expect(doubt(read('2025-05-01', count)) !== undefined).toBe(isDoubted);
  });

  test('from five times as much', () => {
    // 300 gallons a day were usual.
    const much = [read('2025-03-02', 400), read('2025-04-01', 1300)];
    expect(doubt(read('2025-05-01', 1300 + 4500), much)?.code).toBe('metering.read-too-high');
    expect(doubt(read('2025-05-01', 1300 + 4499), much)).toBeUndefined();
  });

  test.each([
    // Ten times the last count, typed the week after.
    ['seven days later', '2025-04-08', 4600, true],
    ['the day after', '2025-04-02', 4600, true],
    // 150 gallons a day more for a fortnight, all of them in less.
    ['a fortnight later', '2025-04-15', 460 + 28 + 210, true],
    ['a fortnight later, a count less', '2025-04-15', 460 + 28 + 209, false],
    ['seven days later, by as much', '2025-04-08', 460 + 14 + 210, true],
    ['seven days later, a count less', '2025-04-08', 460 + 14 + 209, false],
    ['on a plain day', '2025-04-02', 460 + 3, false],
    ['on the day a garden was watered', '2025-04-02', 460 + 90, false],
    ['on the day nothing ran', '2025-04-02', 460, false],
  ])('also in few days: %s', (_, on, count, isDoubted) => {
    expect(doubt(read(on, count)) !== undefined).toBe(isDoubted);
  });

  test('also round the dials, after which it is thought a misread', () => {
    const high = [read('2025-03-02', 9400), read('2025-04-01', 9460)];
    const here = { installed: { on: day('2024-01-01'), count: 9000 } };
    expect(doubt(read('2025-04-08', 300), high, here)?.code).toBe('metering.read-too-high');
    expect(doubt(read('2025-09-08', 300), high, here)).toBeUndefined();
  });

  test('is told by fourteen days of its past; with less its class is asked', () => {
    const short = (on: string) => [read(on, 400), read('2025-04-01', 428)];
    const here = { installed: { on: day('2023-01-01'), count: 400 } };
    expect(doubt(read('2025-05-01', 1000), short('2025-03-18'), here)?.code).toBe('metering.read-too-high');
    expect(doubt(read('2025-05-01', 1000), short('2025-03-19'), here)).toBeUndefined();
    const ofClass = { gallonsADay: 25, times: 6 };
    expect(doubt(read('2025-05-01', 1000), short('2025-03-19'), { ...here, ofClass })).toEqual({
      code: 'metering.read-too-high',
      params: { serial: 'M1', on: '2025-05-01', count: 1000, basis: 'class', gallons: 191, usual: 25 },
    });
    expect(
      doubt(read('2025-05-01', 1000), short('2025-03-19'), { ...here, ofClass: { gallonsADay: 32, times: 6 } }),
    ).toBeUndefined();
  });

  test('goes by what the meter used in 420 days before', () => {
    // 460 counts in 420 days, and but 60 in the days after.
    const past = (on: string) => [read(on, 0), read('2025-03-02', 400), read('2025-04-01', 460)];
    const here = { installed: { on: day('2020-01-01'), count: 0 } };
    expect(doubt(read('2025-05-01', 1000), past('2024-02-06'), here)).toMatchObject({ params: { usual: 11 } });
    expect(doubt(read('2025-05-01', 1000), past('2024-02-05'), here)).toMatchObject({ params: { usual: 20 } });
  });

  test('is held against its class where the meter came but now', () => {
    const installed = { on: day('2025-04-01'), count: 0 };
    expect(doubt(read('2025-05-01', 9000), [], { installed })).toBeUndefined();
    const ofClass = { gallonsADay: 150, times: 6 };
    expect(doubt(read('2025-05-01', 9000), [], { installed, ofClass })?.params).toMatchObject({ basis: 'class' });
    expect(doubt(read('2025-05-01', 900), [], { installed, ofClass })).toBeUndefined();
    // A past of its own says more than its class.
    expect(hasOwnPast(meter(usual), day('2025-05-01'))).toBe(true);
    expect(hasOwnPast(meter([], { installed }), day('2025-05-01'))).toBe(false);
    expect(doubt(read('2025-05-01', 520), usual, { ofClass: { gallonsADay: 1, times: 2 } })).toBeUndefined();
  });
});
