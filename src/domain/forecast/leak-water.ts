import { type Episode, familyOf, type Standing } from '../alerts/index.ts';
import type { DailyUse } from './daily-use.ts';

/** What an alert says about a leak at one service point. */
export interface KnownLeak {
  /** What it took by the day, as far as that is known. Gallons. */
  readonly days: readonly { readonly day: Temporal.PlainDate; readonly gallons: number }[];
  /** How fast it still runs; 0 where it has stopped or was fixed. */
  readonly gallonsAnHour: number;
}

/**
 * What an alert says about a leak: nothing where it is of something else, or of water that the customer knows about. What they
 * say they fixed is believed until the meter says otherwise. A hose that was left open, or filled a pool, is no habit
 * either, and is not taken to run on.
 */
export function leakOf(alert: Episode, standing: Standing): KnownLeak | undefined {
  const isHose = alert.kind === 'hose';
  if (familyOf(alert.kind) !== 'leak' || (standing === 'expected' && !isHose)) return undefined;
  const runs = !isHose && (standing === 'running' || standing === 'running-after-fix');
  return { days: alert.days, gallonsAnHour: runs ? alert.gallonsAnHour : 0 };
}

/** The days without what leaks took: a leak is no habit. */
export function withoutLeaks({ firstDay, gallons }: DailyUse, leaks: readonly KnownLeak[]): DailyUse {
  if (leaks.length === 0) return { firstDay, gallons };
  const own = gallons.slice();
  for (const { day, gallons: lost } of leaks.flatMap(({ days }) => days)) {
    const index = firstDay.until(day).days;
    const used = own[index];
    if (used !== undefined) own[index] = Math.max(0, used - lost);
  }
  return { firstDay, gallons: own };
}

/** What the leaks that run take a day. */
export const leakedADay = (leaks: readonly KnownLeak[]): number =>
  leaks.reduce((sum, { gallonsAnHour }) => sum + 24 * gallonsAnHour, 0);
