import { describe, expect, test } from 'vitest';
import { dateAt, fixedTime, secondsOfDay } from './fixed-time.ts';

const encoder = new TextEncoder();

/** Date and seconds of the day that a text of the format says, read as bytes between others. */
function said(format: string, text: string) {
  const time = fixedTime(format);
  if (time === undefined) return 'no format';
  const bytes = encoder.encode(`<<${text}>>`);
  const { dateLength } = time;
  return [dateAt(bytes, 2, time), secondsOfDay(bytes, 2 + dateLength, text.length - dateLength, time)];
}
const at = (hour: number, minute: number, second = 0) => hour * 3600 + minute * 60 + second;

describe('times of fixed width, as bytes', () => {
  test.each([
    ['yyyy-mm-dd HH:MM', '2026-05-06 07:08', at(7, 8)],
    ['yyyy-mm-dd HH:MM:SS', '2026-05-06 07:08:09', at(7, 8, 9)],
    ['yyyy-mm-dd HH:MM[:SS]', '2026-05-06 07:08', at(7, 8)],
    ['yyyy-mm-dd HH:MM[:SS]', '2026-05-06 07:08:09', at(7, 8, 9)],
    ['dd/mm/yyyy HH:MM', '06/05/2026 23:59', at(23, 59)],
    ['yyyy-mm-ddTHH:MM:SSzz', '2026-05-06T07:08:09Z', at(7, 8, 9)],
    ['yyyymmddHHMMZ', '202605060708Z', at(7, 8)],
    ['HH:MM dd.mm.yyyy', '07:08 06.05.2026', at(7, 8)],
  ])('%s: %s', (format, text, seconds) => {
    expect(said(format, text)).toEqual([20_260_506, seconds]);
  });

  test.each([
    ['yyyy-mm-dd HH:MM', '2026/05/06 07:08', -1, at(7, 8)],
    ['yyyy-mm-dd HH:MM', '2026-05-06T07:08', -1, at(7, 8)],
    ['yyyy-mm-dd HH:MM', '2026-05-06 07.08', 20_260_506, -1],
    ['yyyy-mm-dd HH:MM', '2026-05-06 24:00', 20_260_506, -1],
    ['yyyy-mm-dd HH:MM', '2026-05-06 07:60', 20_260_506, -1],
    ['yyyy-mm-dd HH:MM:SS', '2026-05-06 07:08:60', 20_260_506, -1],
    ['yyyy-mm-dd HH:MM', '2026-05-06 0a:08', 20_260_506, -1],
    ['yyyy-mm-dd HH:MM', '2026-05-06 07:a8', 20_260_506, -1],
    ['yyyy-mm-ddTHH:MMzz', '2026-05-06T07:08z', 20_260_506, -1],
    ['yyyy-mm-dd HH:MM[:SS]', '2026-05-06 07:08.09', 20_260_506, -1],
  ])('%s: %s is no such time', (format, text, date, seconds) => {
    expect(said(format, text)).toEqual([date, seconds]);
  });

  test('what are no digits make no date', () => {
    const [date] = said('yyyy-mm-dd HH:MM', '2o26-05-06 07:08');
    expect(date).toBeGreaterThan(99_999_999);
  });
});

test.each([
  'd/m/yyyy HH:MM',
  'yyyy-mm-dd H:MM',
  'yyyy-mm-dd hh:MM am',
  'yyyy-mm-dd',
  'yyyy-mm-dd HH',
  'yyyy-mm HH:MM',
  'mm-dd HH:MM',
  'yyyy-dd HH:MM',
  'iso',
  'yyyy-mm-dd HH:MM:SS.fff',
  'yyyy-mm-dd HH:MM[:SS]x',
  'yyyy-mm-dd HH[:MM]',
  'yyyy-mm-dd HH[:MM:SS]',
  'yyyy-mm-dd SS HH:MM[.]',
  'yyyy HH:mm-dd',
  'yyyy-mm-dd HH:MM[x]',
  'yyyy-mm-dd HH:MMzz[:SS]',
  'yyyy-mm-ddzzHH:MM',
  'yyyy-mm-dd HH:MM yyyy',
  'yyyy-mm-dd HH:MM[:SSq]',
])('%s is left to the reader of texts', (format) => {
  expect(fixedTime(format)).toBeUndefined();
});

test('the date is compared apart where the time of day comes after it, else not', () => {
  expect(fixedTime('yyyy-mm-dd HH:MM[:SS]')).toEqual({
    ...{ year: 0, month: 5, day: 8, hour: 11, minute: 14, second: 17, full: 19, short: 16, dateLength: 11, utc: false },
    ...{ dateLiterals: [4, 45, 7, 45, 10, 32], clockLiterals: [2, 58, 5, 58] },
  });
  expect(fixedTime('HH:MM dd.mm.yyyy')).toMatchObject({ dateLength: 0, second: -1, dateLiterals: [] });
  expect(fixedTime('yyyymmddHHMMzz')).toMatchObject({ dateLength: 8, utc: true, full: 13, short: 13 });
  for (const format of ['SSyyyymmddHHMM', 'yyyy HH:MM mm-dd', 'mm-dd HH:MM yyyy', 'MM:HH yyyy-mm-dd']) {
    expect(fixedTime(format)).toMatchObject({ dateLength: 0 });
  }
});
