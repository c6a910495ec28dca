import {
  type Dice,
  dice,
  type PlannedLeak,
  pourLeak,
  registerHours,
} from '../../src/demo/domain/household-simulator/index.ts';
import { type DetectorSettings, findLeaks, type LeakContext, leakKinds } from '../../src/domain/leaks/index.ts';
import { type HourlyUse, hourQuality, hourStart } from '../../src/domain/metering/index.ts';
import { anySize, daysBefore, drawLeak, type LabelledHome } from './labelled-homes.ts';
import { scoreHome } from './leak-score.ts';

/** A leak is put where so much is known of its hours and of the days before them. */
const minKnown = 0.85;

/** Draws a place for a leak so often before it is left out. */
const tries = 40;

export const knownYears = (homes: readonly HourlyUse[]): number =>
  homes.reduce((sum, use) => sum + knownIn(use, 0, use.span.hours), 0) / (365 * 24);

/** What would be told of real homes as they are. Nobody wrote down which of them leaked. */
export const alarmsOf = (homes: readonly HourlyUse[], settings: DetectorSettings, context: LeakContext): number =>
  homes.reduce((sum, use) => {
    const home = { use, hasPool: false, vacations: [] };
    return sum + scoreHome(home, findLeaks(use, settings, context)).falseAlarms.length;
  }, 0);

/**
 * Leaks as simulated homes have them, put into the hours of real homes: what the register would have shown of both. So
 * people's use is real, and the leak is known. None is put where `settings` find something without it.
 */
export function leakingRealHomes(
  homes: readonly HourlyUse[],
  settings: DetectorSettings,
  { leaksAHome, seed }: { readonly leaksAHome: number; readonly seed: number },
): LabelledHome[] {
  return homes.flatMap((use, index) => {
    const begin = hourStart(use.span, 0).epochMilliseconds;
    const own = findLeaks(use, settings)
      .filter(({ kind }) => leakKinds.includes(kind))
      .map(({ beganAt, seenAt }) => ({
        from: (beganAt.epochMilliseconds - begin) / 3_600_000,
        until: (seenAt.epochMilliseconds - begin) / 3_600_000,
      }));
    const fits = ({ from, until }: PlannedLeak): boolean =>
      isKnown(use, from - daysBefore * 24, from) &&
      isKnown(use, from, until) &&
      !own.some((other) => other.until > from - daysBefore * 24 && other.from < until);
    return Array.from({ length: leaksAHome }, (_, one) => dice(seed + index * 1000 + one)).flatMap((die) => {
      const leak = Array.from({ length: tries }, () => drawLeak(use.span, anySize, die)).find(fits);
      return leak === undefined ? [] : [{ use: withLeak(use, leak, die), leak, hasPool: false, vacations: [] }];
    });
  });
}

const isKnown = (use: HourlyUse, from: number, until: number): boolean =>
  knownIn(use, from, until) >= (until - from) * minKnown;

function knownIn({ quality }: HourlyUse, from: number, until: number): number {
  let known = 0;
  for (let hour = from; hour < until; hour += 1) if (quality[hour] === hourQuality.measured) known += 1;
  return known;
}

/** The same home with a leak: it runs in hours that nobody knows, too, and shows in those that are known. */
function withLeak(use: HourlyUse, leak: PlannedLeak, die: Dice): HourlyUse {
  const gallons = new Float64Array(use.span.hours);
  pourLeak({ span: use.span, gallons }, leak, die);
  const added = registerHours(gallons, use.register);
  const counts = use.counts.map((count, hour) => count + (added[hour] ?? 0));
  return { ...use, counts };
}
