import { type Exact, exact, isOnOrAfter, present } from '../kernel/index.ts';
import type { BarUse } from './bar-use.ts';

/** How an account's water was lately, for a small picture. */
export interface RecentDays {
  /** The last of them is the newest day of which anything is known. */
  readonly shown: readonly BarUse[];
  /** What most days before those came to; undefined where too few are known whole. */
  readonly usual?: { readonly low: Exact; readonly high: Exact };
}

/** Days that a picture shows; with fewer known whole before them, nobody can say what is usual. */
const [shownDays, minUsualDays, maxLateDays] = [14, 14, 3];
/** Of ten days in order of their water, the second to the ninth are usual. */
const [lowShare, highShare] = [0.1, 0.9];

/**
 * Of days in order, whose last is yesterday. Undefined where no hour of the last days is known: a feed may be late by some,
 * and a meter that sends none for longer shows nothing.
 */
export function recentDays(days: readonly BarUse[]): RecentDays | undefined {
  const last = days.findLastIndex(({ water }) => water !== undefined);
  if (last < 0 || days.length - 1 - last > maxLateDays) return undefined;
  const first = Math.max(0, last + 1 - shownDays);
  const usual = usualOf(days.slice(0, first));
  return { shown: days.slice(first, last + 1), ...present({ usual }) };
}

function usualOf(days: readonly BarUse[]): { readonly low: Exact; readonly high: Exact } | undefined {
  const water = days
    .flatMap((day) => (day.missing === 0 && day.water !== undefined ? [day.water] : []))
    .toSorted((a, b) => a.compare(b));
  if (water.length < minUsualDays) return undefined;
  const at = (share: number): Exact => water[Math.round(share * (water.length - 1))] ?? exact(0);
  return { low: at(lowShare), high: at(highShare) };
}

/** All water since a day, of days in order, as far as it is known; undefined where nothing is. */
export function waterSince(days: readonly BarUse[], first: Temporal.PlainDate): Exact | undefined {
  const began = days.findIndex(({ firstDay }) => isOnOrAfter(firstDay, first));
  const known = began < 0 ? [] : days.slice(began).flatMap(({ water }) => water ?? []);
  return known.length === 0 ? undefined : known.reduce((total, water) => total.add(water), exact(0));
}
