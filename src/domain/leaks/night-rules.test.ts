import { describe, expect, test } from 'vitest';
import { household, localMoment, writtenHours } from '../../../test/support/written-hours.ts';
import { findLeaks, type OvernightWindow } from './index.ts';

const threeNights = { nights: 3, ofNights: 4, gallonsAnHour: 3, steady: 0.8 };
const nightly = (...windows: readonly OvernightWindow[]) => ({
  overnightMinimum: { fromHour: 1, toHour: 5, windows },
});
const overnight = nightly(threeNights);
/** From `from` on, a toilet that runs, except in the four hours after the morning. */
const pausing = (from: number, gallons: number) => (day: number, clock: number) =>
  household(clock) + (day >= from && (clock < 8 || clock > 11) ? gallons : 0);

describe('the lowest hour of the night', () => {
  test('finds a leak that pauses by day, on its third night', () => {
    const [found, ...others] = findLeaks(writtenHours('2026-05-01', 14, pausing(5, 4)), overnight);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'overnight-minimum', gallonsAnHour: 4, evidence: { nights: 9 } });
    expect([found?.beganAt, found?.foundAt].map((at) => at && localMoment(at))).toEqual([
      '2026-05-06T01:00',
      '2026-05-08T05:00',
    ]);
    expect(findLeaks(writtenHours('2026-05-01', 14, pausing(5, 2)), overnight)).toEqual([]);
  });

  test('one night that is not, and nights that are not known, do not break it', () => {
    const still = (night: number) => (day: number, clock: number) =>
      day === night && clock === 3 ? 0 : pausing(0, 4)(day, clock);
    expect(findLeaks(writtenHours('2026-05-01', 6, still(2)), overnight)[0]?.evidence.nights).toBe(5);
    const silent = (day: number, clock: number) => (day === 1 || day === 2 ? undefined : pausing(0, 4)(day, clock));
    const [found] = findLeaks(writtenHours('2026-05-01', 5, silent), overnight);
    expect(found && localMoment(found.foundAt)).toBe('2026-05-05T05:00');
    expect(findLeaks(writtenHours('2026-05-01', 4, silent), overnight)).toEqual([]);
  });

  test('who is up at night draws now more, now less: that is no leak', () => {
    const awake = (day: number, clock: number) => (clock < 6 ? 3 + ((day * 7 + clock * 11) % 13) : household(clock));
    expect(findLeaks(writtenHours('2026-05-01', 14, awake), overnight)).toEqual([]);
    const lenient = nightly({ ...threeNights, steady: 0.1 });
    expect(findLeaks(writtenHours('2026-05-01', 14, awake), lenient)).toHaveLength(1);
  });

  test('asks for more nights of a smaller flow, and is found by the first window that is met', () => {
    const windows = nightly(threeNights, { nights: 6, ofNights: 6, gallonsAnHour: 2, steady: 0.9 });
    const foundOn = (gallons: number, days = 14) =>
      findLeaks(writtenHours('2026-05-01', days, pausing(5, gallons)), windows).map((one) => [
        localMoment(one.foundAt),
        one.evidence.thresholdGallonsAnHour,
        one.evidence.nights,
      ]);
    expect(foundOn(4)).toEqual([['2026-05-08T05:00', 3, 9]]);
    expect(foundOn(2)).toEqual([['2026-05-11T05:00', 2, 9]]);
    expect(foundOn(2, 10), 'five nights of six').toEqual([]);
  });

  test('a window that asks for the weather counts only nights on whose days it is known', () => {
    const windows = nightly({ ...threeNights, asksWeather: true });
    const use = writtenHours('2026-05-01', 8, pausing(0, 4));
    const weather = { highCelsius: new Float64Array(8).fill(20), rainMillimetres: new Float64Array(8) };
    expect(findLeaks(use, windows, { weather })).toHaveLength(1);
    expect(findLeaks(use, windows)).toEqual([]);
    weather.highCelsius.fill(Number.NaN, 2);
    expect(findLeaks(use, windows, { weather })).toEqual([]);
  });

  test.each([
    ['a night of three hours', '2026-03-06', 11],
    ['a night of five', '2026-10-30', 13],
  ])('when clocks change, by the clock on the wall: %s', (_, firstDay, hours) => {
    const [found] = findLeaks(writtenHours(firstDay, 3, pausing(0, 4)), overnight);
    expect(found?.evidence).toMatchObject({ windowHours: hours, hoursCounted: hours, nights: 3 });
  });
});

describe('the night against the nights before', () => {
  const rise = {
    nightFlowRise: { fromHour: 1, toHour: 5, nights: 4, usualNights: 14, gallonsAnHour: 2, times: 3, steady: 0.8 },
  };
  const iceMachine = (more: number) => (day: number, clock: number) => 2 + household(clock) + (day >= 20 ? more : 0);

  test('finds what began beside water that always runs, and says only what is more', () => {
    const [found, ...others] = findLeaks(writtenHours('2026-05-01', 30, iceMachine(5)), rise);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'night-flow-rise', gallonsAnHour: 5 });
    expect(found?.evidence).toMatchObject({ usualGallonsAnHour: 2, thresholdGallonsAnHour: 6, nights: 10 });
    expect(found && localMoment(found.foundAt)).toBe('2026-05-24T05:00');
    // From one in the morning of its first night to five in the morning of its last.
    expect(found?.gallonsLost).toBe((9 * 24 + 4) * 5);
  });

  test('less than so many times the usual, or without a history, is none', () => {
    expect(findLeaks(writtenHours('2026-05-01', 30, iceMachine(3)), rise)).toEqual([]);
    const young = (day: number, clock: number) => (day < 18 ? undefined : iceMachine(5)(day, clock));
    expect(findLeaks(writtenHours('2026-05-01', 30, young), rise)).toEqual([]);
  });
});
