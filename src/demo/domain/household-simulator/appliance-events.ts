import type { Dice } from './dice.ts';
import { clockTime, type FlowSheet, pour } from './flow-sheet.ts';
import type { Household } from './household.ts';
import type { SimulatedWeather } from './simulated-weather.ts';

/** Pours what runs by itself: what a softener, a cooler, a humidifier and a tap left dripping in frost draw on a day. */
export function pourAppliances(
  sheet: FlowSheet,
  home: Household,
  { day, people, weather }: { readonly day: number; readonly people: number; readonly weather: SimulatedWeather },
  die: Dice,
): void {
  const { softener, coolerGallonsAnHour: cooler, humidifierGallonsAnHour: humidifier } = home;
  const high = weather.highCelsius[day] ?? 0;
  const low = weather.lowCelsius[day] ?? 0;
  // By the water softened, so that it rests while nobody is there.
  if (softener !== undefined && people > 0 && die.happens(1 / softener.everyDays)) {
    const at = clockTime(sheet.span, day, softener.clock + 0.2 * die.roll());
    pour(sheet, { at, hours: softener.hours, gallons: softener.gallons });
  }
  if (cooler !== undefined && high > 29 && people > 0) {
    const hours = Math.min(15, 6 + (high - 29) + 3 * die.roll());
    pour(sheet, { at: clockTime(sheet.span, day, 11 + die.roll()), hours, gallons: hours * cooler });
  }
  if (humidifier !== undefined && high < 12) {
    // The colder the hour, the longer the furnace runs in it; in the warmth of the afternoon some hours do without.
    for (let clock = 0; clock < 24; clock += 1) {
      const celsius = low + ((high - low) * (1 - Math.cos((2 * Math.PI * (clock - 4)) / 24))) / 2;
      const runs = Math.min(0.7, Math.max(0, (12 - celsius) / 25 + 0.15 * (die.roll() - 0.5)));
      pour(sheet, { at: clockTime(sheet.span, day, clock), hours: 1, gallons: humidifier * runs });
    }
  }
  if (home.dripsInFrost && low < -6) {
    const hours = 9 + 4 * die.roll();
    pour(sheet, { at: clockTime(sheet.span, day, 21), hours, gallons: hours * (0.8 + die.roll()) });
  }
}
