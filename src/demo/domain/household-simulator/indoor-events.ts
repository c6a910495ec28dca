import type { Dice } from './dice.ts';
import { clockTime, type FlowSheet, pour } from './flow-sheet.ts';
import type { Household } from './household.ts';

/** One day indoors. */
export interface IndoorDay {
  readonly day: number;
  readonly weekend: boolean;
  /** Residents and guests who are there. */
  readonly people: number;
}

/** What a person does a day, how long it takes (hours) and what it runs (gallons, from the household). */
const events: readonly {
  readonly aPersonADay: number;
  readonly hours: number;
  readonly gallons: (home: Household) => number;
}[] = [
  { aPersonADay: 5, hours: 0.02, gallons: (home) => home.toiletGallons },
  { aPersonADay: 0.7, hours: 0.13, gallons: (home) => home.showerGallons },
  { aPersonADay: 17, hours: 0.01, gallons: () => 0.5 },
  { aPersonADay: 0.04, hours: 0.15, gallons: () => 24 },
  { aPersonADay: 0.3, hours: 0.6, gallons: (home) => home.washerGallons },
];

/** Pours a day's events indoors. */
export function pourIndoors(sheet: FlowSheet, home: Household, today: IndoorDay, die: Dice): void {
  if (today.people === 0) return;
  for (const event of events) {
    const times = occurrences(event.aPersonADay * today.people, die);
    for (let time = 0; time < times; time += 1) {
      pour(sheet, {
        at: clockTime(sheet.span, today.day, clockOf(home, today.weekend, die)),
        hours: event.hours,
        gallons: event.gallons(home) * home.indoorScale * (0.6 + 0.8 * die.roll()),
      });
    }
  }
  if (home.dishwasher && die.happens(Math.min(0.9, 0.2 * today.people))) {
    pour(sheet, { at: clockTime(sheet.span, today.day, 19 + 4 * die.roll()), hours: 1.2, gallons: 4.5 });
  }
}

/** A whole number around `mean`: twice the dice of a sum of halves, near enough to chance and quick. */
function occurrences(mean: number, die: Dice): number {
  const around = mean < 2 ? 2 * mean * die.roll() : mean * (0.6 + 0.4 * (die.roll() + die.roll()));
  return Math.floor(around + die.roll());
}

/** When something happens: asleep, in the morning, by day or in the evening. */
function clockOf(home: Household, weekend: boolean, die: Dice): number {
  const when = die.roll();
  const wakes = home.wakes + (weekend ? 1.2 : 0);
  const shift = home.nightShift && !weekend ? 10 : 0;
  const asleep = wakes + 24 - home.sleeps;
  const byDay = home.awayByDay && !weekend ? 0.05 : 0.35;
  let clock: number;
  if (when < home.restlessness) clock = home.sleeps + asleep * die.roll();
  else if (when < home.restlessness + byDay) clock = wakes + 2.5 + Math.max(0, 17 - wakes - 2.5) * die.roll();
  else if (die.happens(0.42)) clock = wakes + 2.5 * Math.sqrt(die.roll()) * (0.4 + 0.6 * die.roll());
  else clock = 17 + (home.sleeps - 17 + 0.5) * die.roll();
  return (clock + shift) % 24;
}
