import { expect, test } from 'vitest';
import { hourQuality } from './hour-quality.ts';
import { hourSpan } from './hour-span.ts';
import { sharedDays } from './shared-days.ts';

const { estimated, measured } = hourQuality;

/** Days of so many gallons an hour, each shared out evenly; a list is hour by hour, from midnight on. */
function shared(days: readonly (number | readonly number[])[], until = days.length, firstDay = '2026-06-01') {
  const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from(firstDay), days.length);
  const counts = new Int32Array(span.hours);
  const quality = new Uint8Array(span.hours).fill(estimated);
  for (const [day, gallons] of days.entries()) {
    for (let hour = span.dayStart[day] ?? 0; hour < (span.dayStart[day + 1] ?? 0); hour += 1) {
      const clock = hour - (span.dayStart[day] ?? 0);
      counts[hour] = typeof gallons === 'number' ? gallons : (gallons[clock] ?? gallons[0] ?? 0);
      if (gallons === 0.5) quality[hour] = clock === 12 ? measured : estimated;
    }
  }
  return [...sharedDays({ span, register: { unit: 'gal', multiplier: '1' }, counts, quality }, until)];
}

test.each<[string, Parameters<typeof shared>[0], number[]]>([
  ['the same in each hour', [5, 9], [1, 1]],
  ['a count more in some', [[5, 6, 5, 6], 9], [1, 1]],
  ['two counts more in some', [[5, 7], 9], [0, 1]],
  ['one of its hours is measured', [0.5, 9], [0, 1]],
  ['the last goes on as the one before it', [9, 5, 5], [1, 1, 0]],
  ['the last goes on as the one before it, but for a count in all', [9, 5, [5, 6]], [1, 1, 0]],
  ['but for two counts in all', [9, 5, [5, 6, 6]], [1, 1, 1]],
  ['a count less in all', [9, [5, 6], 5], [1, 1, 0]],
  ['nothing runs on the last two', [9, 0, 0], [1, 1, 1]],
  ['the one before the last is none', [9, [5, 7], 6], [1, 0, 1]],
  ['the last is none', [9, 5, [5, 7]], [1, 1, 0]],
  ['the two before the last are alike', [5, 5, 9], [1, 1, 1]],
])('days shared out evenly: %s', (_, days, expected) => {
  expect(shared(days)).toEqual(expected);
});

test('days after the last that is asked for are none', () => {
  expect(shared([9, 5, 6, 7], 3)).toEqual([1, 1, 1, 0]);
  expect(shared([9, 5, 5, 7], 3)).toEqual([1, 1, 0, 0]);
  expect(shared([5], 1)).toEqual([1]);
});

test('a day of 23 hours is as one of 24', () => {
  expect(shared([5, 5], 2, '2026-03-07')).toEqual([1, 0]);
});
