import { expect, test } from 'vitest';
import { household, writtenHours } from '../../../test/support/written-hours.ts';
import {
  dice,
  drawHousehold,
  registerHours,
  simulateHours,
  simulateWeather,
} from '../../demo/domain/household-simulator/index.ts';
import { hourSpan } from '../metering/index.ts';
import { knownFlow, unknown } from './known-flow.ts';
import { withoutSharedHours } from './shared-hours.ts';

const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-05-01'), 30);
const register = { unit: 'gal', multiplier: '1' } as const;
const quality = new Uint8Array(span.hours);
const weather = simulateWeather(span, dice(3));

function homeFlow(seed: number, shape: (gallons: Float64Array) => Float64Array = (gallons) => gallons) {
  const die = dice(seed);
  const { gallons } = simulateHours(drawHousehold(die), { span, weather, leaks: [] }, die);
  return knownFlow({ span, register, counts: registerHours(shape(gallons), register), quality });
}

/** What a register says that is read so long after each second hour, in parts of an hour. */
const readEveryTwoHours = (after: number) => (gallons: Float64Array) => {
  const even = gallons.map(
    (_, hour) => ((gallons[hour - (hour % 2)] ?? 0) + (gallons[hour - (hour % 2) + 1] ?? 0)) / 2,
  );
  return even.map((one, hour) =>
    hour % 2 === 1 || hour === 0 ? one : (even[hour - 1] ?? 0) * after + one * (1 - after),
  );
};

const daysUnknown = (flow: ReturnType<typeof homeFlow>): number[] =>
  Array.from({ length: span.days }, (_, day) => day).filter((day) =>
    flow.counts.slice(span.dayStart[day], span.dayStart[day + 1]).every((count) => count === unknown),
  );

test.each([0, 0.25, 0.62])(
  'hours of a register read every two hours, %d of an hour past them, are not known',
  (after) => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const days = daysUnknown(withoutSharedHours(homeFlow(seed, readEveryTwoHours(after))));
      expect(days.length).toBeGreaterThan(8);
      expect(days.at(-1)).toBe(29);
    }
  },
);

test('the hours of a register read each hour are the same', () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const flow = homeFlow(seed);
    expect(withoutSharedHours(flow)).toBe(flow);
  }
});

test('a household of the same hours each day, a leak, and drip lines by the clock are no register of two hours', () => {
  const written = [
    (_day: number, clock: number) => household(clock),
    (_day: number, clock: number) => household(clock) + 8,
    () => 8,
    (_day: number, clock: number) => (clock >= 22 || (clock >= 4 && clock < 8) ? 120 : 0),
  ];
  for (const gallons of written) {
    const flow = knownFlow(writtenHours('2026-05-01', 20, gallons));
    expect(withoutSharedHours(flow)).toBe(flow);
  }
});

test('a day is judged by the two weeks before it: where the feed becomes hourly, they count two weeks later at the latest', () => {
  const shared = readEveryTwoHours(0);
  const half = span.dayStart[15] ?? 0;
  const days = daysUnknown(
    withoutSharedHours(
      homeFlow(1, (gallons) => Float64Array.from([...shared(gallons).slice(0, half), ...gallons.slice(half)])),
    ),
  );
  expect(days).toContain(14);
  expect(days).toContain(15);
  expect(days.at(-1)).toBeLessThan(29);
});
