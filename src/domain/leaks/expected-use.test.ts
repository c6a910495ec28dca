import { describe, expect, test } from 'vitest';
import { expectedUse, type UsualDay, warmthOf } from './expected-use.ts';

test.each([
  ['a warm day', 25, 0, 10],
  ['a cool day', 15, 0, 0],
  ['a cold day', -3, 0, 0],
  ['a warm day with little rain', 25, 4.9, 10],
  ['a warm day with enough rain', 25, 5, 0],
  ['a day whose weather is not known', Number.NaN, 0, Number.NaN],
])('%s (%f °C, %f mm) asks for water in the garden by %f degrees', (_, high, rain, warmth) => {
  const weather = { highCelsius: Float64Array.of(high), rainMillimetres: Float64Array.of(rain) };
  expect(warmthOf(weather, 0)).toBe(warmth);
});

test('a day beyond what is known of the weather is not known', () => {
  const weather = { highCelsius: new Float64Array(), rainMillimetres: new Float64Array() };
  expect(warmthOf(weather, 3)).toBeNaN();
});

describe('what a day is expected to use', () => {
  const days = (use: (day: number) => number, warmth: (day: number) => number = () => Number.NaN): UsualDay[] =>
    Array.from({ length: 28 }, (_, day) => ({ gallons: use(day), weekday: (day % 7) + 1, warmth: warmth(day) }));
  const cool = { weekday: 1, warmth: 0 };

  test('is the mean, where nothing else is known', () => {
    expect(expectedUse(days(() => 100))(cool)).toBe(100);
    expect(expectedUse([])(cool)).toBe(0);
  });

  test('is drawn towards what this day of the week used', () => {
    // Four Sundays of 240 among days of 100: the mean is 120, and half of the Sunday's 120 more counts.
    const expected = expectedUse(days((day) => (day % 7 === 6 ? 240 : 100)));
    expect(expected({ weekday: 7, warmth: Number.NaN })).toBeCloseTo(180, 9);
    expect(expected({ weekday: 3, warmth: Number.NaN })).toBeCloseTo(110, 9);
  });

  test('grows with the warmth, where days were as different as chance does not make them', () => {
    // 100 gallons and 10 more for each degree; two weeks of 0 and two of 20 degrees.
    const warm = (day: number) => (day < 14 ? 0 : 20);
    const expected = expectedUse(days((day) => 100 + 10 * warm(day), warm));
    expect(expected({ weekday: 1, warmth: 20 })).toBeCloseTo(300, 9);
    expect(expected({ weekday: 1, warmth: 30 })).toBeCloseTo(400, 9);
    expect(expected({ weekday: 1, warmth: Number.NaN })).toBeCloseTo(200, 9);
  });

  test('does not grow where they were alike, nor where warmth took away', () => {
    const mild = (day: number) => (day < 14 ? 0 : 6);
    expect(expectedUse(days((day) => 100 + 10 * mild(day), mild))({ weekday: 1, warmth: 30 })).toBeCloseTo(130, 9);
    const warm = (day: number) => (day < 14 ? 0 : 20);
    expect(expectedUse(days((day) => 500 - 10 * warm(day), warm))({ weekday: 1, warmth: 30 })).toBeCloseTo(400, 9);
  });

  test('is never less than nothing', () => {
    const warm = (day: number) => (day < 14 ? 0 : 20);
    expect(expectedUse(days((day) => 50 * warm(day), warm))({ weekday: 1, warmth: -40 })).toBe(0);
  });
});
