import { describe, expect, test } from 'vitest';
import { pourSite } from '../../bench/support/commercial-meters.ts';
import { pourGarden } from '../../bench/support/irrigation-meters.ts';
import { dripOf, pourFlats } from '../../bench/support/multi-family-meters.ts';
import type { Sheet } from '../../bench/support/site-plumbing.ts';
import { type Dice, dice, simulateWeather } from '../../src/demo/domain/household-simulator/index.ts';
import { hourSpan } from '../../src/domain/metering/index.ts';

const year = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2025-03-01'), 365);
const weather = simulateWeather(year, dice(41));
const sum = (gallons: Iterable<number>): number => [...gallons].reduce((all, one) => all + one, 0);
const dates = Array.from({ length: year.days }, (_, day) => year.firstDay.add({ days: day }));

interface Poured extends Sheet {
  readonly what: string;
}

const poured = (pour: (sheet: Sheet, die: Dice) => string, seeds: number): Poured[] =>
  Array.from({ length: seeds }, (_, seed) => {
    const sheet = { span: year, weather, gallons: new Float64Array(year.hours) };
    return { ...sheet, what: pour(sheet, dice(seed + 1)) };
  });

/** Of all hours that are such, the share with no water at all. */
function stillShare(sheets: readonly Poured[], isOne: (clock: number, date: Temporal.PlainDate) => boolean): number {
  let [still, all] = [0, 0];
  for (const { span, gallons } of sheets) {
    for (let hour = 0; hour < span.hours; hour += 1) {
      if (!isOne(span.hourOfDay[hour] ?? 0, dates[span.dayOf[hour] ?? 0] ?? span.firstDay)) continue;
      all += 1;
      if ((gallons[hour] ?? 0) === 0) still += 1;
    }
  }
  return still / all;
}

/** What runs at each hour of the clock, as a share of the day's. */
function byClock(sheets: readonly Poured[], isDay: (date: Temporal.PlainDate) => boolean = () => true): number[] {
  const clocks = new Array<number>(24).fill(0);
  for (const { span, gallons } of sheets) {
    const all = sum(gallons);
    for (let hour = 0; hour < span.hours; hour += 1) {
      if (!isDay(dates[span.dayOf[hour] ?? 0] ?? span.firstDay)) continue;
      const clock = span.hourOfDay[hour] ?? 0;
      clocks[clock] = (clocks[clock] ?? 0) + (gallons[hour] ?? 0) / all;
    }
  }
  return clocks;
}

/** A tap gives less. */
const daysWatered = ({ span, gallons }: Sheet): number =>
  Array.from({ length: span.days }, (_, day) => sum(gallons.slice(span.dayStart[day], span.dayStart[day + 1]))).filter(
    (ofDay) => ofDay > 20,
  ).length;

const gallonsADay = ({ gallons }: Poured, from: string, days: number): number => {
  const first = year.firstDay.until(Temporal.PlainDate.from(from)).days;
  return sum(gallons.slice(year.dayStart[first], year.dayStart[first + days])) / days;
};

describe('many flats behind one meter', () => {
  const buildings = poured(pourFlats, 150);

  test('flats drip 4 gallons a day on the median, up to 17 on the mean, and none as much as a leak to be told of', () => {
    const die = dice(5);
    const drips = Array.from({ length: 20_000 }, () => 24 * dripOf(die)).sort((a, b) => a - b);
    expect(drips[10_000]).toBeCloseTo(4, 0);
    expect(sum(drips) / drips.length).toBeGreaterThan(11);
    expect(sum(drips) / drips.length).toBeLessThan(17);
    expect(drips.at(-1)).toBeLessThanOrEqual(72);
  });

  test('something always runs', () => {
    expect(stillShare(buildings, () => true)).toBe(0);
  });

  test('10 to 200 households use what households use', () => {
    const means = buildings.map(({ gallons }) => sum(gallons) / 365).sort((a, b) => a - b);
    expect(means[0]).toBeGreaterThan(10 * 45);
    expect(means.at(-1)).toBeLessThan(200 * 170);
    // Every doubling of their number as often: half have fewer than 45 flats, of some 110 gallons a day.
    expect(means[75]).toBeGreaterThan(45 * 80);
    expect(means[75]).toBeLessThan(45 * 150);
  });

  test('a tenth are let to students, of whom three in five are gone in summer', () => {
    const summer = (building: Poured) =>
      gallonsADay(building, '2025-07-01', 28) / gallonsADay(building, '2025-11-01', 28);
    const students = buildings.filter(({ what }) => what === 'flats of students');
    expect(students.length / buildings.length).toBeCloseTo(0.1, 1);
    expect(sum(students.map(summer)) / students.length).toBeLessThan(0.75);
    const others = buildings.filter(({ what }) => what !== 'flats of students');
    expect(sum(others.map(summer)) / others.length).toBeGreaterThan(0.95);
  });
});

describe('places of work', () => {
  const sites = poured(pourSite, 1000);
  const kind = (name: string) => sites.filter(({ what }) => what === name || what.startsWith(`${name} `));
  const isWorkday = (date: Temporal.PlainDate) => date.dayOfWeek < 6;

  test.each([
    ['shop', 0.22],
    ['office', 0.2],
    ['restaurant', 0.18],
    ['hotel', 0.08],
    ['school', 0.07],
    ['supermarket', 0.06],
  ])('of a hundred as many are a %s as are assumed (%d)', (name, share) => {
    expect(kind(name).length / sites.length).toBeGreaterThan(share * 0.7);
    expect(kind(name).length / sites.length).toBeLessThan(share * 1.4);
  });

  test.each([
    ['shop', [13, 17], [9, 22]],
    ['office', [9, 13], [17, 20]],
    ['restaurant', [12, 19], [9, 15]],
    ['hotel', [7, 20], [3, 14]],
    ['school', [10, 12], [15, 18]],
  ] as const)('a %s draws most at its peaks (%j), less at %j', (name, peaks, lower) => {
    const clocks = byClock(kind(name), isWorkday);
    const lowest = Math.min(...peaks.map((clock) => clocks[clock] ?? 0));
    for (const clock of lower) expect(clocks[clock]).toBeLessThan(lowest);
  });

  test('restaurants use what 190 to 800 meals of 3 to 16 gallons take, with ice and lawn', () => {
    const means = kind('restaurant').map(({ gallons }) => sum(gallons) / 365);
    expect(Math.min(...means)).toBeGreaterThan(190 * 3);
    expect(Math.max(...means)).toBeLessThan(800 * 16);
  });

  test('where nobody works at night, hardly any hour of it has water; in hotels and homes for the aged some always has', () => {
    const atNight = (clock: number) => clock < 5;
    expect(stillShare(kind('shop'), atNight)).toBeGreaterThan(0.85);
    expect(stillShare(kind('clinic'), atNight)).toBeGreaterThan(0.6);
    expect(stillShare(kind('hotel'), atNight)).toBeLessThan(0.1);
    expect(stillShare(kind('nursing'), atNight)).toBeLessThan(0.1);
  });

  test('schools rest in July and on Sundays', () => {
    const dry = (of: readonly Poured[]) => of.filter(({ gallons }) => gallons.every((one) => one !== 12));
    const inJuly = stillShare(dry(kind('school')), (clock, { month }) => month === 7 && clock >= 8 && clock < 16);
    const inOctober = stillShare(
      dry(kind('school')),
      (clock, date) => date.month === 10 && isWorkday(date) && clock === 10,
    );
    expect(inJuly).toBeGreaterThan(0.7);
    expect(inOctober).toBeLessThan(0.15);
  });

  test.each([
    ['office', 0.2],
    ['hotel', 0.2],
    ['supermarket', 0.4],
  ])('of %ss, %d have a cooling tower, and draw more in summer', (name, share) => {
    const all = kind(name);
    const towers = all.filter(({ what }) => what.endsWith('with a cooling tower'));
    expect(Math.abs(towers.length / all.length - share)).toBeLessThan(0.15);
    const summer = (site: Poured) => gallonsADay(site, '2025-07-07', 28) / gallonsADay(site, '2026-01-05', 28);
    const middle = (of: readonly Poured[]) => of.map(summer).sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
    expect(middle(towers)).toBeGreaterThan(1.5 * middle(all.filter((site) => !towers.includes(site))));
  });
});

describe('gardens on a meter of their own', () => {
  const gardens = poured(pourGarden, 500);
  const isWinter = ({ month }: Temporal.PlainDate) => month === 12 || month < 3;

  test('are dry in winter and watered in summer', () => {
    const plain = gardens.filter(({ what }) => what !== 'gardens with a pond');
    expect(stillShare(plain, (_clock, date) => isWinter(date))).toBeGreaterThan(0.98);
    const watered = plain.filter((garden) => gallonsADay(garden, '2025-07-01', 28) > 0);
    expect(watered.length).toBe(plain.length);
  });

  test('one in seventeen has a pond, that drinks by day and rests before eight', () => {
    const ponds = gardens.filter(({ what }) => what === 'gardens with a pond');
    expect(ponds.length / gardens.length).toBeCloseTo(1 / 17, 1);
    expect(ponds.length).toBeGreaterThan(15);
    const isEarlySpring = ({ month }: Temporal.PlainDate) => month === 3;
    const [noon, night] = [
      stillShare(ponds, (clock, date) => isEarlySpring(date) && clock === 12),
      stillShare(ponds, (clock, date) => isEarlySpring(date) && clock === 6),
    ];
    expect(noon).toBeLessThan(0.7);
    expect(night).toBeGreaterThan(0.95);
  });

  test('half are off after rain', () => {
    const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2025-07-01'), 28);
    const each = (value: number) => new Float64Array(span.days).fill(value);
    const wet = { highCelsius: each(20), lowCelsius: each(12), rainMillimetres: each(10) };
    const inRain = Array.from({ length: 300 }, (_, seed) => {
      const sheet = { span, weather: wet, gallons: new Float64Array(span.hours) };
      return { what: pourGarden(sheet, dice(seed + 1)), days: daysWatered(sheet) };
    }).filter(({ what }) => what !== 'gardens with a pond');
    // Valves are looked at in spring: that is one day.
    expect(inRain.filter(({ days }) => days < 3).length / inRain.length).toBeCloseTo(0.5, 1);
  });
});
