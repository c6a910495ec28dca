import { describe, expect, test } from 'vitest';
import { belief, hourSheet, isTooMuch, layHour, layStretch, qualityOfHours } from './apportion.ts';
import { hourQuality } from './hour-quality.ts';

/** Four hours from ten o’clock. */
const ten = 10 * 3600;
const sheet = () => hourSheet({ startHour: 10, hours: 4 });
const laid = (
  ...stretches: readonly {
    readonly from: number;
    readonly to: number;
    readonly counts: number;
    readonly believed?: number;
  }[]
) => {
  const hours = sheet();
  for (const { from, to, ...stretch } of stretches)
    layStretch(hours, { from: ten + from, to: ten + to, believed: belief.measured, ...stretch });
  return { counts: [...hours.counts], covered: [...hours.covered], quality: [...qualityOfHours(hours)] };
};
const { measured, edited, estimated, suspect, missing } = hourQuality;

describe('what ran in a stretch is shared out over its hours', () => {
  test.each([
    ['two hours', { from: 0, to: 7200, counts: 7 }, [4, 3, 0, 0], [3600, 3600, 0, 0]],
    ['half an hour, and half of the next', { from: 1800, to: 5400, counts: 10 }, [5, 5, 0, 0], [1800, 1800, 0, 0]],
    ['begun before the sheet', { from: -3600, to: 3600, counts: 10 }, [5, 0, 0, 0], [3600, 0, 0, 0]],
    ['that ends after it', { from: 10_800, to: 18_000, counts: 10 }, [0, 0, 0, 5], [0, 0, 0, 3600]],
    ['all before it', { from: -7200, to: -3600, counts: 10 }, [0, 0, 0, 0], [0, 0, 0, 0]],
    ['all after it', { from: 14_400, to: 18_000, counts: 10 }, [0, 0, 0, 0], [0, 0, 0, 0]],
    ['around it', { from: -3600, to: 18_000, counts: 12 }, [2, 2, 2, 2], [3600, 3600, 3600, 3600]],
    ['water that flowed back', { from: 0, to: 7200, counts: -4 }, [-2, -2, 0, 0], [3600, 3600, 0, 0]],
  ])('%s', (_, stretch, counts, covered) => {
    expect(laid(stretch)).toMatchObject({ counts, covered });
  });

  test('two stretches of an hour add up in it', () => {
    expect(laid({ from: 0, to: 1800, counts: 3 }, { from: 1800, to: 3600, counts: 4 })).toMatchObject({
      ...{ counts: [7, 0, 0, 0], covered: [3600, 0, 0, 0], quality: [measured, missing, missing, missing] },
    });
  });
});

test('an hour is believed as the least believed of what ran in it; one covered in part is estimated', () => {
  const quality = (...believed: readonly number[]) =>
    laid(...believed.map((one) => ({ from: 0, to: 3600, counts: 1, believed: one }))).quality[0];
  expect([quality(0), quality(1), quality(2), quality(3)]).toEqual([measured, edited, estimated, suspect]);
  expect([quality(0, 3, 1), quality(2, 0)]).toEqual([suspect, estimated]);
  const part = (believed: number) => laid({ from: 0, to: 3599, counts: 1, believed }).quality[0];
  expect([part(0), part(1), part(2), part(3)]).toEqual([estimated, estimated, estimated, suspect]);
});

test('a whole hour is laid as it is, and none outside the sheet', () => {
  const hours = sheet();
  for (const [from, believed] of [
    [-3600, 0],
    [0, 2],
    [0, 0],
    [10_800, 0],
    [14_400, 0],
  ] as const) {
    layHour(hours, { from: ten + from, counts: 5, believed });
  }
  expect([[...hours.counts], [...hours.covered], [...hours.believed]]).toEqual([
    [10, 0, 0, 5],
    [3600, 0, 0, 3600],
    [2, 0, 0, 0],
  ]);
});

test('no hour takes more than its count has room for, either way', () => {
  const much = (counts: number, seconds: number) => isTooMuch({ from: 0, to: seconds, counts });
  expect([much(2_147_000_000, 3600), much(2_147_000_001, 3600), much(-2_147_000_001, 3600)]).toEqual([
    false,
    true,
    true,
  ]);
  expect([much(4_294_000_000, 7200), much(2, 0)]).toEqual([false, true]);
});
