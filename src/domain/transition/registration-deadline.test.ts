import { expect, test } from 'vitest';
import { inTimeForAutopay, lastMomentToRegister } from './registration-deadline.ts';

const date = (text: string) => Temporal.PlainDate.from(text);

test.each([
  // An ordinary day: local midnight, 24 hours before.
  ['2025-05-20', 'America/Los_Angeles', '2025-05-19T00:00-07:00[America/Los_Angeles]'],
  // The day before has 23 hours (clocks go forward on 9 March): two days before, at 23:00.
  ['2025-03-10', 'America/Los_Angeles', '2025-03-08T23:00-08:00[America/Los_Angeles]'],
  ['2025-03-09', 'America/Los_Angeles', '2025-03-08T00:00-08:00[America/Los_Angeles]'],
  // The day before has 25 hours (clocks go back on 2 November): the first 01:00 of that day.
  ['2025-11-03', 'America/Los_Angeles', '2025-11-02T01:00-07:00[America/Los_Angeles]'],
  ['2025-11-02', 'America/Los_Angeles', '2025-11-01T00:00-07:00[America/Los_Angeles]'],
  // A due date without a midnight (Havana jumps from 00:00 to 01:00): its first moment is 01:00.
  ['2025-03-09', 'America/Havana', '2025-03-08T00:00-05:00[America/Havana]'],
])('for the bill due %s in %s it is %s', (dueOn, timeZone, expected) => {
  const moment = lastMomentToRegister(date(dueOn), { timeZone, leadHours: 24 });
  expect(moment.toZonedDateTimeISO(timeZone).toString({ smallestUnit: 'minute' })).toBe(expected);
});

test('exactly at the last moment is in time, a nanosecond later is not', () => {
  const policy = { timeZone: 'America/Los_Angeles', leadHours: 24 };
  const last = lastMomentToRegister(date('2025-05-20'), policy);
  expect(inTimeForAutopay(date('2025-05-20'), last, policy)).toBe(true);
  expect(inTimeForAutopay(date('2025-05-20'), last.add({ nanoseconds: 1 }), policy)).toBe(false);
});
