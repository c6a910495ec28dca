import { describe, expect, test } from 'vitest';
import { household, localMoment, writtenHours } from '../../../test/support/written-hours.ts';
import { findLeaks, type Vacation } from './index.ts';

const date = (text: string) => Temporal.PlainDate.from(text);

describe('while nobody is there', () => {
  const rules = { vacationUse: { hours: 3, gallonsAnHour: 1 } };
  const away: Vacation = { from: date('2026-05-04'), until: date('2026-05-10') };
  const home = (day: number, clock: number) => (day < 3 || day >= 9 ? household(clock) : 0);

  test('an empty home has no use, and no finding; the days before and after are not watched', () => {
    expect(findLeaks(writtenHours('2026-05-01', 14, home), rules, { vacations: [away] })).toEqual([]);
  });

  test('a toilet that begins to run is found in its third hour', () => {
    const runs = (day: number, clock: number) => home(day, clock) + (day === 6 && clock >= 10 ? 4 : 0);
    const use = writtenHours('2026-05-01', 14, runs);
    const [found, ...others] = findLeaks(use, rules, { vacations: [away] });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'vacation-use', gallonsAnHour: 4, gallonsLost: 14 * 4 });
    expect([found?.beganAt, found?.foundAt, found?.seenAt].map((at) => at && localMoment(at))).toEqual([
      '2026-05-07T10:00',
      '2026-05-07T13:00',
      '2026-05-08T00:00',
    ]);
    expect(findLeaks(use, rules)).toEqual([]);
  });

  test('sprinklers that go on are expected where the customer said so; a leak beside them is not', () => {
    const sprinklers = (day: number, clock: number) =>
      home(day, clock) + ([4, 5, 6].includes(clock) ? ([310, 520, 40][clock - 4] ?? 0) : 0);
    const watered: Vacation = { ...away, irrigationGoesOn: true };
    expect(findLeaks(writtenHours('2026-05-01', 14, sprinklers), rules, { vacations: [away] })).toHaveLength(1);
    expect(findLeaks(writtenHours('2026-05-01', 14, sprinklers), rules, { vacations: [watered] })).toEqual([]);
    const leaking = writtenHours('2026-05-01', 14, (day, clock) => sprinklers(day, clock) + 2);
    expect(findLeaks(leaking, rules, { vacations: [watered] })).toHaveLength(1);
  });
});

describe('no water at all', () => {
  const rules = { noFlow: { days: 7, usedDays: 21 } };
  const stopped =
    (from: number, until = 99) =>
    (day: number, clock: number) =>
      day >= from && day < until ? 0 : household(clock);

  test('is found after a week, where water ran on most days before', () => {
    const [found, ...others] = findLeaks(writtenHours('2026-05-01', 38, stopped(28)), rules);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'no-flow', gallonsAnHour: 0, gallonsLost: 0 });
    expect([found?.beganAt, found?.foundAt, found?.seenAt].map((at) => at && localMoment(at))).toEqual([
      '2026-05-28T22:00',
      '2026-06-04T22:00',
      '2026-06-08T00:00',
    ]);
    expect(findLeaks(writtenHours('2026-05-01', 34, stopped(28)), rules)).toEqual([]);
  });

  test('a cabin that is seldom used, a vacation that was told, and hours that never came are none', () => {
    const cabin = (day: number, clock: number) => (day < 28 && day % 7 > 4 ? household(clock) : 0);
    expect(findLeaks(writtenHours('2026-05-01', 38, cabin), rules)).toEqual([]);
    const vacations = [{ from: date('2026-05-29'), until: date('2026-06-12') }];
    expect(findLeaks(writtenHours('2026-05-01', 42, stopped(28, 42)), rules, { vacations })).toEqual([]);
    const silent = (day: number, clock: number) => (day >= 28 ? undefined : household(clock));
    expect(findLeaks(writtenHours('2026-05-01', 38, silent), rules)).toEqual([]);
  });

  test('goes on after the days before have left the span, where an earlier scan found it', () => {
    const use = writtenHours('2026-06-01', 35, () => 0);
    expect(findLeaks(use, rules)).toEqual([]);
    const noFlowSince = Temporal.Instant.from('2026-05-20T05:00Z');
    expect(findLeaks(use, rules, { noFlowSince })).toMatchObject([{ kind: 'no-flow' }]);
    const again = writtenHours('2026-06-01', 35, (day, clock) => (day === 3 && clock === 9 ? 1 : 0));
    expect(findLeaks(again, rules, { noFlowSince })).toEqual([]);
  });
});

describe('high use', () => {
  const rules = { highUse: { days: 7, usualDays: 28, times: 1.8, gallonsADay: 100 } };
  const garden = (watered: (day: number) => number) => (day: number, clock: number) =>
    household(clock) + (clock === 5 ? watered(day) : 0);

  test('a week of far more than usual is found, with what is usual', () => {
    const [found, ...others] = findLeaks(
      writtenHours(
        '2026-05-01',
        40,
        garden((day) => (day >= 30 ? 200 : 0)),
      ),
      rules,
    );
    expect(others).toEqual([]);
    expect(found?.kind).toBe('high-use');
    expect(found?.evidence.usualGallonsAnHour).toBeCloseTo(86 / 24, 1);
    expect(found && [localMoment(found.beganAt), localMoment(found.foundAt)]).toEqual([
      '2026-05-31T00:00',
      '2026-06-04T00:00',
    ]);
    expect(found?.gallonsLost).toBeCloseTo(2000, -1);
  });

  test('what the heat lets expect is not high; the same water in the cool is', () => {
    const days = Array.from({ length: 40 }, (_, day) => day);
    const warm = (day: number) => (day % 5 < 2 || day >= 33 ? 33 : 17);
    const use = writtenHours(
      '2026-05-01',
      40,
      garden((day) => (warm(day) > 20 ? 280 : 0)),
    );
    const rainMillimetres = new Float64Array(40);
    const known = { highCelsius: Float64Array.from(days, warm), rainMillimetres };
    const cool = { highCelsius: Float64Array.from(days, (day) => (day >= 33 ? 17 : warm(day))), rainMillimetres };
    expect(findLeaks(use, rules, { weather: known })).toEqual([]);
    expect(findLeaks(use, rules, { weather: cool })).toMatchObject([{ kind: 'high-use' }]);
  });

  test('days that are not known count for nothing', () => {
    const silent = (day: number, clock: number) => (day >= 30 ? undefined : garden(() => 0)(day, clock));
    expect(findLeaks(writtenHours('2026-05-01', 40, silent), rules)).toEqual([]);
    const few = (day: number, clock: number) =>
      day >= 33 && day % 2 === 0 ? undefined : garden((on) => (on >= 33 ? 400 : 0))(day, clock);
    expect(findLeaks(writtenHours('2026-05-01', 40, few), rules)).toEqual([]);
  });
});
