import type { Exact, VolumeUnit } from '../kernel/index.ts';
import { hourQuality } from '../metering/index.ts';
import { type AccountUse, type Hours, waterBetween } from './account-use.ts';
import { type Bar, barsOf, type UseScale } from './stretch.ts';

/** What is known of a bar's water. */
export interface BarUse extends Bar {
  /** Undefined where no hour is known: nothing known is not nothing used. */
  readonly water?: Exact;
  /** Hours of each sort; together they are all of the bar's. */
  readonly measured: number;
  readonly estimated: number;
  readonly missing: number;
}

/** The bars of an account's use, each with its water in `unit`. Edited and doubted hours count as estimated: marked. */
export const barUses = (use: AccountUse, scale: UseScale, unit: VolumeUnit): readonly BarUse[] =>
  barsOf(scale, use.span).map((bar) => {
    const sorts = sortsOf(use, bar);
    const known = sorts.measured + sorts.estimated;
    return { ...bar, ...sorts, ...(known === 0 ? {} : { water: waterBetween(use, bar, unit) }) };
  });

function sortsOf({ quality }: AccountUse, { from, to }: Hours) {
  let [measured, missing] = [0, 0];
  for (let hour = from; hour < to; hour++) {
    if (quality[hour] === hourQuality.measured) measured += 1;
    else if (quality[hour] === hourQuality.missing) missing += 1;
  }
  return { measured, missing, estimated: to - from - measured - missing };
}

/** The bar of a year ago beside each bar: that of the same hour, day or month. */
export function besideYearAgo(bars: readonly BarUse[], before: readonly BarUse[]): readonly (BarUse | undefined)[] {
  const byKey = new Map(before.map((bar) => [bar.key, bar]));
  return bars.map((bar) => byKey.get(bar.key));
}
