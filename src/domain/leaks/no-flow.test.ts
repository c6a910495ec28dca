import { expect, test } from 'vitest';
import { localMoment, writtenHours } from '../../../test/support/written-hours.ts';
import { knownFlow } from './known-flow.ts';
import { noFlow } from './no-flow.ts';

const rule = { days: 2, usedDays: 14 };
/** A home of four gallons at noon on the days that `uses` says, and nothing after day `stopped`. */
const home = (days: number, stopped: number, uses: (day: number) => boolean = () => true) =>
  knownFlow(writtenHours('2026-05-01', days, (day, clock) => (day < stopped && clock === 12 && uses(day) ? 4 : 0)));
const found = (flow: ReturnType<typeof home>, context: Parameters<typeof noFlow>[2] = {}, days = rule.days) =>
  noFlow(flow, { ...rule, days }, context).map(({ beganAt, foundAt, seenAt }) =>
    [beganAt, foundAt, seenAt].map(localMoment),
  );

test('nothing for two days is found as they end, and lasts as long as nothing runs', () => {
  const [finding, ...others] = noFlow(home(13, 10), rule, {});
  expect(others).toEqual([]);
  expect(finding).toEqual({
    kind: 'no-flow',
    beganAt: Temporal.Instant.from('2026-05-10T20:00:00Z'),
    foundAt: Temporal.Instant.from('2026-05-12T20:00:00Z'),
    seenAt: Temporal.Instant.from('2026-05-14T07:00:00Z'),
    gallonsAnHour: 0,
    gallonsLost: 0,
    evidence: { windowHours: 48, thresholdGallonsAnHour: 0, hoursCounted: 83, lowestGallonsAnHour: 0 },
  });
});

test('it is over when water runs again, and found again when it stops again', () => {
  const again = (day: number) => day < 8 || day === 12;
  expect(found(home(16, 16, again))).toEqual([
    ['2026-05-08T13:00', '2026-05-10T13:00', '2026-05-13T12:00'],
    ['2026-05-13T13:00', '2026-05-15T13:00', '2026-05-17T00:00'],
  ]);
});

test.each([
  // Of 28 days before, 14; of fewer, as large a share.
  ['on every second day of fourteen', 14, (day: number) => day % 2 === 0, 1],
  ['on one day fewer', 14, (day: number) => day % 2 === 0 && day !== 2, 0],
  ['for seven days', 8, () => true, 1],
  ['for six days', 7, () => true, 0],
])('where water ran %s before it stopped', (_, stopped, uses, findings) => {
  expect(found(home(stopped + 3, stopped, uses))).toHaveLength(findings);
});

test('two days less an hour are none', () => {
  const flow = (hours: number) =>
    knownFlow(
      writtenHours('2026-05-01', 13, (day, clock) =>
        day * 24 + clock < 240 || day * 24 + clock >= 240 + hours ? 1 : 0,
      ),
    );
  expect([47, 48, 49].map((hours) => found(flow(hours)).length)).toEqual([0, 1, 1]);
});

test('hours that nobody knows and days away are stepped over', () => {
  const silent = knownFlow(
    writtenHours('2026-05-01', 14, (day, clock) => (day === 11 ? undefined : day < 10 && clock === 12 ? 4 : 0)),
  );
  expect(found(silent)).toEqual([['2026-05-10T13:00', '2026-05-13T13:00', '2026-05-15T00:00']]);
  const vacations = [{ from: Temporal.PlainDate.from('2026-05-11'), until: Temporal.PlainDate.from('2026-05-13') }];
  expect(found(home(14, 10), { vacations })).toEqual([['2026-05-10T13:00', '2026-05-14T13:00', '2026-05-15T00:00']]);
});

test('where an earlier scan found it, it goes on while nothing has run in the days that are read', () => {
  const since = (text: string) => ({ noFlowSince: Temporal.Instant.from(text) });
  const still = home(3, 0);
  expect(found(still)).toEqual([]);
  expect(found(still, since('2026-05-01T07:00:00Z'))).toEqual([
    ['2026-05-01T00:00', '2026-05-03T00:00', '2026-05-04T00:00'],
  ]);
  expect(found(still, since('2026-05-01T08:00:00Z'))).toEqual([]);
});
