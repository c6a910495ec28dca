import { expect, test } from 'vitest';
import { hourlyUse, hourQuality, hourSpan, hourStart } from './index.ts';

const zone = 'America/Los_Angeles';
const day = (text: string) => Temporal.PlainDate.from(text);

test('the spring change has 23 hours and no 2 a.m.; the autumn change 25 and two of 1 a.m.', () => {
  const spring = hourSpan(zone, day('2026-03-08'), 1);
  expect(spring.hours).toBe(23);
  expect([...spring.hourOfDay.slice(0, 4)]).toEqual([0, 1, 3, 4]);
  const autumn = hourSpan(zone, day('2026-11-01'), 1);
  expect(autumn.hours).toBe(25);
  expect([...autumn.hourOfDay.slice(0, 4)]).toEqual([0, 1, 1, 2]);
});

test('days lie end to end, each hour on its own local day', () => {
  const span = hourSpan(zone, day('2026-03-07'), 3);
  expect([...span.dayStart]).toEqual([0, 24, 47, 71]);
  expect(span.dayOf[23]).toBe(0);
  expect(span.dayOf[24]).toBe(1);
  expect(hourStart(span, 0).toString()).toBe('2026-03-07T08:00:00Z');
  expect(hourStart(span, 47).toString()).toBe('2026-03-09T07:00:00Z');
});

test('an hour that no stored day has is missing, and a day outside the span is left out', () => {
  const span = hourSpan(zone, day('2026-06-01'), 2);
  const counts = Int32Array.from({ length: 24 }, (_, hour) => hour);
  const register = { unit: 'gal', multiplier: '1' } as const;
  const use = hourlyUse(span, register, [
    { day: day('2026-06-02'), counts, quality: new Uint8Array(24) },
    { day: day('2026-06-03'), counts, quality: new Uint8Array(24) },
  ]);
  expect(use.quality[0]).toBe(hourQuality.missing);
  expect(use.counts[24 + 5]).toBe(5);
  expect(use.quality[24 + 5]).toBe(hourQuality.measured);
});
