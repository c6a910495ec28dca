import { expect, test } from 'vitest';
import { type MonthUse, monthsAgainstGoals, type SaidGoal } from './index.ts';

const zone = 'America/Los_Angeles';
const month = (text: string, gallons: number, days?: number): MonthUse => {
  const first = Temporal.PlainDate.from(`${text}-01`);
  return { month: first, gallons, days: days ?? first.daysInMonth };
};
const said = (at: string, goal: SaidGoal['goal']): SaidGoal => ({ goal, saidAt: Temporal.Instant.from(at) });
const tenPercent = said('2026-03-10T18:00:00Z', { kind: 'percent', percent: 10 });
const known = [
  month('2025-03', 6200),
  month('2025-04', 6000),
  month('2025-05', 9300),
  month('2026-03', 5580),
  month('2026-04', 5401),
  month('2026-05', 2000, 10),
];
const of = (goals: readonly SaidGoal[], today: string, months = known) =>
  monthsAgainstGoals(goals, months, { today: Temporal.PlainDate.from(today), zone }).map((one) => [
    one.month.toString().slice(0, 7),
    one.standing,
    one.goalGallons,
  ]);

test('a month is measured against the same month of last year, to the gallon, since the goal was set', () => {
  expect(of([tenPercent], '2026-05-11')).toEqual([
    // Ten of 31 days: 2,000 gallons of the 2,700 that are their share.
    ['2026-05', 'on-track', 8370],
    ['2026-04', 'not-met', 5400],
    ['2026-03', 'met', 5580],
  ]);
});

test('a goal that is changed or given up leaves the months that are over as they were', () => {
  const amount = said('2026-05-02T18:00:00Z', { kind: 'amount', amount: '7.5', unit: 'ccf' });
  expect(of([tenPercent, amount], '2026-05-11').map(([name, standing]) => [name, standing])).toEqual([
    ['2026-05', 'above'],
    ['2026-04', 'not-met'],
    ['2026-03', 'met'],
  ]);
  expect(of([tenPercent, said('2026-05-02T18:00:00Z', undefined)], '2026-05-11').map(([name]) => name)).toEqual([
    '2026-04',
    '2026-03',
  ]);
});

test('without last year, or with half a month, nobody is told that they missed anything', () => {
  const few = [month('2026-03', 5580), month('2026-04', 9000, 14)];
  const amount = said('2026-03-10T18:00:00Z', { kind: 'amount', amount: '6000', unit: 'gal' });
  expect(of([tenPercent], '2026-05-11', few).map(([, standing]) => standing)).toEqual([
    'unknown',
    'unknown',
    'unknown',
  ]);
  expect(of([amount], '2026-05-11', few).map(([, standing]) => standing)).toEqual(['unknown', 'unknown', 'met']);
});
