import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Utility } from '../../../config/utility.ts';
import { earlierOf } from '../../../domain/kernel/index.ts';
import {
  dayOfDate,
  firstHourOf,
  type HourSpan,
  hourQuality,
  hourSpan,
  packDay,
} from '../../../domain/metering/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { enqueue } from '../../../store/jobs.ts';
import {
  beginReadsImport,
  type DaysToWrite,
  finishReadsImport,
  keepChannels,
  writeDays,
} from '../../../store/metering/index.ts';
import {
  dice,
  drawHousehold,
  type Household,
  type PlannedLeak,
  type RegisterRise,
  type SimulatedWeather,
  scaleToReads,
  simulateHours,
  simulateWeather,
} from '../../domain/household-simulator/index.ts';
import { type TownMeter, townMeters } from '../../store/town.ts';
import type { FilledAccount } from './filled-account.ts';
import { keepSimulatedWeather } from './keep-simulated-weather.ts';
import { spoilSome } from './reads-gone-wrong.ts';

export interface HoursPlan {
  readonly utility: Utility;
  readonly until: Temporal.Instant;
  readonly town: readonly FilledAccount[];
  /** The meter of the home whose toilet began to run last week. */
  readonly leaking: string | undefined;
  readonly onProgress: (step: string) => void;
}

/** The meters that send hourly reads; those after them are still read once a month. */
const metersWithHours = 2000;
const atOnce = 100;
/** One meter in so many is still read once a month, and one in so many lost some hours of reads. */
const [withoutHours, withGaps] = [12, 25];
/** Homes besides the one above in which water runs away, one in so many; and how much, in gallons an hour. */
const otherLeaks = 45;
const leakSizes = [2, 4, 9, 25] as const;

/** A flapper that seats well for some hours of most days: what "24 hours without a pause" does not find. */
const lastWeeksLeak = { gallonsAnHour: 14, pauseHours: 3, daysAgo: 7 } as const;

/**
 * Hourly reads of the simulated town since its first register read. The hours between two reads of the register add up
 * to its rise, to the gallon; what ran since the last one is not billed yet.
 */
export async function fillHours(db: DatabasePool, plan: HoursPlan): Promise<SimulatedWeather & { span: HourSpan }> {
  const { utility, until } = plan;
  const meters = (await townMeters(db, metersWithHours)).filter(
    (meter, index) => index % withoutHours !== 5 || meter.serial === plan.leaking,
  );
  const today = until.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const firstDay = meters.map((meter) => meter.reads[0]?.on ?? today).reduce(earlierOf, today);
  const span = hourSpan(utility.time_zone, firstDay, firstDay.until(today).days + 1);
  const weather = simulateWeather(span, dice(1905));
  await keepSimulatedWeather(db, weather, { firstDay, days: firstDay.until(today).days, now: until });
  const households = new Map(plan.town.map((account) => [account.household.meterSerial, account.household]));
  const { id } = await beginReadsImport(db, {
    ...{ fileName: 'simulated-hours.csv', sha256: '0'.repeat(64), format: 'csv', madeAt: until },
    ...{ receivedAt: until, receivedBy: 'demo' },
  });
  const nowHour = Math.floor(until.epochMilliseconds / 3_600_000) - span.startHour;
  const stopped = stoppedMeter(meters, { today, leaking: plan.leaking });
  const simulate = async (from: number): Promise<DaysToWrite> => {
    const write: DaysToWrite = { standing: [], said: [], goneStanding: [], goneSaid: [] };
    for (const [offset, meter] of meters.slice(from, from + atOnce).entries()) {
      // What waits for PostgreSQL goes on in between.
      if (offset % 10 === 0) await nextTurn();
      const home = households.get(meter.serial);
      if (home === undefined) continue;
      const index = from + offset;
      const isChosen = meter.serial === plan.leaking;
      const leaks = leaksOf({ meter, index, span, nowHour, isChosen });
      const counts = hoursOfMeter({ meter, home, index, span, weather, nowHour, leaks, isStopped: meter === stopped });
      spoilSome(counts, { index, nowHour, isChosen });
      layDays(write, { meter, counts, index, span, nowHour, importId: id });
    }
    return write;
  };
  const keep = (from: number, write: DaysToWrite) =>
    db.transaction(async (tx) => {
      await keepChannels(
        tx,
        meters.slice(from, from + atOnce).map((meter) => ({ meterId: meter.id, unit: 'gal', decimals: 0 })),
      );
      await writeDays(tx, write);
    });
  let done = 0;
  let next = await simulate(0);
  for (let from = 0; from < meters.length; from += atOnce) {
    const write = next;
    // The meters after these are simulated while PostgreSQL writes them.
    [next] = await Promise.all([simulate(from + atOnce), keep(from, write)]);
    done += write.standing.length;
    plan.onProgress(`hours of ${Math.min(from + atOnce, meters.length)} of ${meters.length} meters`);
  }
  await enqueue(db, { task: 'scan-for-leaks', key: 'scan-for-leaks' });
  await enqueue(db, { task: 'validate-reads', key: 'validate-reads' });
  await finishReadsImport(db, id, until, { meters: meters.length, days: done });
  return { ...weather, span };
}

/** A meter through which nothing has run since its last read, some weeks ago: stuck, by-passed, or nobody is there. */
const stoppedMeter = (
  meters: readonly TownMeter[],
  { today, leaking }: { readonly today: Temporal.PlainDate; readonly leaking: string | undefined },
): TownMeter | undefined =>
  meters.find(({ serial, reads }, index) => {
    const last = reads.at(-1)?.on;
    return serial !== leaking && index % otherLeaks !== 17 && last !== undefined && last.until(today).days > 20;
  });

interface MeterPlan {
  readonly meter: TownMeter;
  readonly index: number;
  readonly span: HourSpan;
  /** The first hour of the span that has not ended yet. */
  readonly nowHour: number;
}

function leaksOf({ meter, index, nowHour, span, isChosen }: MeterPlan & { isChosen: boolean }): PlannedLeak[] {
  if (isChosen) {
    const { gallonsAnHour, pauseHours, daysAgo } = lastWeeksLeak;
    return [{ from: nowHour - daysAgo * 24 - 5, until: span.hours, gallonsAnHour, pauseHours }];
  }
  if (index % otherLeaks !== 17) return [];
  const lastRead = meter.reads.at(-1);
  if (lastRead === undefined) return [];
  // After the last bill's read, so that its water waits for the next bill.
  const from = firstHourOf(span.zone, lastRead.on) - span.startHour + 10 + (index % 30);
  const gallonsAnHour = leakSizes[Math.floor(index / otherLeaks) % leakSizes.length] ?? 4;
  return [{ from, until: span.hours, gallonsAnHour, pauseHours: index % 2 === 0 ? 0 : 2 }];
}

/** The simulated shape of the home's days, made to add up to its register. Gallons are whole counts. */
function hoursOfMeter(
  plan: MeterPlan & {
    readonly home: { readonly indoorGallons: number; readonly summerGallons: number };
    readonly weather: SimulatedWeather;
    readonly leaks: readonly PlannedLeak[];
    readonly isStopped: boolean;
  },
): Int32Array {
  const { meter, home, index, span, weather, nowHour, leaks } = plan;
  const die = dice(50_000 + index);
  const household: Household = drawHousehold(die, {
    indoorGallonsADay: home.indoorGallons,
    irrigationGallonsADay: home.summerGallons,
  });
  const { gallons } = simulateHours(household, { span, weather, leaks }, die);
  const rises: RegisterRise[] = [];
  const hourOf = (day: Temporal.PlainDate) => firstHourOf(span.zone, day) - span.startHour;
  const range = 10 ** meter.dials;
  for (const [place, read] of meter.reads.entries()) {
    const before = meter.reads[place - 1];
    if (before === undefined) continue;
    const counts = ((read.count - before.count + range) % range) * meter.gallonsACount;
    rises.push({ from: hourOf(before.on), until: hourOf(read.on), counts });
  }
  const last = meter.reads.at(-1);
  const from = last === undefined ? 0 : hourOf(last.on);
  const ran = plan.isStopped ? 0 : gallons.subarray(from, nowHour).reduce((sum, gallon) => sum + gallon, 0);
  rises.push({ from, until: nowHour, counts: Math.round(ran) });
  return scaleToReads(gallons, rises);
}

function layDays(
  write: DaysToWrite,
  { meter, counts, index, span, nowHour, importId }: MeterPlan & { counts: Int32Array; importId: number },
): void {
  const firstRead = meter.reads[0]?.on ?? span.firstDay;
  const quality = new Uint8Array(span.hours).fill(hourQuality.measured);
  quality.fill(hourQuality.missing, nowHour);
  if (index % withGaps === 11) {
    // A radio that was silent for some hours, twenty days ago.
    quality.fill(hourQuality.missing, nowHour - 20 * 24, nowHour - 20 * 24 + 9);
  }
  const first = dayOfDate(span.firstDay);
  for (let day = span.firstDay.until(firstRead).days; day < span.days; day++) {
    const [from, to] = [span.dayStart[day] ?? 0, span.dayStart[day + 1] ?? 0];
    if (from >= nowHour) break;
    const dayCounts = counts.slice(from, to);
    const known = quality.slice(from, to);
    for (const [hour, what] of known.entries()) if (what === hourQuality.missing) dayCounts[hour] = 0;
    write.standing.push({
      ...{ meterId: meter.id, day: first + day, importId, firstLine: 1, lastLine: 1 },
      hours: packDay({ counts: dayCounts, quality: known }),
    });
  }
}
