import { expect, test } from 'vitest';
import { dateOfDay, dayOfDate, localDays } from './local-days.ts';

const seconds = (text: string) => Temporal.Instant.from(text).epochMilliseconds / 1000;
const number = (date: string) => dayOfDate(Temporal.PlainDate.from(date));

test('days are numbered from 1970 on, both ways', () => {
  expect([number('1970-01-01'), number('1970-01-31'), number('2026-05-06'), number('1969-12-31')]).toEqual([
    0, 30, 20_579, -1,
  ]);
  expect(dateOfDay(20_579).toString()).toBe('2026-05-06');
});

test('a day begins at its local midnight, also when clocks change', () => {
  const { begin } = localDays('America/Los_Angeles');
  expect(begin(number('2026-05-06'))).toBe(seconds('2026-05-06T07:00:00Z'));
  expect(begin(number('2026-03-09')) - begin(number('2026-03-08'))).toBe(23 * 3600);
  expect(begin(number('2026-11-02')) - begin(number('2026-11-01'))).toBe(25 * 3600);
  // Half an hour off, the hour in which it begins.
  expect(localDays('Asia/Kolkata').begin(number('2026-05-06'))).toBe(seconds('2026-05-05T18:00:00Z'));
});

test('midnight itself belongs to the day before, in whatever order moments are asked', () => {
  const { dayEnding } = localDays('America/Los_Angeles');
  const days = [
    '2026-05-06T07:00:00Z',
    '2026-05-06T07:00:01Z',
    '2026-05-07T07:00:00Z',
    '2026-05-07T07:00:01Z',
    '2026-11-02T08:00:00Z',
    '2026-11-02T08:00:01Z',
    '2025-01-01T08:00:00Z',
    '2025-01-01T08:00:01Z',
    '1969-12-31T12:00:00Z',
  ].map((at) => dateOfDay(dayEnding(seconds(at))).toString());
  expect(days).toEqual([
    '2026-05-05',
    '2026-05-06',
    '2026-05-06',
    '2026-05-07',
    '2026-11-01',
    '2026-11-02',
    '2024-12-31',
    '2025-01-01',
    '1969-12-31',
  ]);
});
