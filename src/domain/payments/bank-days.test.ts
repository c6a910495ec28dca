import { expect, test } from 'vitest';
import { bankDayFrom, bankDayUntil, bankHolidays, isBankDay } from './bank-days.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test.each([
  [
    2026,
    // Independence Day is a Saturday: the Friday before is a day like any other.
    ['01-01', '01-19', '02-16', '05-25', '06-19', '07-04', '09-07', '10-12', '11-11', '11-26', '12-25'],
  ],
  [
    2027,
    // Juneteenth and Christmas are Saturdays, Independence Day is a Sunday.
    ['01-01', '01-18', '02-15', '05-31', '06-19', '07-05', '09-06', '10-11', '11-11', '11-25', '12-25'],
  ],
  // New Year's Day 2028 is a Saturday; Washington's Birthday is as late as it can be in 2028's February 21.
  [2028, ['01-01', '01-17', '02-21', '05-29', '06-19', '07-04', '09-04', '10-09', '11-11', '11-23', '12-25']],
  // New Year's Day 2023 and Christmas 2022 were Sundays.
  [2023, ['01-02', '01-16', '02-20', '05-29', '06-19', '07-04', '09-04', '10-09', '11-11', '11-23', '12-25']],
])('the eleven holidays of %i, as the Federal Reserve observes them', (year, holidays) => {
  expect(bankHolidays(year).map(String)).toEqual(holidays.map((holiday) => `${year}-${holiday}`));
});

test.each([
  ['2026-05-22', true],
  ['2026-05-23', false],
  ['2026-05-24', false],
  ['2026-05-25', false],
  ['2026-07-03', true],
  ['2027-07-05', false],
  ['2027-12-24', true],
  ['2027-12-31', true],
])('%s: banks settle %s', (on, settles) => {
  expect(isBankDay(day(on))).toBe(settles);
});

test('over a long weekend, the next bank day is the Tuesday, and the last one the Friday', () => {
  expect(bankDayFrom(day('2026-05-23')).toString()).toBe('2026-05-26');
  expect(bankDayUntil(day('2026-05-25')).toString()).toBe('2026-05-22');
});
