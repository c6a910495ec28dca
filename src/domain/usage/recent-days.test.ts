import { describe, expect, test } from 'vitest';
import { exact } from '../kernel/index.ts';
import type { BarUse } from './bar-use.ts';
import { recentDays, waterSince } from './recent-days.ts';

const start = Temporal.PlainDate.from('2026-03-01');
const day = (index: number, water: number | undefined, missing = water === undefined ? 24 : 0): BarUse => ({
  ...{ key: index, from: index * 24, to: (index + 1) * 24, firstDay: start.add({ days: index }), days: 1 },
  ...{ measured: 24 - missing, estimated: 0, missing },
  ...(water === undefined ? {} : { water: exact(water) }),
});

describe('the last days of a home', () => {
  test('are fourteen that end with the newest known, though a feed is some days late', () => {
    const days = Array.from({ length: 60 }, (_, index) => day(index, index > 57 ? undefined : 100));
    const recent = recentDays(days);
    expect(recent?.shown).toHaveLength(14);
    expect(recent?.shown.at(-1)?.firstDay.toString()).toBe('2026-04-27');
  });

  test('are none where a meter has been silent for longer, or never sent an hour', () => {
    expect(
      recentDays(Array.from({ length: 60 }, (_, index) => day(index, index > 55 ? undefined : 100))),
    ).toBeUndefined();
    expect(recentDays([])).toBeUndefined();
    expect(recentDays([day(0, undefined)])).toBeUndefined();
  });

  test('stand before what is usual: eight of ten days before them, whole days alone', () => {
    const before = Array.from({ length: 21 }, (_, index) => day(index, (index + 1) * 10));
    const shown = Array.from({ length: 14 }, (_, index) => day(21 + index, 5000));
    const half = day(3, 9000, 5);
    const { low, high } = recentDays([...before, ...shown])?.usual ?? {};
    expect([low?.valueOf(), high?.valueOf()]).toEqual([30, 190]);
    const without = recentDays([...before.with(3, half), ...shown])?.usual;
    expect(without?.high.valueOf()).toBeLessThan(9000);
  });

  test('have nothing usual before fourteen whole days are known', () => {
    const days = Array.from({ length: 27 }, (_, index) => day(index, 100));
    expect(recentDays(days)?.usual).toBeUndefined();
    expect(recentDays([...days, day(27, 100)])?.usual).toBeDefined();
  });
});

test('the water since a day is what is known of it, that day included', () => {
  const days = [day(0, 10), day(1, 20), day(2, undefined), day(3, 30)];
  expect(waterSince(days, start.add({ days: 1 }))?.valueOf()).toBe(50);
  expect(waterSince(days, start.add({ days: 4 }))).toBeUndefined();
});
