import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type DailyUse, dailyUse } from '../../src/domain/forecast/index.ts';
import {
  dice,
  drawHousehold,
  type PlannedLeak,
  registerHours,
  simulateHours,
  simulateWeather,
} from '../../src/domain/household-simulator/index.ts';
import {
  type HourlyUse,
  type HourSpan,
  hourSpan,
  hoursFromRegister,
  usualRegisterRules,
} from '../../src/domain/metering/index.ts';
import { accountUse } from '../../src/domain/use-views/index.ts';

/** Simulated homes by the day, as the demo makes them: one home in ten has a leak for some days or weeks. */
export function simulatedHomes(
  seed: number,
  { count, firstDay, days }: { readonly count: number; readonly firstDay: Temporal.PlainDate; readonly days: number },
): readonly DailyUse[] {
  const span = hourSpan('America/Los_Angeles', firstDay, days);
  const weather = simulateWeather(span, dice(seed));
  return Array.from({ length: count }, (_, index) => {
    const die = dice(seed * 1000 + index);
    const home = drawHousehold(die);
    const from = die.between(0, span.hours - 1);
    const leak: PlannedLeak = {
      from,
      until: Math.min(span.hours, from + die.between(5, 60) * 24),
      gallonsAnHour: die.pick([2, 4, 9, 14, 25]),
      pauseHours: die.pick([0, 2, 3]),
    };
    const { gallons } = simulateHours(home, { span, weather, leaks: die.happens(0.1) ? [leak] : [] }, die);
    const register = { unit: 'gal', multiplier: '1' } as const;
    return daysOf({ span, register, counts: registerHours(gallons, register), quality: new Uint8Array(span.hours) });
  });
}

const real = '../shared/data/daiad-20-homes-raw.csv.gz';

/** A year of 20 real homes with its gaps, where the data is; an empty list elsewhere. Local clock times, taken as they are. */
export function realHomes(): readonly DailyUse[] {
  if (!existsSync(real)) return [];
  const reads = new Map<string, { at: number; count: number }[]>();
  for (const line of gunzipSync(readFileSync(real)).toString().split('\n').slice(1)) {
    const [home, moment, count] = line.split(';');
    const [, day, month, year, clock] = /^(\d+)\/(\d+)\/(\d+) (.+)$/.exec(moment ?? '') ?? [];
    if (home === undefined || count === undefined || clock === undefined) continue;
    const at = Temporal.Instant.from(`${year}-${month}-${day}T${clock}Z`).epochMilliseconds / 1000;
    const ofHome = reads.get(home) ?? [];
    ofHome.push({ at, count: Number(count) });
    reads.set(home, ofHome);
  }
  const span = hourSpan('UTC', Temporal.PlainDate.from('2016-03-01'), 365);
  return [...reads].map(([serial, ofHome]) => {
    const sorted = ofHome.toSorted((a, b) => a.at - b.at);
    const at = Float64Array.from(sorted, (read) => read.at);
    const counts = Float64Array.from(sorted, (read) => read.count);
    const hours = hoursFromRegister({ serial, at, counts }, span, usualRegisterRules);
    return daysOf({ span, register: { unit: 'l', multiplier: '1' }, counts: hours.counts, quality: hours.quality });
  });
}

function daysOf(use: HourlyUse): DailyUse {
  const span: HourSpan = use.span;
  return dailyUse(accountUse(span, [{ servicePointId: 1, use, fromDay: span.firstDay }]));
}
