import type { Dice, SimulatedWeather } from '../../src/demo/domain/household-simulator/index.ts';
import type { HourSpan } from '../../src/domain/metering/index.ts';
import { doubling } from './chance-events.ts';

/** A meter's hours, in gallons, and what they are poured by. */
export interface Sheet {
  readonly span: HourSpan;
  readonly weather: SimulatedWeather;
  readonly gallons: Float64Array;
}

interface Day {
  readonly day: number;
  readonly date: Temporal.PlainDate;
}

export function* daysOf({ span }: Sheet): Generator<Day> {
  for (let day = 0; day < span.days; day += 1) yield { day, date: span.firstDay.add({ days: day }) };
}

/** Adds a flow to so many hours from an hour of the clock on; what falls outside the span is left out. */
export function run({ span, gallons }: Sheet, day: number, clock: number, hours: number, gallonsAnHour: number): void {
  const at = (span.dayStart[day] ?? 0) + clock;
  for (let hour = Math.floor(at); hour < at + hours && hour < gallons.length; hour += 1) {
    const share = Math.min(hour + 1, at + hours) - Math.max(hour, at);
    if (share > 0) gallons[hour] = (gallons[hour] ?? 0) + gallonsAnHour * share;
  }
}

/** 0 from November to March, 1 in mid-July: gardens drink by it. */
export function growing(date: Temporal.PlainDate): number {
  if (date.month < 4 || date.month > 10) return 0;
  return Math.max(0, Math.cos((2 * Math.PI * (date.dayOfYear - 197)) / 365) * 0.8 + 0.2);
}

/** Warmth of an hour of the clock between a day's low at four and its high at four in the afternoon. */
function celsiusAt({ weather }: Sheet, day: number, clock: number): number {
  const [high, low] = [weather.highCelsius[day] ?? 0, weather.lowCelsius[day] ?? 0];
  return low + ((high - low) * (1 - Math.cos((2 * Math.PI * (clock - 4)) / 24))) / 2;
}

/** A lawn beside a building: on its nights by its clock, and off after rain where a sensor says so. */
export function pourLawn(sheet: Sheet, gallonsAnHour: number, die: Dice): void {
  const weekdays = die.pick(['1010100', '0101010', '1111100', '1010101']);
  const [clock, hours, skipsRain] = [die.pick([0, 2, 3, 4, 21, 22]), 0.7 + 2.5 * die.roll(), die.happens(0.4)];
  for (const { day, date } of daysOf(sheet)) {
    const rained = (sheet.weather.rainMillimetres[day] ?? 0) + (sheet.weather.rainMillimetres[day - 1] ?? 0) > 6;
    const season = growing(date.with({ day: 15 }));
    if (season > 0 && weekdays[date.dayOfWeek - 1] === '1' && !(rained && skipsRain))
      run(sheet, day, clock, hours * season, gallonsAnHour);
  }
}

/**
 * A cooling tower evaporates 1.8 gallons for each ton and hour, and bleeds what keeps its salts at `cycles` times those of
 * the water. `always` where it cools at night, too; one in seven bleeds by a valve that stands open as long as it is on.
 */
export function pourTower(
  sheet: Sheet,
  { tons, always }: { readonly tons: number; readonly always: boolean },
  die: Dice,
): void {
  const cycles = die.between(3, 6);
  const onAbove = 14 + 6 * die.roll();
  const openBleed = die.happens(0.15) ? (tons * 1.8 * 0.4) / (cycles - 1) : undefined;
  let onUntil = -1;
  for (const { day, date } of daysOf(sheet)) {
    const { span, weather, gallons } = sheet;
    if ((weather.highCelsius[day] ?? 0) > onAbove + 4) onUntil = day + 10;
    if (day > onUntil) continue;
    for (let hour = span.dayStart[day] ?? 0; hour < (span.dayStart[day + 1] ?? 0); hour += 1) {
      const clock = span.hourOfDay[hour] ?? 0;
      const works = always || (date.dayOfWeek < 6 && clock >= 6 && clock < 19);
      const load = works ? Math.min(1, Math.max(0, (celsiusAt(sheet, day, clock) - onAbove) / 18 + 0.1)) : 0;
      const evaporates = 1.8 * tons * load * (0.9 + 0.2 * die.roll());
      // A basin is topped up when its float falls, not drop by drop.
      gallons[hour] = (gallons[hour] ?? 0) + evaporates + (openBleed ?? evaporates / (cycles - 1));
    }
  }
}

/**
 * An ice machine takes 15 to 50 gallons for a hundred pounds, one cooled by water 130 to 180 more, and works at its own
 * rate until its bin is full: the hotter the day, the later.
 */
export function pourIce(sheet: Sheet, poundsADay: number, die: Dice): void {
  const aHundred = die.between(15, 40) + (die.happens(0.15) ? die.between(130, 180) : 0);
  const aDay = (poundsADay / 100) * aHundred;
  const [rate, from] = [aDay / die.between(9, 16), die.between(5, 22)];
  for (const { day } of daysOf(sheet)) {
    const heat = Math.max(0, (sheet.weather.highCelsius[day] ?? 0) - 10) / 25;
    run(sheet, day, from, Math.min(24, (aDay * (0.6 + 0.6 * heat) * (0.8 + 0.4 * die.roll())) / rate), rate);
  }
}

/** A softener regenerates at night, each so many days. */
export function pourSoftener(sheet: Sheet, gallons: number, die: Dice): void {
  const [everyDays, clock, hours] = [die.between(1, 4), die.between(0, 3), 1 + die.roll()];
  for (const { day } of daysOf(sheet)) if (day % everyDays === 0) run(sheet, day, clock, hours, gallons / hours);
}

/** Counts of the meters that a flow is measured with: the larger the meter, the coarser its encoder. */
export function multiplierFor(meanGallonsAnHour: number, die: Dice): string {
  if (meanGallonsAnHour < 60) return die.pick(['1', '1', '10']);
  return die.pick(['1', '10', '10', meanGallonsAnHour > 600 ? '100' : '10']);
}

/** A part of the days on which nobody works: New Year to Christmas. */
export const isHoliday = ({ month, day }: Temporal.PlainDate): boolean =>
  ['1-1', '5-26', '7-4', '9-1', '11-27', '11-28', '12-24', '12-25'].includes(`${month}-${day}`);

/** A hose for a forecourt or a facade, twice a year, for some hours of a day. */
export function pourHosing(sheet: Sheet, die: Dice): void {
  for (let time = die.between(0, 4); time > 0; time -= 1) {
    run(sheet, die.between(0, sheet.span.days - 1), die.between(6, 18), 2 + 6 * die.roll(), doubling(150, 500, die));
  }
}
