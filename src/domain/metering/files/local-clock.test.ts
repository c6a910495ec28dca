import { describe, expect, test } from 'vitest';
import { calendarSeconds, daysSince1970, localClock, localDay } from './local-clock.ts';
import { madeAtOfName, momentOfStamp } from './made-at.ts';
import type { WallTime } from './time-format.ts';

const zone = 'America/Los_Angeles';
const wall = (written: string, offset?: number): WallTime => {
  const { year, month, day, hour, minute, second } = Temporal.PlainDateTime.from(written.replace('24:00', '00:00'));
  return { year, month, day, second: written.includes('24:00') ? 86_400 : hour * 3600 + minute * 60 + second, offset };
};
const epoch = (written: string) => Temporal.Instant.from(written).epochMilliseconds / 1000;
const utc = (at: number | undefined) =>
  at === undefined ? 'none' : Temporal.Instant.fromEpochMilliseconds(at * 1000).toString();

/** What one meter's lines, in this order, mean. */
const moments = (...written: readonly string[]) => {
  const clock = localClock(zone);
  return written.map((one) => utc(clock(wall(one), 'M1')).slice(5, 16));
};

describe('the clock of a zone', () => {
  test.each([
    ['2026-05-06T07:08:09', '2026-05-06T14:08:09Z'],
    ['2026-01-06T07:08:09', '2026-01-06T15:08:09Z'],
    ['2026-05-06T24:00', '2026-05-07T07:00:00Z'],
    ['1970-01-01T00:00', '1970-01-01T08:00:00Z'],
  ])('%s was %s', (written, meant) => {
    expect(utc(localClock(zone)(wall(written), 'M1'))).toBe(meant);
  });

  test('an offset that is written is taken as written', () => {
    expect(utc(localClock(zone)(wall('2026-03-08T02:30', -25_200), 'M1'))).toBe('2026-03-08T09:30:00Z');
    expect(utc(localClock(zone)(wall('2026-05-06T07:08', 0), 'M1'))).toBe('2026-05-06T07:08:00Z');
  });

  test('day after day is asked of the same clock', () => {
    expect(moments('2026-05-06T01:00', '2026-01-06T01:00', '2026-05-06T02:00')).toEqual([
      '05-06T08:00',
      '01-06T09:00',
      '05-06T09:00',
    ]);
  });
});

describe('the hour that spring skips', () => {
  const clock = localClock(zone);
  const at = (written: string, isStart?: boolean) => utc(clock(wall(written), 'M1', isStart));

  test('is no time, but for its very beginning: the end of the hour before', () => {
    expect(
      ['01:59', '02:00', '02:01', '02:59', '03:00', '03:01'].map((one) => at(`2026-03-08T${one}`).slice(11, 16)),
    ).toEqual(['09:59', '10:00', '', '', '10:00', '10:01']);
  });

  test('begins no interval', () => {
    expect([at('2026-03-08T01:59', true), at('2026-03-08T02:00', true), at('2026-03-08T03:00', true)]).toEqual([
      '2026-03-08T09:59:00Z',
      'none',
      '2026-03-08T10:00:00Z',
    ]);
  });
});

describe('the hour that autumn repeats', () => {
  test('is the first, until a line of the same meter has reached it', () => {
    expect(
      moments(
        '2026-11-01T00:59',
        '2026-11-01T01:00',
        '2026-11-01T01:30',
        '2026-11-01T01:00',
        '2026-11-01T01:30',
        '2026-11-01T02:00',
      ),
    ).toEqual(['11-01T07:59', '11-01T08:00', '11-01T08:30', '11-01T09:00', '11-01T09:30', '11-01T10:00']);
  });

  test('is the second first, where a file goes back in time', () => {
    expect(
      moments('2026-11-01T03:00', '2026-11-01T02:00', '2026-11-01T01:30', '2026-11-01T01:00', '2026-11-01T01:30'),
    ).toEqual(['11-01T11:00', '11-01T10:00', '11-01T09:30', '11-01T09:00', '11-01T08:30']);
  });

  test('is told apart meter by meter', () => {
    const clock = localClock(zone);
    const at = (meter: string) => utc(clock(wall('2026-11-01T01:30'), meter)).slice(11, 16);
    expect([at('M1'), at('M2'), at('M1'), at('M2')]).toEqual(['08:30', '08:30', '09:30', '09:30']);
  });

  test('the moment of the change is in no doubt, nor is what is after it', () => {
    expect(moments('2026-11-01T00:30', '2026-11-01T02:00', '2026-11-01T01:59')).toEqual([
      '11-01T07:30',
      '11-01T10:00',
      '11-01T09:59',
    ]);
    expect(moments('2026-11-01T02:30')).toEqual(['11-01T10:30']);
  });
});

test('a day knows its offset, and when the clock changes on it', () => {
  expect(localDay(zone, 20_520)).toEqual({
    offset: -28_800,
    change: { at: epoch('2026-03-08T10:00Z'), offset: -25_200 },
  });
  expect(localDay(zone, 20_519)).toEqual({ offset: -28_800 });
  expect(localDay(zone, 20_521)).toEqual({ offset: -25_200 });
  expect(localDay('UTC', 20_520)).toEqual({ offset: 0 });
});

test.each([
  [1970, 1, 1, 0],
  [1969, 12, 31, -1],
  [2000, 2, 29, 11_016],
  [2000, 3, 1, 11_017],
  [2026, 5, 6, 20_579],
  [2199, 12, 31, 84_005],
])('%i-%i-%i is day %i', (year, month, day, number) => {
  expect(daysSince1970(year, month, day)).toBe(number);
  expect(Temporal.PlainDate.from('1970-01-01').until({ year, month, day }).days).toBe(number);
});

describe('whole days by the calendar', () => {
  const day = 86_400;
  test.each([
    ['a day that ends after the spring change', zone, '2026-03-09T07:00Z', day, false, 23 * 3600],
    ['a day that begins before it', zone, '2026-03-08T08:00Z', day, true, 23 * 3600],
    ['a day of autumn', zone, '2026-11-01T07:00Z', day, true, 25 * 3600],
    ['a week with the change in it', zone, '2026-03-14T07:00Z', 7 * day, false, 7 * day - 3600],
    ['a day without a change', zone, '2026-05-06T07:00Z', day, true, day],
    ['in UTC', 'UTC', '2026-03-09T07:00Z', day, false, day],
    ['a day and an hour are no whole days', zone, '2026-03-09T07:00Z', day + 3600, false, day + 3600],
    ['hours', zone, '2026-03-08T10:00Z', 3600, false, 3600],
  ])('%s', (_, where, at, seconds, isStart, length) => {
    expect(calendarSeconds(where, { at: epoch(at), seconds, isStart })).toBe(length);
  });
});

describe('when a file was made', () => {
  test.each([
    ['202605060708', '2026-05-06T14:08:00Z'],
    ['20260506070809', '2026-05-06T14:08:09Z'],
    ['2026050607', 'none'],
    ['', 'none'],
    ['202613060708', 'none'],
  ])('a stamp of %j: %s', (stamp, meant) => {
    expect(utc(momentOfStamp(stamp, zone))).toBe(meant);
  });

  test.each([
    ['PREFIX_IntervalReport_202605060708.txt', '2026-05-06T14:08:00Z'],
    ['in/box/reads-20260506070809.csv', '2026-05-06T14:08:09Z'],
    ['C:\\reads\\202605060708.csv', '2026-05-06T14:08:00Z'],
    ['202501010000/reads-202605060708.csv', '2026-05-06T14:08:00Z'],
    ['202501010000/reads.csv', 'none'],
    ['199912312359.csv', '2000-01-01T07:59:00Z'],
    ['180005060708.csv', 'none'],
    ['220005060708.csv', 'none'],
    ['reads-2026050607081.csv', 'none'],
    ['1202605060708.csv', 'none'],
    ['2026050607080.csv', 'none'],
    ['reads.csv', 'none'],
  ])('%s was made %s', (name, meant) => {
    expect(utc(madeAtOfName(name, zone))).toBe(meant);
  });
});
