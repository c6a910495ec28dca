import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourSpan } from '../../../domain/metering/index.ts';
import {
  dice,
  drawHousehold,
  type Household,
  registerHours,
  scaleToReads,
  simulateHours,
  simulateWeather,
} from './index.ts';

const zone = 'America/Los_Angeles';
const year = hourSpan(zone, Temporal.PlainDate.from('2025-05-01'), 365);
const weather = simulateWeather(year, dice(7));
const sum = (gallons: Iterable<number>): number => [...gallons].reduce((total, one) => total + one, 0);

const without: Partial<Household> = {
  softener: undefined,
  sprinklers: undefined,
  drip: undefined,
  pool: undefined,
  handWatering: false,
  coolerGallonsAnHour: undefined,
  humidifierGallonsAnHour: undefined,
  dripsInFrost: false,
};

test('the same seed is the same water', () => {
  const run = (seed: number) => {
    const die = dice(seed);
    return simulateHours(drawHousehold(die), { span: year, weather, leaks: [] }, die).gallons;
  };
  expect(run(5)).toEqual(run(5));
  expect(run(5)).not.toEqual(run(6));
});

test('a home that should use so much indoors does, within a tenth over twenty homes', () => {
  for (const wished of [60, 110, 220]) {
    const homes = Array.from({ length: 20 }, (_, index) => {
      const die = dice(wished * 1000 + index);
      const home = { ...drawHousehold(die, { indoorGallonsADay: wished, irrigationGallonsADay: 0 }), ...without };
      return sum(simulateHours({ ...home, vacationsAYear: 0 }, { span: year, weather, leaks: [] }, die).gallons) / 365;
    });
    expect(Math.abs(sum(homes) / 20 / wished - 1)).toBeLessThan(0.1);
  }
});

test('a garden is watered in summer, as much as it should be, and not in winter', () => {
  const die = dice(3);
  const watered = { ...drawHousehold(die, { irrigationGallonsADay: 400 }), drip: undefined };
  const dry = { ...watered, sprinklers: undefined };
  const use = (home: Household, first: string, days: number) => {
    const span = hourSpan(zone, Temporal.PlainDate.from(first), days);
    return sum(simulateHours({ ...home, handWatering: false }, { span, weather, leaks: [] }, dice(9)).gallons);
  };
  expect((use(watered, '2026-07-01', 28) - use(dry, '2026-07-01', 28)) / 28).toBeCloseTo(400, -1.5);
  expect(use(watered, '2026-01-01', 28)).toBe(use(dry, '2026-01-01', 28));
});

test('what a leak runs is in the hours and beside them; a leak that pauses has hours without it each day', () => {
  const home = { ...drawHousehold(dice(11)), ...without, residents: 0, guestsAYear: 0 };
  const leak = { from: 100, until: 100 + 24 * 20, gallonsAnHour: 6, pauseHours: 7 };
  const { gallons, leaked } = simulateHours(home, { span: year, weather, leaks: [leak] }, dice(12));
  expect(sum(gallons)).toBeCloseTo(sum(leaked[0] ?? []), 6);
  expect(gallons.slice(100, 580)).toEqual(leaked[0]);
  const still = [...(leaked[0] ?? [])].filter((hour) => hour === 0).length;
  expect(still / 20).toBeGreaterThan(4);
  expect(still / 20).toBeLessThan(9);
  expect(sum(gallons) / (480 - still)).toBeCloseTo(6, 0);
});

test('a register loses nothing of what ran but the count it has not reached', () => {
  const hours = fc.array(fc.double({ min: 0, max: 600, noNaN: true }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(hours, fc.constantFrom('1', '0.1', '10'), (gallons, multiplier) => {
      const counts = registerHours(Float64Array.from(gallons), { unit: 'gal', multiplier });
      const left = sum(gallons) - sum(counts) * Number(multiplier);
      expect(left).toBeGreaterThan(-1e-6);
      expect(left).toBeLessThan(Number(multiplier) + 1e-6);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('hours scaled to reads add up to each rise exactly, and rest where nothing ran', () => {
  const hours = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 600, noNaN: true })), {
    minLength: 10,
    maxLength: 200,
  });
  fc.assert(
    fc.property(hours, fc.array(fc.nat(90_000), { minLength: 2, maxLength: 2 }), (ran, [first = 0, second = 0]) => {
      const gallons = Float64Array.from(ran);
      const middle = Math.floor(ran.length / 2);
      const counts = scaleToReads(gallons, [
        { from: 0, until: middle, counts: first },
        { from: middle, until: ran.length, counts: second },
      ]);
      expect(sum(counts.slice(0, middle))).toBe(first);
      expect(sum(counts.slice(middle))).toBe(second);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
      const rested = ran.findIndex((one, index) => one === 0 && index < middle && (counts[index] ?? 0) > 0);
      if (sum(ran.slice(0, middle)) > 0) expect(rested).toBe(-1);
    }),
  );
});
