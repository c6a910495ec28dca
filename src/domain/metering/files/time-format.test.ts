import { describe, expect, test } from 'vitest';
import {
  compileTimeFormat,
  daysOfMonth,
  namesTimeOfDay,
  type WallTime,
  withDayAndMonthSwapped,
} from './time-format.ts';

/** `2026-05-06 07:08:09 -25200`, or what is in the way. */
function read(format: string, text: string): string {
  const reader = compileTimeFormat(format);
  if (reader === undefined) return 'no format';
  const wall: WallTime = { year: 9, month: 9, day: 9, second: 9, offset: 9 };
  if (!reader(text, wall)) return 'no time';
  const { year, month, day, second, offset } = wall;
  return [`${year}-${month}-${day}`, second, ...(offset === undefined ? [] : [offset])].join(' ');
}
const at = (hour: number, minute: number, second = 0) => hour * 3600 + minute * 60 + second;

describe('a time in a format of its own', () => {
  test.each([
    ['yyyy-mm-dd', '2026-05-06', '2026-5-6 0'],
    ['yyyy-mm-dd HH:MM', '2026-05-06 07:08', `2026-5-6 ${at(7, 8)}`],
    ['dd/mm/yyyy HH:MM:SS', '06/05/2026 07:08:09', `2026-5-6 ${at(7, 8, 9)}`],
    ['d/m/yyyy H:MM', '6/5/2026 7:08', `2026-5-6 ${at(7, 8)}`],
    ['d/m/yyyy H:MM', '16/11/2026 17:08', `2026-11-16 ${at(17, 8)}`],
    ['m/d/yyyy h:MM am', '5/6/2026 7:08 AM', `2026-5-6 ${at(7, 8)}`],
    ['m/d/yyyy h:MM am', '5/6/2026 7:08 pm', `2026-5-6 ${at(19, 8)}`],
    ['m/d/yyyy hh:MM am', '5/6/2026 12:08 am', `2026-5-6 ${at(0, 8)}`],
    ['m/d/yyyy hh:MM am', '5/6/2026 12:08 PM', `2026-5-6 ${at(12, 8)}`],
    ['yyyymmddHHMM[SS]', '202605060708', `2026-5-6 ${at(7, 8)}`],
    ['yyyymmddHHMM[SS]', '20260506070809', `2026-5-6 ${at(7, 8, 9)}`],
    ['yyyy-mm-dd[ HH:MM[:SS]]', '2026-05-06', '2026-5-6 0'],
    ['yyyy-mm-dd[ HH:MM[:SS]]', '2026-05-06 07:08', `2026-5-6 ${at(7, 8)}`],
    ['yyyy-mm-dd[ HH:MM[:SS]]', '2026-05-06 07:08:09', `2026-5-6 ${at(7, 8, 9)}`],
    ['yyyy-mm-dd HH:MM:SS.fff', '2026-05-06 07:08:09.5', `2026-5-6 ${at(7, 8, 9)}`],
    ['yyyy-mm-dd HH:MM:SS.fff', '2026-05-06 07:08:09.123456789', `2026-5-6 ${at(7, 8, 9)}`],
    ['yyyy-mm-ddTHH:MMzz', '2026-05-06T07:08Z', `2026-5-6 ${at(7, 8)} 0`],
    ['yyyy-mm-ddTHH:MMzz', '2026-05-06T07:08z', `2026-5-6 ${at(7, 8)} 0`],
    ['yyyy-mm-ddTHH:MMzz', '2026-05-06T07:08-07:00', `2026-5-6 ${at(7, 8)} -25200`],
    ['yyyy-mm-ddTHH:MMzz', '2026-05-06T07:08+0530', `2026-5-6 ${at(7, 8)} 19800`],
    ['yyyy-mm-dd HH:MM', '2026-05-06 24:00', '2026-5-6 86400'],
    ['yyyy-mm-dd HH:MM', '1970-01-01 00:00', '1970-1-1 0'],
    ['yyyy-mm-dd HH:MM', '2199-12-31 23:59', `2199-12-31 ${at(23, 59)}`],
    ['yyyy-mm-dd', '2024-02-29', '2024-2-29 0'],
    ['yyyy-mm-dd', '2000-02-29', '2000-2-29 0'],
  ])('%s: %s is %s', (format, text, meant) => {
    expect(read(format, text)).toBe(meant);
  });

  test.each([
    ['yyyy-mm-dd', ''],
    ['yyyy-mm-dd', '2026-5-06'],
    ['yyyy-mm-dd', '26-05-06'],
    ['yyyy-mm-dd', '2026-05-06 '],
    ['yyyy-mm-dd', '2026/05/06'],
    ['yyyy-mm-dd', '2026-00-06'],
    ['yyyy-mm-dd', '2026-13-06'],
    ['yyyy-mm-dd', '2026-05-00'],
    ['yyyy-mm-dd', '2026-05-32'],
    ['yyyy-mm-dd', '2026-04-31'],
    ['yyyy-mm-dd', '2025-02-29'],
    ['yyyy-mm-dd', '2100-02-29'],
    ['yyyy-mm-dd', '1969-12-31'],
    ['yyyy-mm-dd', '2200-01-01'],
    ['yyyy-mm-dd HH:MM', '2026-05-06 24:01'],
    ['yyyy-mm-dd HH:MM', '2026-05-06 25:00'],
    ['yyyy-mm-dd HH:MM', '2026-05-06 07:60'],
    ['yyyy-mm-dd HH:MM:SS', '2026-05-06 07:08:60'],
    ['yyyy-mm-dd HH:MM', '2026-05-06 07:0x'],
    ['yyyy-mm-dd HH:MM', '2026-05-06 07:0:'],
    ['yyyy-mm-dd HH:MM', '2026-05-06 07:0/'],
    ['m/d/yyyy h:MM am', '5/6/2026 0:08 AM'],
    ['m/d/yyyy h:MM am', '5/6/2026 13:08 AM'],
    ['m/d/yyyy h:MM am', '5/6/2026 7:08 XM'],
    ['yyyy-mm-ddTHH:MMzz', '2026-05-06T07:08'],
    ['yyyy-mm-ddTHH:MMzz', '2026-05-06T07:08-7'],
    ['yyyymmddHHMM[SS]', '2026050607080'],
    ['yyyy-mm-dd HH:MM:SS.fff', '2026-05-06 07:08:09.'],
    ['yyyy-mm-dd HH:MM:SS.fff', '2026-05-06 07:08:09.1234567890'],
  ])('%s: %j is none', (format, text) => {
    expect(read(format, text)).toBe('no time');
  });

  test.each(['', 'HH:MM', 'yyyy-mm', 'yyyy-dd', 'mm-dd', 'yyyy-mm-dd MM', 'yyyy-mm-dd SS', 'yyyy-mm-dd fff'])(
    '%j names no whole date, or a time of day without its hour',
    (format) => {
      expect(read(format, '2026-05-06')).toBe('no format');
    },
  );

  test('what may be left out stands at the end', () => {
    expect(read('yyyy[-mm]-dd', '2026-05-06')).toBe('no format');
    expect(read('yyyy-mm-dd[ HH[x:MM]', '2026-05-06')).toBe('no format');
    expect(read('yyyy-mm-dd am', '2026-05-06 am')).toBe('no format');
  });
});

describe('a time by name', () => {
  test.each([
    ['iso', '2026-05-06', '2026-5-6 0'],
    ['iso', '2026-05-06T07:08', `2026-5-6 ${at(7, 8)}`],
    ['iso', '2026-05-06 07:08:09', `2026-5-6 ${at(7, 8, 9)}`],
    ['iso', '2026-05-06T07:08:09.123Z', `2026-5-6 ${at(7, 8, 9)} 0`],
    ['iso', '2026-05-06T07:08:09,5z', `2026-5-6 ${at(7, 8, 9)} 0`],
    ['iso', '2026-05-06T07:08-07:00', `2026-5-6 ${at(7, 8)} -25200`],
    ['iso', '2026-05-06T07:08 +0530', `2026-5-6 ${at(7, 8)} 19800`],
    ['iso', '2026-05-06T07:08+02', `2026-5-6 ${at(7, 8)} 7200`],
    ['iso', '2026-05-06T24:00', '2026-5-6 86400'],
    ['s', '0', '1970-1-1 0 0'],
    ['s', '1778051289', `2026-5-6 ${at(7, 8, 9)} 0`],
    ['s', '1778051289.75', `2026-5-6 ${at(7, 8, 9)} 0`],
    ['ms', '1778051289999', `2026-5-6 ${at(7, 8, 9)} 0`],
    ['s', '7258118399', `2199-12-31 ${at(23, 59, 59)} 0`],
  ])('%s: %s is %s', (format, text, meant) => {
    expect(read(format, text)).toBe(meant);
  });

  test.each([
    ['iso', '2026-5-6'],
    ['iso', '2026-05-06T'],
    ['iso', '2026-05-06T07'],
    ['iso', '2026-05-06T24:01'],
    ['iso', '2026-02-30'],
    ['iso', 'x2026-05-06'],
    ['iso', '2026-05-06x'],
    ['s', ''],
    ['s', '-1'],
    ['s', '1778051289 '],
    ['s', '12345678901'],
    ['s', '1778051289.'],
    ['s', '7258118400'],
    ['ms', '17780512899990'],
    ['ms', 'x1778051289999'],
  ])('%s: %j is none', (format, text) => {
    expect(read(format, text)).toBe('no time');
  });
});

test.each([
  ['yyyy-mm-dd', false],
  ['yyyy-mm-dd HH:MM', true],
  ['d/m/yyyy h:MM am', true],
  ['d/m/yyyy H', true],
  ['yyyy-mm-dd[ hh:MM am]', true],
  ['iso', true],
  ['s', true],
  ['ms', true],
  ['yyyy[', false],
])('%s says more than a date: %s', (format, isMore) => {
  expect(namesTimeOfDay(format)).toBe(isMore);
});

test.each([
  ['dd/mm/yyyy HH:MM', 'mm/dd/yyyy HH:MM'],
  ['m/d/yyyy h:MM am', 'd/m/yyyy h:MM am'],
])('%s the other way round is %s', (format, other) => {
  expect(withDayAndMonthSwapped(format)).toBe(other);
  expect(withDayAndMonthSwapped(other)).toBe(format);
});

test('months have the days that they have', () => {
  const days = Array.from({ length: 12 }, (_, index) => daysOfMonth(2025, index + 1));
  expect(days).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect([2024, 2000, 2100, 2023].map((year) => daysOfMonth(year, 2))).toEqual([29, 29, 28, 28]);
});
