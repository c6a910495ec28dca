import { expect, test } from 'vitest';
import { localMoment, writtenHours } from '../../../test/support/written-hours.ts';
import { knownFlow } from './known-flow.ts';
import { vacationUse } from './vacation-use.ts';

const rule = { hours: 2, gallonsAnHour: 3 };
const away = { from: Temporal.PlainDate.from('2026-05-03'), until: Temporal.PlainDate.from('2026-05-06') };
const found = (gallons: (day: number, clock: number) => number | undefined, irrigationGoesOn = false) =>
  vacationUse(knownFlow(writtenHours('2026-05-01', 8, gallons)), rule, [{ ...away, irrigationGoesOn }]);

test('what runs while nobody is there is found in the second hour of a day, whole', () => {
  const hours: Record<number, number> = { 51: 3, 54: 5, 60: 1, 75: 4, 80: 4 };
  expect(found((day, clock) => hours[day * 24 + clock] ?? 0)).toEqual([
    {
      kind: 'vacation-use',
      beganAt: Temporal.Instant.from('2026-05-03T10:00:00Z'),
      foundAt: Temporal.Instant.from('2026-05-03T14:00:00Z'),
      seenAt: Temporal.Instant.from('2026-05-04T16:00:00Z'),
      gallonsAnHour: 16 / 30,
      gallonsLost: 16,
      evidence: { windowHours: 2, thresholdGallonsAnHour: 3, hoursCounted: 4, lowestGallonsAnHour: 3 },
    },
  ]);
});

test.each([
  ['one hour of it', (day: number, clock: number) => (day === 3 && clock === 9 ? 9 : 0), 0],
  ['two hours of it on two days', (day: number, clock: number) => ((day === 3 || day === 4) && clock === 9 ? 9 : 0), 0],
  ['two hours of too little', (day: number, clock: number) => (day === 3 && clock < 2 ? 2 : 0), 0],
  ['two hours on the day before', (day: number, clock: number) => (day === 1 && clock < 2 ? 9 : 0), 0],
  ['two hours on the first day', (day: number, clock: number) => (day === 2 && clock < 2 ? 9 : 0), 1],
  ['two hours on the last day', (day: number, clock: number) => (day === 4 && clock > 21 ? 9 : 0), 1],
  ['two hours on the day of coming back', (day: number, clock: number) => (day === 5 && clock < 2 ? 9 : 0), 0],
])('%s is %3$i finding', (_, gallons, findings) => {
  expect(found(gallons)).toHaveLength(findings);
});

test('a garden that is watered on is expected, with the hours beside it', () => {
  const watered = (day: number, clock: number) =>
    day === 3 ? ({ 4: 5, 5: 20, 6: 5, 7: 5, 9: 19, 10: 19 }[clock] ?? 0) : 0;
  expect(found(watered).map(({ beganAt }) => localMoment(beganAt))).toEqual(['2026-05-04T04:00']);
  const [finding] = found(watered, true);
  expect(finding && [finding.beganAt, finding.foundAt].map(localMoment)).toEqual([
    '2026-05-04T07:00',
    '2026-05-04T10:00',
  ]);
  expect(finding?.evidence.hoursCounted).toBe(3);
});
