import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourSheet, layStretch, qualityOfHours } from './apportion.ts';
import { hourQuality } from './hour-quality.ts';
import { hoursFromIntervals, hoursFromRegister, type RegisterRules, usualRegisterRules } from './index.ts';
import { standingRegister } from './standing-register.ts';

const hour = 3600;
const start = 400_000 * hour;
const { measured, estimated, missing, suspect } = hourQuality;

function hours(reads: readonly (readonly [minutes: number, count: number])[], rules: Partial<RegisterRules> = {}) {
  const result = hoursFromRegister(
    {
      serial: 'SIM-1',
      at: Float64Array.from(reads, ([minutes]) => start + minutes * 60),
      counts: Float64Array.from(reads, ([, count]) => count),
    },
    { startHour: 400_000, hours: 6 },
    { ...usualRegisterRules, ...rules },
  );
  return { ...result, counts: [...result.counts], quality: [...result.quality] };
}

test('reads on the hour are the hours', () => {
  const { counts, quality } = hours([
    ...([
      [0, 100],
      [60, 104],
      [120, 104],
    ] as const),
    ...([
      [180, 110],
      [240, 111],
      [300, 111],
      [360, 130],
    ] as const),
  ]);
  expect(counts).toEqual([4, 0, 6, 1, 0, 19]);
  expect(quality).toEqual(Array(6).fill(measured));
});

test('reads at half past share each stretch between its hours; the ends are known in part', () => {
  const { counts, quality } = hours([
    [30, 0],
    [90, 10],
    [150, 30],
    [210, 30],
    [270, 31],
  ]);
  expect(counts).toEqual([5, 15, 10, 1, 0, 0]);
  expect(quality).toEqual([estimated, measured, measured, measured, estimated, missing]);
});

test('a stretch of more than two hours is spread and estimated, its sum kept', () => {
  const { counts, quality } = hours([
    [0, 0],
    [60, 3],
    [300, 13],
    [360, 14],
  ]);
  expect(counts).toEqual([3, 3, 2, 3, 2, 1]);
  expect(quality).toEqual([measured, estimated, estimated, estimated, estimated, measured]);
});

test('a dip that comes back and a peak that goes are dropped, and their hours suspect', () => {
  const dip = hours([
    [0, 100],
    [60, 110],
    [120, 104],
    [180, 112],
    [240, 112],
  ]);
  expect(dip.counts).toEqual([10, 1, 1, 0, 0, 0]);
  expect(dip.quality).toEqual([measured, suspect, suspect, measured, missing, missing]);
  expect(dip).toMatchObject({ dropped: 1, problems: [] });
  const peak = hours([
    [0, 100],
    [60, 9_000_000],
    [120, 104],
    [180, 112],
    [240, 112],
  ]);
  expect(peak.counts).toEqual([2, 2, 8, 0, 0, 0]);
  expect(peak).toMatchObject({ dropped: 1, problems: [] });
});

test('a register of four dials goes round; without dials, or from the middle, it was exchanged', () => {
  const reads = [
    [0, 9990],
    [60, 9996],
    [120, 3],
    [180, 8],
    [240, 9],
  ] as const;
  expect(hours(reads, { dials: 4 })).toMatchObject({ counts: [6, 7, 5, 1, 0, 0], problems: [] });
  const exchanged = hours(
    [
      [0, 5000],
      [60, 5004],
      [120, 0],
      [180, 2],
      [240, 9],
    ],
    { dials: 4 },
  );
  expect(exchanged.counts).toEqual([4, 0, 2, 7, 0, 0]);
  expect(exchanged.quality.slice(0, 4)).toEqual([measured, suspect, measured, measured]);
  expect(exchanged.problems).toMatchObject([
    { code: 'metering.register-went-back', params: { serial: 'SIM-1', from: 5004, to: 0 } },
  ]);
});

test('of reads at one time the last stands; a leap past what can be counted is a problem', () => {
  expect(
    hours([
      [0, 1],
      [60, 2],
      [60, 5],
      [120, 6],
    ]),
  ).toMatchObject({ counts: [4, 1, 0, 0, 0, 0], dropped: 1 });
  const leap = hours([
    [0, 1],
    [60, 9e9],
    [120, 9e9 + 4],
  ]);
  expect(leap.counts).toEqual([0, 4, 0, 0, 0, 0]);
  expect(leap.problems[0]?.code).toBe('metering.register-leaps');
});

const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 0, max: 100_000 })), {
  minLength: 1,
  maxLength: 60,
});

test('whatever the minutes, a rising register is conserved to the count, and no hour runs backwards', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 3599 }), (taken, offset) => {
      let [time, count] = [start + offset, 7];
      const reads = [[time, count] as const];
      for (const [seconds, counts] of taken) {
        time += seconds;
        count += counts;
        reads.push([time, count] as const);
      }
      const at = Float64Array.from(reads, ([seconds]) => seconds);
      const counts = Float64Array.from(reads, ([, total]) => total);
      const span = { startHour: 400_000, hours: 600 };
      const spread = hoursFromRegister({ serial: 'SIM-1', at, counts }, span, usualRegisterRules);
      expect(spread.counts.reduce((sum, one) => sum + one, 0)).toBe(count - 7);
      expect(Math.min(...spread.counts)).toBeGreaterThanOrEqual(0);

      const intervals = hoursFromIntervals(
        {
          at: at.subarray(1),
          seconds: at.subarray(1).map((end, index) => end - (at[index] ?? 0)),
          counts: counts.subarray(1).map((end, index) => end - (counts[index] ?? 0)),
        },
        span,
      );
      expect(intervals.counts).toEqual(spread.counts);
    }),
  );
});

test('a span that sees a part of the reads sees the same hours as one that sees all', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 40 }), (taken, skip) => {
      let [time, count] = [start + 17, 0];
      const reads = taken.map(([seconds, counts]) => {
        time += seconds;
        count += counts;
        return [time, count] as const;
      });
      const given = {
        serial: 'SIM-1',
        at: Float64Array.from(reads, ([seconds]) => seconds),
        counts: Float64Array.from(reads, ([, total]) => total),
      };
      const whole = hoursFromRegister(given, { startHour: 400_000, hours: 100 }, usualRegisterRules);
      const part = hoursFromRegister(given, { startHour: 400_000 + skip, hours: 100 - skip }, usualRegisterRules);
      expect(part.counts).toEqual(whole.counts.subarray(skip));
      expect(part.quality).toEqual(whole.quality.subarray(skip));
    }),
  );
});

test('any finite reads in order give hours, never a throw', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 360 }), fc.integer({ min: 0, max: 2 ** 40 }))), (any) => {
      const sorted = any.toSorted((a, b) => a[0] - b[0]);
      expect(hours(sorted, { dials: 6 }).counts.every((count) => count >= 0)).toBe(true);
    }),
  );
});

test('the short way of a rising register gives what the long way gives', () => {
  const hourly = fc.array(
    fc.tuple(
      fc.constantFrom(3600, 3600, 3600, 900, 10_800),
      fc.integer({ min: 0, max: 50 }),
      fc.constantFrom(0, 0, 1, 2),
    ),
    { minLength: 2, maxLength: 40 },
  );
  fc.assert(
    fc.property(hourly, (taken) => {
      let [time, count] = [start, 5];
      const reads = taken.map(([seconds, counts, believed]) => {
        time += seconds;
        count += counts;
        return { time, count, believed };
      });
      const given = {
        serial: 'SIM-1',
        at: Float64Array.from(reads, (read) => read.time),
        counts: Float64Array.from(reads, (read) => read.count),
        believed: Uint8Array.from(reads, (read) => read.believed),
      };
      const span = { startHour: 400_000, hours: 48 };
      const sheet = hourSheet(span);
      for (const stretch of standingRegister(given, usualRegisterRules).stretches) layStretch(sheet, stretch);
      const short = hoursFromRegister(given, span, usualRegisterRules);
      expect(short.counts).toEqual(sheet.counts);
      expect(short.quality).toEqual(qualityOfHours(sheet));
    }),
  );
});
