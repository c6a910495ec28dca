import { expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { frostyDays, withoutFrost } from './frost.ts';
import { knownFlow } from './known-flow.ts';

const rule = { highBelowCelsius: 5, gallonsAnHour: 4 };
const weather = (...highs: readonly number[]) => ({
  highCelsius: Float64Array.from(highs),
  rainMillimetres: new Float64Array(highs.length),
});
/** Three, four and no gallons in turn. */
const flow = knownFlow(writtenHours('2026-01-05', 2, (_, clock) => [3, 4, 0][clock % 3]));

test('a day is frosty below the rule’s high, and where it is known', () => {
  const isFrosty = frostyDays(rule, weather(4.9, 5, -10, Number.NaN));
  expect([0, 1, 2, 3, 4].map(isFrosty)).toEqual([true, false, true, false, false]);
  expect(frostyDays(undefined, weather(-10))(0)).toBe(false);
  expect(frostyDays(rule, undefined)(0)).toBe(false);
});

test('what little runs on a frosty day is left out, and only there', () => {
  const { counts } = withoutFrost(flow, rule, weather(-2, 10));
  expect([...counts.slice(0, 3)]).toEqual([0, 4, 0]);
  expect([...counts.slice(24, 27)]).toEqual([3, 4, 0]);
});

test('without a rule, without frost and without weather the hours are the same', () => {
  expect(withoutFrost(flow, undefined, weather(-2, -2))).toBe(flow);
  expect(withoutFrost(flow, rule, weather(10, 10))).toBe(flow);
  expect(withoutFrost(flow, rule, undefined)).toBe(flow);
});
