import { readFileSync } from 'node:fs';
import { parseUtility } from '../../src/config/utility.ts';
import {
  dice,
  drawHousehold,
  type PlannedLeak,
  registerHours,
  simulateHours,
  simulateWeather,
} from '../../src/demo/domain/household-simulator/index.ts';
import { episodeOfFinding, joinEpisodes, standingOf } from '../../src/domain/alerts/index.ts';
import { type DailyUse, dailyUse, type KnownLeak, leakOf } from '../../src/domain/forecast/index.ts';
import { type DailyWeather, detectorSettings, findLeaks } from '../../src/domain/leaks/index.ts';
import { type HourlyUse, type HourSpan, hourSpan, hourStart } from '../../src/domain/metering/index.ts';
import { accountUse } from '../../src/domain/usage/index.ts';
import { alertRules } from '../../src/usecases/alerts/index.ts';
import { readRealHomes, realHomesFile } from './real-homes.ts';

/** A home by the hour and by the day, and what its weather was where that is known. */
export interface BenchHome {
  readonly use: HourlyUse;
  readonly days: DailyUse;
  readonly weather?: DailyWeather;
}

/** Simulated homes, as the demo makes them: one home in so many has a leak for some days or weeks. */
export function simulatedHomes(
  seed: number,
  {
    count,
    firstDay,
    days,
    leaks = 0.1,
  }: {
    readonly count: number;
    readonly firstDay: Temporal.PlainDate;
    readonly days: number;
    readonly leaks?: number;
  },
): readonly BenchHome[] {
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
    const { gallons } = simulateHours(home, { span, weather, leaks: die.happens(leaks) ? [leak] : [] }, die);
    const register = { unit: 'gal', multiplier: '1' } as const;
    const counts = registerHours(gallons, register);
    return { ...homeOf({ span, register, counts, quality: new Uint8Array(span.hours) }), weather };
  });
}

/** A year of 20 real homes with its gaps, where `CAUDAL_REAL_DATA` names it; an empty list elsewhere. Local clock times, taken as they are. */
export function realHomes(): readonly BenchHome[] {
  const file = realHomesFile();
  return file === undefined ? [] : readRealHomes(file, 'UTC').map(homeOf);
}

function homeOf(use: HourlyUse): BenchHome {
  const { span } = use;
  return { use, days: dailyUse(accountUse(span, [{ servicePointId: 1, use, fromDay: span.firstDay }])) };
}

const rules = parseUtility('utility/utility.yaml', readFileSync('utility/utility.yaml', 'utf8'));
if (!rules.ok) throw new Error('the reference utility does not load');
const { leaks: classes } = rules.value;
const alerts = alertRules(rules.value);
const settings = detectorSettings(classes, 'RESIDENTIAL_SINGLE');
const daysScanned = 35;
const spans = new Map<string, HourSpan>();

/** What a scan of the last weeks finds on the morning of day `day`: the alerts that the portal would have, as leaks. */
export function leaksKnownOn({ use, weather }: BenchHome, day: number): readonly KnownLeak[] {
  const first = Math.max(0, day - daysScanned);
  const firstDay = use.span.firstDay.add({ days: first });
  const key = `${use.span.zone} ${firstDay} ${day - first}`;
  const span = spans.get(key) ?? hourSpan(use.span.zone, firstDay, day - first);
  spans.set(key, span);
  const [from, to] = [use.span.dayStart[first] ?? 0, use.span.dayStart[day] ?? use.span.hours];
  const seen = { ...use, span, counts: use.counts.subarray(from, to), quality: use.quality.subarray(from, to) };
  const context =
    weather === undefined
      ? {}
      : {
          weather: {
            highCelsius: weather.highCelsius.subarray(first, day),
            rainMillimetres: weather.rainMillimetres.subarray(first, day),
          },
        };
  const readsThrough = hourStart(span, span.hours);
  const found = findLeaks(seen, settings, context)
    .map((finding) => episodeOfFinding(finding, { now: readsThrough, zone: use.span.zone, servedFrom: firstDay }))
    .filter((episode) => episode !== undefined);
  return joinEpisodes([], found, alerts).flatMap(
    ({ episode }) => leakOf(episode, standingOf(episode, { readsThrough }, alerts)) ?? [],
  );
}
