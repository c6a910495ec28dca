import { expect, test } from 'vitest';
import { type AnnouncedStage, daysOutOfTurn, type WateringStage, wateringOn, weekdays } from './index.ts';

const free: WateringStage = { id: 'normal', by: 'everyone', groups: [{ group: 'everyone', days: weekdays }] };
const turns: WateringStage = {
  id: '1',
  by: 'house-number',
  groups: [
    { group: 'odd', days: ['tue', 'thu', 'sat'] },
    { group: 'even', days: ['wed', 'fri', 'sun'] },
  ],
  notBetween: { from: 10, to: 18 },
};
const day = (text: string) => Temporal.PlainDate.from(text);
const announced: readonly AnnouncedStage[] = [
  { from: day('2026-01-01'), stage: free },
  { from: day('2026-05-01'), stage: turns },
];
const home = (street: string, zone?: string) => ({ street, zone });

test.each([
  // Friday, May 1.
  ['100 Sample St', '2026-05-01', true, '2026-05-03'],
  ['101 Sample St', '2026-05-01', false, '2026-05-02'],
  ['101 Sample St', '2026-04-29', true, '2026-04-30'],
  // The day before the stage begins, tomorrow is no turn of an odd house.
  ['101 Sample St', '2026-04-30', true, '2026-05-02'],
  ['Sample St', '2026-05-01', undefined, undefined],
] as const)('%s on %s', (street, on, may, next) => {
  const found = wateringOn(announced, home(street), day(on));
  expect([found?.may, found?.next?.toString()]).toEqual([may, next]);
});

test('by zone, and before anything was announced', () => {
  const byZone: WateringStage = { id: 'z', by: 'zone', groups: [{ group: 'gravity', days: ['mon'] }] };
  const now = [{ from: day('2026-05-01'), stage: byZone }];
  expect(wateringOn(now, home('1 A St', 'gravity'), day('2026-05-04'))?.may).toBe(true);
  expect(wateringOn(now, home('1 A St', 'hill'), day('2026-05-04'))?.may).toBeUndefined();
  expect(wateringOn(now, home('1 A St'), day('2026-04-04'))).toBeUndefined();
});

const signs = { gallonsAnHour: 250, days: 2, seasonMonths: [5, 6] };
const hour = (on: string, at: number, gallons: number) => ({ day: day(on), hour: at, gallons });
const seen = (hours: Parameters<typeof daysOutOfTurn>[0], street = '101 Sample St') =>
  daysOutOfTurn(hours, { announced, home: home(street), signs }).map((one) => [one.day.toString(), one.hours]);

test('watering out of turn is a hint only where it seems to run on several days, newest first', () => {
  const wednesday = hour('2026-05-06', 5, 400);
  expect(seen([wednesday])).toEqual([]);
  expect(seen([wednesday, hour('2026-05-08', 5, 400), hour('2026-05-08', 6, 300)])).toEqual([
    ['2026-05-08', [5, 6]],
    ['2026-05-06', [5]],
  ]);
  // On its own days at midday, but not at night; a shower is no watering; an unknown turn is no turn missed.
  expect(seen([hour('2026-05-05', 12, 400), hour('2026-05-07', 12, 400), hour('2026-05-09', 4, 400)])).toEqual([
    ['2026-05-07', [12]],
    ['2026-05-05', [12]],
  ]);
  expect(seen([hour('2026-05-06', 7, 60), hour('2026-05-08', 7, 60)])).toEqual([]);
  expect(seen([wednesday, hour('2026-05-08', 5, 400)], 'Sample St')).toEqual([]);
});
