import type { SeededChance } from '../../bench/support/seeded-chance.ts';
import {
  dice,
  drawHousehold,
  type PlannedLeak,
  simulateHours,
  simulateWeather,
} from '../../src/demo/domain/household-simulator/index.ts';
import { type HourSpan, hourSpan } from '../../src/domain/metering/index.ts';

/** One home in so many has water running away at some time of the year. */
const withLeak = 4;

/** The hours of a year at homes of which some leak for a while, and the file of each night. */
export class SimulatedMeters {
  /** How many homes leak at some time of the span. */
  readonly leaks: number;
  readonly #span: HourSpan;
  readonly #homes: readonly { readonly serial: string; readonly gallons: Uint16Array }[];

  constructor(
    serials: readonly string[],
    about: { readonly zone: string; readonly firstDay: Temporal.PlainDate; readonly days: number },
    chance: SeededChance,
  ) {
    const span = hourSpan(about.zone, about.firstDay, about.days);
    const weather = simulateWeather(span, dice(chance.whole(0, 1_000_000)));
    let leaking = 0;
    this.#span = span;
    this.#homes = serials.map((serial) => {
      const die = dice(chance.whole(0, 1_000_000));
      const leaks: readonly PlannedLeak[] = chance.whole(1, withLeak) > 1 ? [] : [leakOf(span, chance)];
      leaking += leaks.length;
      const { gallons } = simulateHours(drawHousehold(die), { span, weather, leaks }, die);
      return { serial, gallons: Uint16Array.from(gallons, Math.round) };
    });
    this.leaks = leaking;
  }

  /** Every home's hours of the `day`th day, as a head-end writes them in the night after it. */
  fileOf(day: number): string {
    const { startHour, dayStart } = this.#span;
    const [from = 0, until = 0] = [dayStart[day], dayStart[day + 1]];
    const ends = Array.from({ length: until - from }, (_, hour) =>
      Temporal.Instant.fromEpochMilliseconds((startHour + from + hour + 1) * 3_600_000).toString(),
    );
    const lines = this.#homes.flatMap(({ serial, gallons }) =>
      ends.map((end, hour) => `${serial},${end},${gallons[from + hour] ?? 0}`),
    );
    return `meter,ended_at,gallons\n${lines.join('\n')}\n`;
  }
}

function leakOf(span: HourSpan, chance: SeededChance): PlannedLeak {
  const from = chance.whole(24, Math.max(24, span.hours - 24));
  const until = Math.min(span.hours, from + chance.whole(4 * 24, 30 * 24));
  return { from, until, gallonsAnHour: [4, 9, 25][chance.whole(0, 2)] ?? 9, pauseHours: 0 };
}
