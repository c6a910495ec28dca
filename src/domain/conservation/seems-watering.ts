import { type AnnouncedStage, mayWaterAt, type WateringHome } from './watering-days.ts';

/** One hour of a home's water; undefined where nothing is known about it. */
export interface HourOfUse {
  readonly day: Temporal.PlainDate;
  readonly hour: number;
  readonly gallons: number;
}

/** What looks like watering. */
export interface WateringSigns {
  /** An hour with so much is no shower and no washing machine. */
  readonly gallonsAnHour: number;
  /** So many days with such hours: one may be a pool or a car. */
  readonly days: number;
  readonly seasonMonths: readonly number[];
}

/** A day on which watering seems to have run when it was not the home's turn. */
export interface DayOutOfTurn {
  readonly day: Temporal.PlainDate;
  readonly hours: readonly number[];
}

/**
 * Days on which water ran as sprinklers do, out of the home's turn, newest first. A hint for the customer: a meter does not
 * see where water goes. Empty with fewer days than the rule's, where they mean nothing.
 */
export function daysOutOfTurn(
  hours: readonly HourOfUse[],
  { announced, home, signs }: { announced: readonly AnnouncedStage[]; home: WateringHome; signs: WateringSigns },
): readonly DayOutOfTurn[] {
  const found = new Map<string, { day: Temporal.PlainDate; hours: number[] }>();
  for (const { day, hour, gallons } of hours) {
    if (gallons < signs.gallonsAnHour || !signs.seasonMonths.includes(day.month)) continue;
    if (mayWaterAt(announced, home, { day, hour }) !== false) continue;
    const known = found.get(day.toString()) ?? { day, hours: [] };
    known.hours.push(hour);
    found.set(day.toString(), known);
  }
  return found.size < signs.days
    ? []
    : [...found.values()].toSorted((a, b) => Temporal.PlainDate.compare(b.day, a.day));
}
