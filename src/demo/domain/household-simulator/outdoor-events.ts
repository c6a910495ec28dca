import type { Dice } from './dice.ts';
import { clockTime, type FlowSheet, pour } from './flow-sheet.ts';
import type { Household, Irrigation, Pool } from './household.ts';
import type { SimulatedWeather } from './simulated-weather.ts';

interface OutdoorDay {
  readonly day: number;
  readonly date: Temporal.PlainDate;
  readonly people: number;
  readonly weather: SimulatedWeather;
}

/** Pours what a day's garden and pool draw. */
export function pourOutdoors(sheet: FlowSheet, home: Household, today: OutdoorDay, die: Dice): void {
  const { day, date, people, weather } = today;
  const season = seasonOf(date);
  const rained = (weather.rainMillimetres[day] ?? 0) + (weather.rainMillimetres[day - 1] ?? 0) > 6;
  for (const irrigation of [home.sprinklers, home.drip]) {
    if (irrigation === undefined || season === 0 || (rained && irrigation.skipsRain)) continue;
    if (irrigation.weekdays[date.dayOfWeek - 1] === true) irrigate(sheet, irrigation, { day, season });
  }
  if (home.handWatering && people > 0 && season > 0.2 && !rained && die.happens(0.35)) {
    const hours = 0.3 + 1.2 * die.roll();
    pour(sheet, {
      at: clockTime(sheet.span, day, die.pick([8, 18, 19, 20]) + die.roll()),
      hours,
      gallons: hours * 280,
    });
  }
  if (home.pool !== undefined) pourPool(sheet, home.pool, today, die);
}

/** 0 in winter, 1 in mid-July: the clock of a garden is set once a month. */
function seasonOf(date: Temporal.PlainDate): number {
  if (date.month < 4 || date.month > 10) return 0;
  return Math.max(0, Math.cos((2 * Math.PI * (date.with({ day: 15 }).dayOfYear - 197)) / 365) * 0.8 + 0.2);
}

function irrigate(sheet: FlowSheet, irrigation: Irrigation, { day, season }: { day: number; season: number }): void {
  const hours = irrigation.hours * season;
  pour(sheet, {
    at: clockTime(sheet.span, day, irrigation.clock),
    hours,
    gallons: hours * irrigation.gallonsAnHour,
  });
}

function pourPool(sheet: FlowSheet, pool: Pool, { day, date, people, weather }: OutdoorDay, die: Dice): void {
  if (date.month < 4 || date.month > 10) return;
  const heat = Math.max(0, ((weather.highCelsius[day] ?? 0) - 8) / 25);
  const evaporates = pool.gallonsADay * heat;
  if (pool.topUp === 'valve') {
    const hours = Math.max(0.5, evaporates / 60);
    pour(sheet, { at: clockTime(sheet.span, day, 13), hours, gallons: evaporates });
  } else if (people > 0 && die.happens(0.1)) {
    // Ten days' worth with the hose, now and then forgotten until the morning.
    const hours = die.happens(0.03) ? 9 : (evaporates * 10) / pool.hoseGallonsAnHour;
    pour(sheet, {
      at: clockTime(sheet.span, day, 9 + 12 * die.roll()),
      hours,
      gallons: hours * pool.hoseGallonsAnHour,
    });
  }
  if (people > 0 && (date.month === 5 || date.month === 6) && die.happens(pool.fillsAYear / 61)) {
    pour(sheet, {
      at: clockTime(sheet.span, day, 10 + 8 * die.roll()),
      hours: pool.gallons / pool.hoseGallonsAnHour,
      gallons: pool.gallons,
    });
  }
}
