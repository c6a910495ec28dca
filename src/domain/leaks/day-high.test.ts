import { expect, test } from 'vitest';
import { highOf } from './day-high.ts';

const weather = (highs: readonly number[]) => ({
  highCelsius: Float64Array.from(highs),
  rainMillimetres: new Float64Array(highs.length),
});

test('a day of which nothing is known has the high of the last one known, of the week before it', () => {
  const none = Number.NaN;
  const of = weather([20, none, none, none, none, none, none, none, none, 25]);
  expect(highOf(of, 0)).toBe(20);
  expect(highOf(of, 7)).toBe(20);
  expect(highOf(of, 8)).toBeNaN();
  expect(highOf(of, 9)).toBe(25);
  expect(highOf(weather([none, 3]), 0)).toBeNaN();
});

test('each weather has its own, and none without weather', () => {
  expect([highOf(weather([1]), 0), highOf(weather([2]), 0)]).toEqual([1, 2]);
  expect(highOf(undefined, 0)).toBeNaN();
});
