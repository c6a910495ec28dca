import { describe, expect, test } from 'vitest';
import type { Register, RegisterRead, RegisterUse } from '../../metering/index.ts';
import { type ReviewPolicy, type ReviewThresholds, thresholdsOf } from './review-policy.ts';
import { type ReviewedMeter, reviewUse } from './review-use.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const register: Register = { serial: 'M1', unit: 'gal', multiplier: '10', dials: 4 };
const high = { times: 3, timesRecent: 5, timesClass: 6, gallonsADay: 100, gallonsADayUnknown: 1500 };
const low = { share: 0.25, shareRecent: 0.1, shareClass: 0.05, usualGallonsADay: 50 };
const by = (thresholds: ReviewThresholds): ReviewPolicy => ({
  ...{ off: [], shown: [], backwardsSharePercent: 5, minClassBills: 10 },
  classes: [{ name: 'all', thresholds }],
});
const read = (on: string, count: number, quality: RegisterRead['quality'] = 'measured'): RegisterRead => ({
  ...{ on: day(on), count, quality },
});
/** 200 gallons a day in April of last year, or over the last month. */
const season = [read('2025-04-03', 1000), read('2025-05-03', 1600)];
const recent = [read('2026-03-04', 400), read('2026-04-03', 1000)];

const metered = (used: number, reads: readonly RegisterRead[] = [], more: Partial<RegisterUse> = {}): ReviewedMeter => {
  const [from, to] = [read('2026-04-03', 1000), read('2026-05-03', 1000 + used)];
  return { use: { register, from, to, usedCount: used, rolledOver: false, ...more }, rateClass: 'HOME', reads };
};
const found = (meter: ReviewedMeter, thresholds: ReviewThresholds = { high, low }) => reviewUse(meter, by(thresholds));
const april = { serial: 'M1', days: 30, from: '2026-04-03', to: '2026-05-03' };

describe('much', () => {
  test('says which meter, over which days, how much ran and how much is usual', () => {
    expect(found(metered(1800, season))).toEqual({
      rule: 'high-use',
      params: { ...april, basis: 'season', gallons: 18_000, usual: 6000 },
    });
    expect(found(metered(3000, recent))?.params).toMatchObject({ basis: 'recent', gallons: 30_000, usual: 6000 });
  });

  test.each([
    ['three times last April', season, 1800, 1799],
    ['five times the last months', recent, 3000, 2999],
  ])('is %s, and not a count less', (_, reads, much, less) => {
    expect([found(metered(much, reads))?.rule, found(metered(less, reads))?.rule]).toEqual(['high-use', undefined]);
  });

  test('is six times what half of its class uses, where it has no past', () => {
    const meter = (used: number) => ({ ...metered(used), classGallonsADay: 200 });
    expect(found(meter(3600))).toMatchObject({ rule: 'high-use', params: { basis: 'class', usual: 6000 } });
    expect(found(meter(3599))).toBeUndefined();
  });

  test('is a hundred gallons a day more, however little was usual', () => {
    // 30 gallons a day: four times as much is 120, ninety more.
    const little = [read('2025-04-03', 1000), read('2025-05-03', 1090)];
    expect(found(metered(360, little))).toBeUndefined();
    expect(found(metered(389, little))).toBeUndefined();
    expect(found(metered(390, little))?.rule).toBe('high-use');
  });

  test('is more than any home uses, where neither the meter nor its class has a past', () => {
    expect(found(metered(4500))).toBeUndefined();
    expect(found(metered(4501))).toEqual({
      rule: 'high-use',
      params: { ...april, basis: 'unknown', gallons: 45_010, usual: 45_000 },
    });
    expect(found(metered(4501), { low })).toBeUndefined();
  });

  test('is looked for where the rule is not left out', () => {
    expect(found(metered(3000, season), { low })).toBeUndefined();
  });
});

describe('little', () => {
  test.each([
    ['a quarter of last April', season, 150, 151],
    ['a tenth of the last months', recent, 60, 61],
  ])('is %s, and not a count more', (_, reads, little, more) => {
    expect([found(metered(little, reads))?.rule, found(metered(more, reads))?.rule]).toEqual(['low-use', undefined]);
  });

  test('is a twentieth of what half of its class uses, where it has no past', () => {
    const meter = (used: number) => ({ ...metered(used), classGallonsADay: 200 });
    expect(found(meter(30))).toEqual({
      rule: 'low-use',
      params: { ...april, basis: 'class', gallons: 300, usual: 6000 },
    });
    expect(found(meter(31))).toBeUndefined();
  });

  test('is nothing of note where fifty gallons a day were never usual', () => {
    const usual = (gallonsADay: number) => [read('2025-04-03', 1000), read('2025-05-03', 1000 + 3 * gallonsADay)];
    expect(found(metered(10, usual(50)))?.rule).toBe('low-use');
    expect(found(metered(10, usual(49)))).toBeUndefined();
  });

  test('is looked for where the rule is not left out', () => {
    expect(found(metered(10, season), { high })).toBeUndefined();
  });
});

describe('none, or less', () => {
  test('a register that stood still, unless nobody read it', () => {
    expect(found(metered(0, season))).toEqual({ rule: 'zero-use', params: april });
    expect(found(metered(0, season, { to: read('2026-05-03', 1000, 'estimated') }))).toBeUndefined();
  });

  test('a day is enough to say so, none is not', () => {
    expect(found(metered(0, [], { to: read('2026-04-04', 1000) }))?.rule).toBe('zero-use');
    expect(found(metered(0, [], { to: read('2026-04-03', 1000) }))).toBeUndefined();
  });

  test('what puts an estimate right that was too high is a credit, not a fault', () => {
    expect(found(metered(-1, season))).toBeUndefined();
    expect(found(metered(-9000, season))).toBeUndefined();
  });

  test('going on by 95 of a hundred of its dials is going back by five', () => {
    const back = metered(9500, season, { to: read('2026-05-03', 500), rolledOver: true });
    expect(found(back)).toEqual({ rule: 'meter-backwards', params: { ...april, before: 1000, now: 500 } });
    expect(found(metered(9499, season, { to: read('2026-05-03', 499) }))?.rule).toBe('high-use');
  });
});

test('what is unusual is said by class; a class that none is for has no limits', () => {
  const [farm, rest] = [{ high }, { low }];
  const policy: ReviewPolicy = {
    ...by({}),
    classes: [
      { name: 'rest', thresholds: rest },
      { name: 'farms', rateClasses: ['FARM', 'DAIRY'], thresholds: farm },
    ],
  };
  expect(['DAIRY', 'FARM', 'HOME'].map((one) => thresholdsOf(policy, one))).toEqual([farm, farm, rest]);
  expect(thresholdsOf({ ...policy, classes: policy.classes.slice(1) }, 'HOME')).toEqual({});
});
