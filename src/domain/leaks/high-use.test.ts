import { expect, test } from 'vitest';
import { household, localMoment, writtenHours } from '../../../test/support/written-hours.ts';
import { highUse } from './high-use.ts';
import { knownFlow } from './known-flow.ts';

/** A household of 86 gallons a day, and so much more on some. */
const home = (days: number, more: (day: number) => number | undefined) =>
  knownFlow(
    writtenHours('2026-05-01', days, (day, clock) => {
      const extra = more(day);
      return extra === undefined ? undefined : household(clock) + (clock === 5 ? extra : 0);
    }),
  );
const rule = { days: 7, usualDays: 28, times: 1.8, gallonsADay: 100 };
const found = (flow: ReturnType<typeof home>, some: Partial<typeof rule> = {}) =>
  highUse(flow, { ...rule, ...some }).map(({ beganAt, foundAt, seenAt }) =>
    [beganAt, foundAt, seenAt].map((at) => localMoment(at).slice(0, 10)),
  );

test('days of far more than usual are a finding, with what is usual', () => {
  expect(
    highUse(
      home(40, (day) => (day >= 30 ? 200 : 0)),
      rule,
    ),
  ).toEqual([
    {
      kind: 'high-use',
      beganAt: Temporal.Instant.from('2026-05-31T07:00:00Z'),
      foundAt: Temporal.Instant.from('2026-06-04T07:00:00Z'),
      seenAt: Temporal.Instant.from('2026-06-10T07:00:00Z'),
      // Ten days of 200 more, in a finding of thirteen.
      gallonsAnHour: expect.closeTo(2000 / 312, 9),
      gallonsLost: expect.closeTo(2000, 9),
      evidence: {
        windowHours: 168,
        thresholdGallonsAnHour: expect.closeTo(86 / 24 + 100 / 24, 9),
        hoursCounted: 312,
        lowestGallonsAnHour: expect.closeTo(86 / 24, 9),
        usualGallonsAnHour: expect.closeTo(86 / 24, 9),
      },
    },
  ]);
});

test('the threshold is the greater of so many times and so much more', () => {
  const [finding] = highUse(
    home(40, (day) => (day >= 30 ? 200 : 0)),
    { ...rule, times: 3 },
  );
  expect(finding?.evidence.thresholdGallonsAnHour).toBeCloseTo((3 * 86) / 24, 9);
});

test('it ends where the last week is no longer too much', () => {
  expect(found(home(50, (day) => (day >= 30 && day < 40 ? 200 : 0)))).toEqual([
    ['2026-05-31', '2026-06-04', '2026-06-13'],
  ]);
});

test.each([
  ['just so much more', 100, {}, 1],
  ['a gallon less', 99, {}, 0],
  ['just so many times', 86, { times: 2, gallonsADay: 10 }, 1],
  ['not so many times', 85, { times: 2, gallonsADay: 10 }, 0],
])('a week of %s', (_, more, some, findings) => {
  expect(
    found(
      home(37, (day) => (day >= 30 ? more : 0)),
      some,
    ),
  ).toHaveLength(findings);
});

test.each([
  ['fourteen days known before', 14, 1],
  ['thirteen', 13, 0],
])('with %s of the twenty-eight', (_, known, findings) => {
  const flow = home(known + 8, (day) => (day === 0 ? undefined : day > known ? 900 : 0));
  expect(found(flow, { gallonsADay: 800 })).toHaveLength(findings);
});

test('a day that is not known breaks the first week, and later days step over it', () => {
  const unknownOn = (unknown: number) => home(45, (day) => (day === unknown ? undefined : day >= 30 ? 200 : 0));
  expect(found(unknownOn(40))).toEqual([['2026-05-31', '2026-06-04', '2026-06-15']]);
  expect(found(unknownOn(33))).toEqual([['2026-06-04', '2026-06-11', '2026-06-15']]);
});

test('days before the twenty-eight say nothing of what is usual', () => {
  expect(found(home(60, (day) => (day < 10 ? 900 : day >= 50 ? 150 : 0)))).toHaveLength(1);
});
