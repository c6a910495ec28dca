import {
  type Dice,
  dice,
  drawHousehold,
  type PlannedLeak,
  registerHours,
  type SimulatedWeather,
  simulateHours,
} from '../../src/demo/domain/household-simulator/index.ts';
import { present } from '../../src/domain/kernel/index.ts';
import type { Vacation } from '../../src/domain/leaks/index.ts';
import { type HourlyUse, type HourSpan, hourQuality } from '../../src/domain/metering/index.ts';

/** A simulated meter's year with at most one leak, which is known. */
export interface LabelledHome {
  readonly use: HourlyUse;
  readonly leak?: PlannedLeak;
  readonly hasPool: boolean;
  /** What the customer told about being away; half of them tell nothing. */
  readonly vacations: readonly Vacation[];
}

/** Five weeks without a leak to look back on, then a year. */
export const daysBefore = 35;

/** In gallons an hour. */
interface LeakSizes {
  readonly min: number;
  readonly max: number;
}

export const anySize: LeakSizes = { min: 0.3, max: 300 };

/** A leak runs for days until somebody fixes it; where none is drawn, there is none to find. */
export function labelledHome(
  seed: number,
  {
    span,
    weather,
    multiplier,
    leaking = 0.5,
    leaksOf = anySize,
  }: { span: HourSpan; weather: SimulatedWeather; multiplier?: string; leaking?: number; leaksOf?: LeakSizes },
): LabelledHome {
  const die = dice(seed);
  const home = drawHousehold(die);
  const leak = die.happens(leaking) ? drawLeak(span, leaksOf, die) : undefined;
  const { gallons, away } = simulateHours(home, { span, weather, leaks: leak === undefined ? [] : [leak] }, die);
  const register = { unit: 'gal' as const, multiplier: multiplier ?? die.pick(['1', '1', '0.1']) };
  const counts = registerHours(gallons, register);
  const quality = loseHours(span, counts, die);
  return {
    use: { span, register, counts, quality },
    hasPool: home.pool !== undefined,
    ...present({ leak }),
    vacations: die.happens(0.5) ? vacationsOf(span, away) : [],
  };
}

/** Every size as often as one twice as large; four in ten pause for 5 to 8 hours a day. */
export function drawLeak(span: HourSpan, { min, max }: LeakSizes, die: Dice): PlannedLeak {
  const from = die.between(daysBefore * 24, span.hours - 30 * 24);
  return {
    from,
    until: from + die.between(4 * 24, 30 * 24),
    gallonsAnHour: min * (max / min) ** die.roll(),
    pauseHours: die.happens(0.4) ? die.between(5, 8) : 0,
  };
}

/** As radios lose them: single hours, and now and then a day or two. */
export function loseHours(span: HourSpan, counts: Int32Array, die: Dice): Uint8Array {
  const quality = new Uint8Array(span.hours);
  for (let hour = 0; hour < span.hours; hour += 1) if (die.happens(0.004)) quality[hour] = hourQuality.missing;
  for (let gap = die.between(0, 3); gap > 0; gap -= 1) {
    const from = die.between(0, span.hours - 1);
    quality.fill(hourQuality.missing, from, from + die.between(6, 48));
  }
  for (let hour = 0; hour < span.hours; hour += 1) if (quality[hour] === hourQuality.missing) counts[hour] = 0;
  return quality;
}

function vacationsOf({ firstDay }: HourSpan, away: Uint8Array): Vacation[] {
  const vacations: Vacation[] = [];
  for (let day = 0; day < away.length; day += 1) {
    if (away[day] !== 1) continue;
    const from = day;
    while (away[day] === 1) day += 1;
    vacations.push({ from: firstDay.add({ days: from }), until: firstDay.add({ days: day }), irrigationGoesOn: true });
  }
  return vacations;
}
