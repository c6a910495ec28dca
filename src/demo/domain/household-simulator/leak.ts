import type { Dice } from './dice.ts';
import type { FlowSheet } from './flow-sheet.ts';

/** A leak of known size, in hours of the span. */
export interface PlannedLeak {
  readonly from: number;
  /** The hour in which it is fixed; the span's end if it is not. */
  readonly until: number;
  readonly gallonsAnHour: number;
  /** Hours of each day for which it stops, such as a flapper that seats well after some flushes; 0 runs through. */
  readonly pauseHours: number;
}

/** Pours a leak, and returns what it ran in each hour from `from`. */
export function pourLeak({ span, gallons }: FlowSheet, leak: PlannedLeak, die: Dice): Float64Array {
  const ran = new Float64Array(Math.max(0, leak.until - leak.from));
  // Where in the day it tends to pause is the leak's own; each day it wanders by some hours.
  const tends = die.between(0, 23);
  let pausedFrom = 0;
  let day = -1;
  for (let hour = leak.from; hour < leak.until && hour < span.hours; hour += 1) {
    if (span.dayOf[hour] !== day) {
      day = span.dayOf[hour] ?? 0;
      pausedFrom = (tends + die.between(-3, 3) + 24) % 24;
    }
    const since = ((span.hourOfDay[hour] ?? 0) - pausedFrom + 24) % 24;
    if (since < leak.pauseHours) continue;
    // Pressure is higher at night, and never quite the same.
    const pressure =
      1 + 0.06 * Math.cos((2 * Math.PI * ((span.hourOfDay[hour] ?? 0) - 3)) / 24) + 0.06 * (die.roll() - 0.5);
    const runs = leak.gallonsAnHour * pressure;
    ran[hour - leak.from] = runs;
    gallons[hour] = (gallons[hour] ?? 0) + runs;
  }
  return ran;
}
