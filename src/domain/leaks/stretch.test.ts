import { describe, expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { knownFlow } from './known-flow.ts';
import { allOf, flowFinding, joined, lowEnd, type Stretch } from './stretch.ts';

const midnight = Temporal.ZonedDateTime.from('2026-05-01T00:00[America/Los_Angeles]').toInstant();
const at = (hour: number) => midnight.add({ hours: hour });
/** Hours from a midnight on, in counts of ten gallons; `undefined` is missing. */
const flow = (...counts: readonly (number | undefined)[]) =>
  knownFlow({
    ...writtenHours('2026-05-01', 1, (_, clock) => (clock < counts.length ? counts[clock] : 0)),
    register: { unit: 'gal', multiplier: '10' },
  });
const stretch = (about: Partial<Stretch>): Stretch => ({
  ...{ kind: 'steady-flow', begin: 1, end: 7, found: 5, windowHours: 4, thresholdGallonsAnHour: 20 },
  ...about,
});

test('the low end of hours is the one a tenth from the lowest', () => {
  const hours = Array.from({ length: 20 }, (_, index) => index);
  expect([lowEnd(hours), lowEnd([7, 8, 9]), lowEnd([])]).toEqual([2, 7, 0]);
});

describe('a stretch of flow', () => {
  test('loses what runs in each of its known hours, and no more than ran', () => {
    expect(flowFinding(flow(0, 3, 5, undefined, 2, 0, 4), stretch({}))).toEqual({
      ...{ kind: 'steady-flow', beganAt: at(1), foundAt: at(5), seenAt: at(7) },
      ...{ gallonsAnHour: 20, gallonsLost: 80 },
      evidence: { windowHours: 4, thresholdGallonsAnHour: 20, hoursCounted: 4, lowestGallonsAnHour: 20 },
    });
  });

  test('that says how much is usual loses only what is more', () => {
    const finding = flowFinding(flow(0, 3, 5, undefined, 2, 0, 4), stretch({ usualGallonsAnHour: 10, nights: 3 }));
    expect(finding).toMatchObject({ gallonsAnHour: 10, gallonsLost: 40 });
    expect(finding.evidence).toMatchObject({ usualGallonsAnHour: 10, nights: 3, lowestGallonsAnHour: 20 });
    expect(flowFinding(flow(0, 3, 5, 2), stretch({ usualGallonsAnHour: 90 }))).toMatchObject({
      ...{ gallonsAnHour: 0, gallonsLost: 0 },
    });
  });

  test('looks only at the hours that its rule looks at, and finds its low end there', () => {
    const finding = flowFinding(flow(0, 3, 5, 1, 6, 0, 4), stretch({ looksAt: (hour) => hour === 2 || hour === 4 }));
    expect(finding).toMatchObject({ gallonsAnHour: 50, gallonsLost: (3 + 5 + 1 + 5 + 0 + 4) * 10 });
    expect(finding.evidence).toMatchObject({ hoursCounted: 2, lowestGallonsAnHour: 50 });
  });

  test('of which all should not have run loses all of it', () => {
    const all = allOf(
      flow(9, 3, 5, undefined, 2, 0, 4, 9),
      stretch({ kind: 'vacation-use', looksAt: (hour) => hour !== 5 }),
    );
    expect(all).toEqual({
      ...{ kind: 'vacation-use', beganAt: at(1), foundAt: at(5), seenAt: at(7) },
      ...{ gallonsAnHour: 28, gallonsLost: 140 },
      evidence: { windowHours: 4, thresholdGallonsAnHour: 20, hoursCounted: 4, lowestGallonsAnHour: 20 },
    });
  });
});

describe('stretches that meet or overlap are one', () => {
  const of = (begin: number, end: number, found: number) => stretch({ begin, end, found });
  const told = (...some: readonly Stretch[]) => joined(some).map(({ begin, end, found }) => [begin, end, found]);

  test.each([
    [
      'apart',
      [of(1, 4, 3), of(5, 8, 7)],
      [
        [1, 4, 3],
        [5, 8, 7],
      ],
    ],
    ['that meet', [of(1, 4, 3), of(4, 8, 7)], [[1, 8, 3]]],
    ['one in the other', [of(1, 9, 6), of(3, 5, 7)], [[1, 9, 6]]],
    ['in whatever order', [of(4, 8, 7), of(1, 4, 3)], [[1, 8, 3]]],
    // Who was told first was told when that one began.
    ['the later found first', [of(1, 6, 6), of(3, 8, 5)], [[3, 8, 5]]],
    ['from the same hour, the longer first', [of(1, 4, 4), of(1, 6, 4)], [[1, 6, 4]]],
    ['none', [], []],
  ])('%s', (_, some, whole) => {
    expect(told(...some)).toEqual(whole);
  });
});
