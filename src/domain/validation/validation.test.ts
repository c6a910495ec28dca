import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { householdHours } from '../../../test/support/hourly-use.ts';
import { runs } from '../../../test/support/properties.ts';
import {
  type EstimateMethod,
  estimateHours,
  type HourlyUse,
  hourQuality,
  hourSpan,
  hoursFromRegister,
  type Register,
  usualRegisterRules,
} from '../metering/index.ts';
import { joinExceptions, type MeterToValidate, totalByRegister, validateMeter } from './index.ts';

const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-02-20'), 56);
const register: Register = { serial: 'SIM-1', unit: 'gal', multiplier: '1', dials: 6 };
const settings = {
  spike: { hours: 3, gallonsAnHour: 300, times: 3 },
  stuck: { days: 5, usedDays: 21 },
  rollover: { sharePercent: 10 },
  gap: { hours: 6, silentHours: 48 },
  negativeFlow: { gallons: 10 },
  clockShift: { days: 7, usualDays: 28, likeness: 0.8, betterBy: 0.3 },
  sumCheck: { gallons: 50, percent: 2 },
};

/** Eight weeks of a household, with what `change` does to them. */
function meter(
  change: (use: HourlyUse) => void = () => undefined,
  more: Partial<MeterToValidate> = {},
): MeterToValidate {
  const use = householdHours(span);
  change(use);
  return { use, register, reads: [], nowHour: span.hours, ...more };
}

const found = (of: MeterToValidate) => validateMeter(of, settings).map(({ rule, from, until }) => [rule, from, until]);
const set = (use: HourlyUse, [from, until]: [number, number], count: number, quality?: number) => {
  use.counts.fill(count, from, until);
  if (quality !== undefined) use.quality.fill(quality, from, until);
};

/** The same household as its register shows it at the hours' ends, but for reads that are missing or not there. */
function readFromRegister(isThere: (hour: number) => boolean): HourlyUse {
  const use = householdHours(span);
  let register = 5000;
  const reads = [...use.counts].flatMap((count, hour) => {
    register += count;
    return isThere(hour) ? [{ at: (span.startHour + hour + 1) * 3600, count: register }] : [];
  });
  const columns = { at: reads.map(({ at }) => at), counts: reads.map(({ count }) => count) };
  const { counts, quality } = hoursFromRegister(
    { serial: 'SIM-1', at: Float64Array.from(columns.at), counts: Float64Array.from(columns.counts) },
    span,
    usualRegisterRules,
  );
  return { ...use, counts, quality };
}

describe('a gap that a register fills', () => {
  const sumOf = (use: HourlyUse) => use.counts.subarray(700, 709).reduce((sum, count) => sum + count, 0);

  test('is one, estimated, with the sum that ran', () => {
    const use = readFromRegister((hour) => hour < 700 || hour >= 708);
    expect(new Set(use.quality.subarray(700, 709))).toEqual(new Set([hourQuality.estimated]));
    expect(sumOf(use)).toBe(sumOf(householdHours(span)));
    const gallons = Math.round(sumOf(use) / 10);
    expect(validateMeter({ use, register, reads: [], nowHour: span.hours }, settings)).toEqual([
      { rule: 'gap', from: 700, until: 709, gallons, detail: { hours: 9, filled: 1 } },
    ]);
  });

  test('is none where it is short, or where the register is read once a day', () => {
    const found = (use: HourlyUse) => validateMeter({ use, register, reads: [], nowHour: span.hours }, settings);
    expect(found(readFromRegister((hour) => hour < 700 || hour >= 704))).toEqual([]);
    expect(found(readFromRegister((hour) => hour % 24 === 6)).filter(({ rule }) => rule === 'gap')).toEqual([]);
  });

  test('is none where a head-end estimated the hours by itself', () => {
    const use = householdHours(span);
    use.quality.fill(hourQuality.estimated, 700, 709);
    expect(validateMeter({ use, register, reads: [], nowHour: span.hours }, settings)).toEqual([]);
  });
});

describe('the rules', () => {
  test('find nothing in an ordinary home, not even where the clock changes', () => {
    expect(found(meter())).toEqual([]);
  });

  test.each<[string, (use: HourlyUse) => void, readonly unknown[]]>([
    ['an hour of 9,000 gallons', (use) => set(use, [700, 701], 90_000), ['spike', 700, 701]],
    ['nothing for six days', (use) => set(use, [800, 944], 0), ['stuck', 800, 944]],
    ['a fall of nearly the whole register', (use) => set(use, [700, 701], 40 - 10_000_000), ['rollover', 700, 701]],
    ['hours that settling doubts', (use) => set(use, [700, 702], 0, hourQuality.suspect), ['rollover', 700, 702]],
    ['nine hours missing', (use) => set(use, [700, 709], 0, hourQuality.missing), ['gap', 700, 709]],
    [
      'no reads for three days',
      (use) => set(use, [span.hours - 72, span.hours], 0, hourQuality.missing),
      ['gap', span.hours - 72, span.hours],
    ],
    ['water running back', (use) => set(use, [700, 703], -200), ['negative-flow', 700, 703]],
  ])('%s', (_what, change, expected) => {
    expect(found(meter(change))).toEqual([expected]);
  });

  test.each<[string, (use: HourlyUse) => void]>([
    ['a pool filled for five hours', (use) => set(use, [700, 705], 6000)],
    ['three days away', (use) => set(use, [800, 872], 0)],
    ['five hours missing', (use) => set(use, [700, 705], 0, hourQuality.missing)],
    ['reads that are a day late', (use) => set(use, [span.hours - 24, span.hours], 0, hourQuality.missing)],
    ['a garden watered on four mornings', (use) => void [200, 368, 536, 704].map((at) => set(use, [at, at + 2], 4000))],
  ])('leave alone %s', (_what, change) => {
    expect(found(meter(change))).toEqual([]);
  });

  /** A feed of one register a day: a hundred and ninety gallons each, shared over its hours; on some days more. */
  const readDaily = (onDay: Readonly<Record<number, number>>) =>
    meter((use) => {
      for (let day = 0; day < span.days; day++) {
        const [from = 0, until = 0] = [span.dayStart[day], span.dayStart[day + 1] ?? span.hours];
        set(use, [from, until], Math.round(((onDay[day] ?? 190) * 10) / (until - from)), hourQuality.estimated);
      }
    });

  test('a daily read that is ten times too high, in the middle or the last; a pump of a day, and no day of much use', () => {
    const day = (index: number) => [span.dayStart[index], span.dayStart[index + 1] ?? span.hours];
    expect(found(readDaily({}))).toEqual([]);
    expect(found(readDaily({ 30: 95_600 }))).toEqual([['spike', ...day(30)]]);
    expect(found(readDaily({ 55: 97_400 }))).toEqual([['spike', ...day(55)]]);
    expect(found(readDaily({ 55: 880 })), 'less than 900 gallons').toEqual([]);
    // Watered every week: what is usual is more, and so is what is much.
    const watered = { 5: 900, 12: 900, 19: 900, 26: 900 };
    expect(found(readDaily(watered))).toEqual([]);
    expect(found(readDaily({ ...watered, 40: 2600 }))).toEqual([]);
    expect(found(readDaily({ ...watered, 40: 9000 }))).toEqual([['spike', ...day(40)]]);
  });

  test('a clock that is seven hours off for a week', () => {
    const shifted = meter((use) => {
      const from = span.dayStart[49] ?? 0;
      use.counts.set(use.counts.slice(from - 7, span.hours - 7), from);
    });
    expect(validateMeter(shifted, settings)).toMatchObject([
      { rule: 'clock-shift', from: span.dayStart[49], detail: { hours: 7 } },
    ]);
  });

  test('hours that do not add up to the register', () => {
    const sum = householdHours(span)
      .counts.slice(240, 480)
      .reduce((all, count) => all + count, 0);
    const read = (hour: number, count: number) =>
      ({ hour, read: { on: Temporal.PlainDate.from('2026-03-02'), count, quality: 'measured' } }) as const;
    const rise = Math.round(sum / 10);
    const of = (by: number) =>
      meter(undefined, { reads: [read(240, 999_900), read(480, (999_900 + rise + by) % 1_000_000)] });
    expect(found(of(0))).toEqual([]);
    expect(found(of(40))).toEqual([]);
    expect(found(of(400))).toEqual([['sum-check', 240, 480]]);
  });
});

const methods = fc.constantFrom<EstimateMethod>('linear', 'like-day', 'scaled');
const stretches = fc
  .tuple(fc.integer({ min: 240, max: 900 }), fc.integer({ min: 1, max: 200 }))
  .map(([from, hours]) => ({ from, until: from + hours }));

describe('estimates', () => {
  test('in a straight line, and as the same weekday and hour of other weeks', () => {
    const use = householdHours(span);
    set(use, [700, 703], 0, hourQuality.missing);
    set(use, [699, 700], 10);
    set(use, [703, 704], 50);
    expect([...estimateHours(use, { from: 700, until: 703 }, { method: 'linear', weeks: 4 })]).toEqual([20, 30, 40]);
    const evening = (span.dayStart[40] ?? 0) + 18;
    for (const week of [-14, -7, 7, 14]) use.counts[(span.dayStart[40 + week] ?? 0) + 18] = 1000;
    set(use, [evening, evening + 1], 0, hourQuality.missing);
    const [like] = estimateHours(use, { from: evening, until: evening + 1 }, { method: 'like-day', weeks: 2 });
    expect(like).toBe(1000);
  });

  test('add up to what the registers on both sides say is left, to the count', () => {
    fc.assert(
      fc.property(stretches, methods, fc.integer({ min: 0, max: 500_000 }), (stretch, method, more) => {
        const fine: Register = { ...register, multiplier: '0.1', dials: 8 };
        const { use } = meter();
        const outside =
          use.counts.slice(0, span.hours).reduce((sum, count) => sum + count, 0) -
          use.counts.slice(stretch.from, stretch.until).reduce((sum, count) => sum + count, 0);
        set(use, [stretch.from, stretch.until], 0, hourQuality.missing);
        const on = Temporal.PlainDate.from('2026-02-20');
        const reads = [
          { hour: 0, read: { on, count: 77, quality: 'measured' as const } },
          { hour: span.hours, read: { on, count: 77 + outside + more, quality: 'measured' as const } },
        ];
        const total = totalByRegister(meter(undefined, { use, register: fine, reads }), stretch);
        expect(total).toBe(more);
        const hours = estimateHours(use, stretch, { method, weeks: 4, total: more });
        expect(hours.length).toBe(stretch.until - stretch.from);
        expect(hours.reduce((sum, count) => sum + count, 0)).toBe(more);
        expect(Math.min(...hours)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: runs(50) },
    );
  });

  test('know no total where another hour between the registers is missing, or the others say more', () => {
    const on = Temporal.PlainDate.from('2026-02-20');
    const reads = [0, 1200].map((hour) => ({ hour, read: { on, count: hour, quality: 'measured' as const } }));
    const stretch = { from: 700, until: 710 };
    expect(totalByRegister(meter(undefined, { reads }), stretch)).toBeUndefined();
    expect(
      totalByRegister(
        meter((use) => set(use, [20, 21], 0, hourQuality.missing), { reads }),
        stretch,
      ),
    ).toBeUndefined();
    expect(totalByRegister(meter(), stretch)).toBeUndefined();
  });
});

describe('found again', () => {
  const gap = { rule: 'gap', from: 100, until: 110, gallons: 40, detail: {} } as const;
  const scanned = { from: 0, until: 1000 };
  const known = (more: object) => ({ id: 7, ...gap, isOpen: true, ...more });

  test('is the same exception; what is not found any more is healed, unless it began before the scan', () => {
    expect(joinExceptions([], [gap], scanned)).toMatchObject({ fresh: [gap], again: [], healed: [] });
    expect(joinExceptions([known({})], [{ ...gap, until: 115 }], scanned)).toMatchObject({
      ...{ fresh: [], healed: [] },
      again: [{ id: 7, until: 115 }],
    });
    expect(joinExceptions([known({})], [], scanned).healed).toEqual([7]);
    expect(joinExceptions([known({})], [], { from: 105, until: 1000 }).healed).toEqual([]);
    expect(joinExceptions([known({})], [{ ...gap, rule: 'stuck' }], scanned)).toMatchObject({ healed: [7] });
  });

  test('that was answered is not asked again, unless it grew to more than twice', () => {
    const answered = [known({ isOpen: false })];
    expect(joinExceptions(answered, [{ ...gap, until: 118 }], scanned).fresh).toEqual([]);
    expect(joinExceptions(answered, [{ ...gap, until: 121 }], scanned).fresh).toHaveLength(1);
    expect(joinExceptions(answered, [{ ...gap, gallons: 90 }], scanned).fresh).toHaveLength(1);
  });

  test('whatever the order of what is known', () => {
    const hours = fc
      .tuple(fc.nat(50), fc.integer({ min: 1, max: 30 }))
      .map(([from, hours]) => ({ from, until: from + hours }));
    const some = fc.array(fc.record({ stretch: hours, isOpen: fc.boolean() }), { maxLength: 5 });
    fc.assert(
      fc.property(some, hours, (stretches, stretch) => {
        const all = stretches.map(({ stretch: one, isOpen }, id) => known({ id, ...one, isOpen }));
        const one = joinExceptions(all, [{ ...gap, ...stretch }], scanned);
        const other = joinExceptions(all.toReversed(), [{ ...gap, ...stretch }], scanned);
        expect(one.fresh).toEqual(other.fresh);
        expect([...one.healed, ...one.again].length).toBe([...other.healed, ...other.again].length);
      }),
    );
  });
});
