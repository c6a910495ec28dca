import { type Exact, exact } from '../../kernel/index.ts';
import { type HourlyUse, hourQuality, volumeOfCounts } from '../../metering/index.ts';
import type { WaterPrice } from './cost-period.ts';

/** Absolute hours, from 1970: `from` up to, not including, `to`. */
export interface CostHours {
  readonly from: number;
  readonly to: number;
}

/** One period of one service point: its price, and its meters' own hours, from the period's first hour on. */
export interface PricedHours extends CostHours {
  readonly price: WaterPrice;
  readonly meters: readonly HourlyUse[];
}

/** A period whose hours are added up from its first one on, once for all that is asked of it. */
export interface RunningHours extends PricedHours {
  /** Up to an hour. */
  readonly gallonsAt: (hour: number) => Exact;
  /** Hours of which something is known, up to an hour. */
  readonly knownAt: (hour: number) => number;
}

/** What a bar's water adds to its bills, exact dollars; undefined where none of its hours has reads and a price. */
export function costsOfBars(
  bars: readonly CostHours[],
  periods: readonly RunningHours[],
): readonly (Exact | undefined)[] {
  return bars.map((bar) => {
    let cost: Exact | undefined;
    for (const { price, gallonsAt, knownAt, from, to } of periods) {
      const [first, end] = [Math.max(bar.from, from), Math.min(bar.to, to)];
      if (first >= end || knownAt(end) === knownAt(first)) continue;
      cost = (cost ?? exact(0)).add(price.costOf(gallonsAt(end))).sub(price.costOf(gallonsAt(first)));
    }
    return cost;
  });
}

/** Adds a period's hours up. */
export function runningHours(period: PricedHours): RunningHours {
  const { from, to } = period;
  const sums = period.meters.map((meter) => {
    const { span, counts, quality, register } = meter;
    const offset = from - span.startHour;
    const length = Math.max(0, Math.min(to - from, span.hours - offset));
    const water = new Float64Array(length + 1);
    const known = new Uint32Array(length + 1);
    for (let hour = 0; hour < length; hour++) {
      water[hour + 1] = (water[hour] ?? 0) + (counts[offset + hour] ?? 0);
      known[hour + 1] = (known[hour] ?? 0) + Number(quality[offset + hour] !== hourQuality.missing);
    }
    return { one: volumeOfCounts(register, 1, 'gal'), water, known, length };
  });
  const at = (hour: number, length: number) => Math.min(length, Math.max(0, hour - from));
  const gallons = new Map<number, Exact>();
  return {
    ...period,
    gallonsAt(hour) {
      const before = gallons.get(hour);
      if (before !== undefined) return before;
      const sum = sums.reduce((so, { one, water, length }) => so.add(one.mul(water[at(hour, length)] ?? 0)), exact(0));
      gallons.set(hour, sum);
      return sum;
    },
    knownAt: (hour) => sums.reduce((sum, { known, length }) => sum + (known[at(hour, length)] ?? 0), 0),
  };
}
