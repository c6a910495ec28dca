import { describe, expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { addedFlow, type FlowInFrost } from './added-flow.ts';
import type { AddedFlowRule } from './detector-settings.ts';
import { knownFlow } from './known-flow.ts';
import type { LeakContext } from './leak-context.ts';

const window = { hours: 24, gallonsAnHour: 3, evidence: 10 };
const rule: AddedFlowRule = { usualDays: 14, windows: [window], hoseGallonsAnHour: 100, appliances: [] };
type Gallons = (day: number, clock: number) => number | undefined;

interface Asked {
  readonly days?: number;
  readonly by?: Partial<AddedFlowRule>;
  readonly context?: LeakContext;
  readonly isFrost?: FlowInFrost['isFrost'];
  /** What is left of the hours where what little runs in frost is none. */
  readonly leaking?: Gallons;
}

/** A home that draws at seven in the morning and in the evening, and so much more; `undefined` is an hour unknown. */
function hours(days: number, more: Gallons) {
  return knownFlow(
    writtenHours('2026-06-01', days, (day, clock) => {
      const added = more(day, clock);
      return added === undefined ? undefined : (clock === 7 ? 40 : clock === 19 ? 20 : 0) + added;
    }),
  );
}

function stretches(more: Gallons, { days = 14, by = {}, context = {}, isFrost = () => false, leaking }: Asked = {}) {
  const flow = hours(days, more);
  const known = { flow, leaking: leaking === undefined ? flow : hours(days, leaking), isFrost };
  return addedFlow(known, { ...rule, ...by }, context);
}

/** `begin – end, found`, by day and hour. */
const found = (more: Gallons, asked?: Asked) =>
  stretches(more, asked).map(({ begin, end, found: at }) => {
    const [from, to, told] = [begin, end, at].map((hour) => `${Math.floor(hour / 24)}:${hour % 24}`);
    return `${from} – ${to}, ${told}`;
  });
const running =
  (gallons: number, from = 12 * 24, until = 99 * 24): Gallons =>
  (day, clock) =>
    day * 24 + clock >= from && day * 24 + clock < until ? gallons : 0;

test('a flow is told whole: since when, until when, by which window, and in which hours it shows', () => {
  const [leak, ...others] = stretches(running(5, 12 * 24, 13 * 24 + 12));
  expect(others).toEqual([]);
  const { looksAt, ...told } = leak ?? {};
  expect(told).toEqual({
    ...{ kind: 'added-flow', begin: 12 * 24, end: 13 * 24 + 12, found: 12 * 24 + 11 },
    ...{ windowHours: 24, thresholdGallonsAnHour: 3 },
  });
  // At seven it shows beneath what the home draws; before it began, and after it, not.
  expect([287, 288, 295, 323, 324].map((hour) => looksAt?.(hour))).toEqual([false, true, true, true, false]);
});

test('it is of the hours in which it runs alone, two on end, at both its ends', () => {
  // From six on: at seven the home draws beside it, and at eight it is alone again.
  expect(found(running(5, 12 * 24 + 6))).toEqual(['12:8 – 13:23, 12:17']);
  expect(found(running(5, 12 * 24, 12 * 24 + 20))).toEqual(['12:0 – 12:19, 12:11']);
});

describe('a window', () => {
  test('ends at each third hour, the same whatever the days that are read', () => {
    for (const from of [0, 1, 2]) expect(found(running(5, 12 * 24 + from))[0]).toMatch(/, 12:(11|14)$/);
    expect(found(running(5), { days: 15 })[0]).toMatch(/, 12:11$/);
  });

  test('needs ten usual days before it', () => {
    expect(found(running(5, 9 * 24))).toEqual(['10:2 – 13:23, 11:2']);
    expect(found(running(5, 9 * 24), { days: 11 })).toEqual([]);
    expect(found(running(5, 9 * 24), { days: 10 })).toEqual([]);
  });

  test('was not looked at before', () => {
    const lookFrom = Temporal.Instant.from('2026-06-15T07:00:00Z');
    expect(found(running(5), { days: 16, context: { lookFrom } })).toEqual(['13:2 – 15:23, 14:2']);
    const early = Temporal.Instant.from('2026-05-15T07:00:00Z');
    expect(found(running(5), { context: { lookFrom: early } })).toEqual(found(running(5)));
    expect(found(running(5), { context: { lookFrom: Temporal.Instant.from('2026-07-15T07:00:00Z') } })).toEqual([]);
  });

  test('with 21 of its 24 hours known says something, with 20 nothing', () => {
    const silent =
      (unknown: number): Gallons =>
      (day, clock) =>
        day === 12 && clock >= 10 && clock < 10 + unknown ? undefined : running(5)(day, clock);
    expect(found(silent(3), { days: 13 })).toHaveLength(1);
    expect(found(silent(4), { days: 13 })).toEqual([]);
  });

  test('flows in half of its hours, and in a tenth more than usual', () => {
    const half =
      (hoursOfDay: number): Gallons =>
      (day, clock) =>
        day >= 12 && clock < hoursOfDay ? 5 : 0;
    // With the evening’s hour that is no part of it, twelve of 24.
    expect(found(half(11), { days: 13 })).toHaveLength(1);
    expect(found(half(10), { days: 13 })).toEqual([]);
    // Water runs in 14 of 24 hours anyway: two more are less than a tenth, three are not.
    const usually =
      (more: number): Gallons =>
      (day, clock) =>
        clock >= 8 && clock < 20 ? 9 : day >= 12 && clock >= 20 && clock < 20 + more ? 9 : 0;
    expect(found(usually(2), { days: 13 })).toEqual([]);
  });

  test('asks for so much evidence, and of a flow of twenty counts for another', () => {
    const foundAt = (evidence: number) => found(running(5), { by: { windows: [{ ...window, evidence }] } });
    expect([10, 30, 40, 45, 60, 90].map((one) => foundAt(one)[0]?.split(', ')[1])).toEqual([
      ...['12:11', '12:17', '12:20', '12:23', undefined, undefined],
    ]);
    const fine = (gallons: number) => found(running(gallons), { by: { windows: [{ ...window, fineEvidence: 30 }] } });
    expect([19, 20].map((gallons) => fine(gallons)[0]?.split(', ')[1])).toEqual(['12:11', '12:17']);
  });

  test.each([
    [2, 0],
    [3, 1],
  ])('asks for three gallons an hour: of %i it tells %i', (gallons, findings) => {
    expect(found(running(gallons))).toHaveLength(findings);
  });

  test('of several the strongest tells, and any tells', () => {
    const windows = [
      { hours: 12, gallonsAnHour: 9, evidence: 10 },
      { hours: 24, gallonsAnHour: 3, evidence: 10 },
    ];
    expect(stretches(running(5), { by: { windows } })[0]).toMatchObject({ windowHours: 24 });
    expect(stretches(running(5), { by: { windows: windows.toReversed() } })[0]).toMatchObject({ windowHours: 24 });
    expect(stretches(running(12), { by: { windows } })[0]).toMatchObject({ windowHours: 12 });
    expect(stretches(running(5), { by: { windows: [] } })).toEqual([]);
  });
});

describe('a leak that is over', () => {
  const twice =
    (apart: number): Gallons =>
    (day, clock) =>
      [288, 312 + apart].some((begin) => day * 24 + clock >= begin && day * 24 + clock < begin + 24) ? 5 : 0;

  test('and comes again is another', () => {
    expect(found(twice(48), { days: 18 })).toEqual(['12:0 – 13:0, 12:11', '15:0 – 16:0, 15:11']);
  });

  test('for 48 hours is forgotten: what comes then is looked at as for the first time', () => {
    expect([48, 49].map((apart) => found(twice(apart), { days: 18 })[1])).toEqual([
      '15:0 – 16:0, 15:11',
      '15:1 – 16:1, 15:14',
    ]);
  });
});

test('a leak that an earlier scan found is no part of what is usual', () => {
  const always = running(5, 0);
  expect(found(always)).toEqual([]);
  const leak = { since: Temporal.Instant.from('2026-05-20T00:00:00Z'), gallonsAnHour: 5 };
  expect(found(always, { context: { leak } })).toEqual(['10:2 – 13:23, 11:2']);
  // Since day 8 only: the days before show that it runs anyway.
  const late = { since: Temporal.Instant.from('2026-06-09T07:00:00Z'), gallonsAnHour: 5 };
  expect(found(always, { context: { leak: late } })).toEqual([]);
});

describe('as much as a hose gives', () => {
  const pausing =
    (from: number, rests: number): Gallons =>
    (day, clock) =>
      day === 12 && !(clock >= from && clock < from + rests) ? 120 : 0;

  test('is a leak only where it ran, rested and ran again, three hours each', () => {
    expect(found(running(99))).toHaveLength(1);
    expect(found(running(100))).toEqual([]);
    expect(found(pausing(3, 3))).toEqual(['12:0 – 12:23, 12:14']);
    expect(found(pausing(4, 4))).toHaveLength(1);
    expect(found(pausing(2, 3))).toEqual([]);
    expect(found(pausing(3, 2))).toEqual([]);
    expect(found(pausing(12, 99))).toEqual([]);
  });
});

describe('what rests may be an appliance', () => {
  const weather = (...highs: readonly number[]) => ({
    weather: { highCelsius: Float64Array.from(highs), rainMillimetres: new Float64Array(highs.length) },
  });
  const highs = (usual: number, change: Readonly<Record<number, number>> = {}) =>
    weather(...Array.from({ length: 14 }, (_, day) => change[day] ?? usual));
  const cooler = { highAboveCelsius: 30, gallonsAnHour: 9 };
  const heater = { highBelowCelsius: 0, gallonsAnHour: 9 };
  /** Five gallons that rest for so many hours of the day. */
  const rests =
    (pause: number, gallons = 5): Gallons =>
    (day, clock) =>
      day >= 12 && clock >= pause ? gallons : 0;
  const told = (more: Gallons, appliance: AddedFlowRule['appliances'][number], context: LeakContext) =>
    found(more, { by: { appliances: [appliance] }, context }).length > 0;

  test.each([
    ['in heat', cooler, highs(31), false],
    ['just at its limit', cooler, highs(30), true],
    ['in frost', heater, highs(-1), false],
    ['just at that limit', heater, highs(0), true],
    ['in neither', cooler, highs(20), true],
    ['in weather that nobody knows', cooler, {}, false],
    ['of which one day was hot', cooler, highs(20, { 12: 31 }), false],
    ['of which another day was hot', cooler, highs(20, { 9: 31 }), true],
  ])('%s', (_, appliance, context, isTold) => {
    expect(told(rests(6), appliance, context)).toBe(isTold);
  });

  test('but not what draws more than one', () => {
    expect(told(rests(6, 8), cooler, highs(31))).toBe(false);
    expect(told(rests(6, 9), cooler, highs(31))).toBe(true);
  });

  test('but not what hardly rests', () => {
    // Resting for two of 24 hours is less than 0.12 of them, for three it is more.
    const once =
      (pause: number): Gallons =>
      (day, clock) =>
        day >= 12 && clock >= pause ? 5 : 0;
    expect(told((day, clock) => (day >= 12 ? once(2)(day, clock) : 0), cooler, highs(31))).toBe(true);
    expect(told((day, clock) => (day >= 12 ? once(3)(day, clock) : 0), cooler, highs(31))).toBe(false);
  });

  test('where a day’s weather is not known, the last known of the week before is taken to go on', () => {
    const unknownFrom = (day: number) =>
      highs(31, Object.fromEntries(Array.from({ length: 14 - day }, (_, index) => [day + index, Number.NaN])));
    const cool = (day: number) =>
      highs(20, Object.fromEntries(Array.from({ length: 14 - day }, (_, index) => [day + index, Number.NaN])));
    expect(told(rests(6), cooler, unknownFrom(12))).toBe(false);
    expect(told(rests(6), cooler, cool(12))).toBe(true);
    expect(told(rests(6), cooler, cool(7))).toBe(true);
    expect(told(rests(6), cooler, cool(3))).toBe(false);
  });
});

describe('what little runs in frost', () => {
  const runs = running(5, 20 * 24);
  const frosty = (from: number, days: number) => (day: number) => day >= from && day < from + days;
  const asked = (isFrost: FlowInFrost['isFrost']): Asked => ({ days: 22, leaking: () => 0, isFrost });

  test('counts where the days before have shown ten days of the home’s own frost', () => {
    expect(found(runs, asked(frosty(10, 10)))).toHaveLength(1);
    expect(found(runs, asked(frosty(10, 9)))).toEqual([]);
    expect(
      found(
        runs,
        asked(() => false),
      ),
    ).toEqual([]);
  });

  test('of the usual days alone, and not of those of the flow itself', () => {
    // The window begins on the nineteenth: of the fourteen days before it nine or ten are of frost.
    expect(found(runs, asked(frosty(0, 15)))).toHaveLength(1);
    expect(found(runs, asked(frosty(0, 14)))).toEqual([]);
    expect(found(runs, asked(frosty(12, 10)))).toEqual([]);
  });
});
