import type { Exact, VolumeUnit } from '../kernel/index.ts';
import { hourQuality, volumeOfCounts } from '../metering/index.ts';
import { type AccountUse, type Hours, waterIn } from './account-use.ts';
import { type Bar, barsOf, type UseScale } from './stretch.ts';

/** What is known about a bar's water. */
export interface BarUse extends Bar {
  /** Undefined where no hour is known: nothing known is not nothing used. */
  readonly water?: Exact;
  /** Hours of each sort; together they are all of the bar's. */
  readonly measured: number;
  readonly estimated: number;
  readonly missing: number;
}

/** The bars of an account's use, each with its water in `unit`. Edited and doubted hours count as estimated: marked. */
export function barUses(use: AccountUse, scale: UseScale, unit: VolumeUnit): readonly BarUse[] {
  const waterOf = waterIn(use, unit);
  return barsOf(scale, use.span).map((bar) => {
    const sorts = sortsOf(use, bar);
    const known = sorts.measured + sorts.estimated;
    return { ...bar, ...sorts, ...(known === 0 ? {} : { water: waterOf(bar) }) };
  });
}

function sortsOf({ quality }: AccountUse, { from, to }: Hours) {
  let [measured, missing] = [0, 0];
  for (let hour = from; hour < to; hour++) {
    if (quality[hour] === hourQuality.measured) measured += 1;
    else if (quality[hour] === hourQuality.missing) missing += 1;
  }
  return { measured, missing, estimated: to - from - measured - missing };
}

/** Beside each bar, that of the same hour, day or month of another stretch. */
export function besideByKey<Other extends Bar>(
  bars: readonly Bar[],
  others: readonly Other[],
): readonly (Other | undefined)[] {
  const byKey = new Map(others.map((bar) => [bar.key, bar]));
  return bars.map((bar) => byKey.get(bar.key));
}

/** The most water of any bar, for the height of a drawing: a float, and nothing to calculate with. */
export function largestBar(use: AccountUse, scale: UseScale, unit: VolumeUnit): number {
  const factors = use.meters.map((meter) => volumeOfCounts(meter.register, 1, unit).valueOf());
  let max = 0;
  for (const { from, to } of barsOf(scale, use.span)) {
    let water = 0;
    for (const [place, meter] of use.meters.entries()) {
      let counts = 0;
      for (let hour = from; hour < to; hour++) counts += meter.counts[hour] ?? 0;
      water += counts * (factors[place] ?? 0);
    }
    max = Math.max(max, water);
  }
  return max;
}
