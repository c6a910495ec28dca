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

/** What a bar's water adds to its bills, exact dollars; undefined where none of its hours has reads and a price. */
export function costsOfBars(
  bars: readonly CostHours[],
  periods: readonly PricedHours[],
): readonly (Exact | undefined)[] {
  const running = periods.map((period) => ({ ...period, ...gallonsSince(period) }));
  return bars.map((bar) => {
    let cost: Exact | undefined;
    for (const { price, gallonsAt, knownAt, from, to } of running) {
      const [first, end] = [Math.max(bar.from, from), Math.min(bar.to, to)];
      if (first >= end || knownAt(end) === knownAt(first)) continue;
      cost = (cost ?? exact(0)).add(price.costOf(gallonsAt(end))).sub(price.costOf(gallonsAt(first)));
    }
    return cost;
  });
}

/** The gallons and the known hours of a period up to an hour. */
export function gallonsSince({ from, to, meters }: PricedHours) {
  const sums = meters.map((meter) => {
    const { span, counts, quality, register } = meter;
    const offset = from - span.startHour;
    const length = Math.max(0, Math.min(to - from, span.hours - offset));
    const water = new Float64Array(length + 1);
    const known = new Uint32Array(length + 1);
    for (let hour = 0; hour < length; hour++) {
      water[hour + 1] = (water[hour] ?? 0) + (counts[offset + hour] ?? 0);
      known[hour + 1] = (known[hour] ?? 0) + Number(quality[offset + hour] !== hourQuality.missing);
    }
    return { register, water, known, length };
  });
  const at = (hour: number, length: number) => Math.min(length, Math.max(0, hour - from));
  return {
    gallonsAt: (hour: number): Exact =>
      sums.reduce(
        (sum, { register, water, length }) => sum.add(volumeOfCounts(register, water[at(hour, length)] ?? 0, 'gal')),
        exact(0),
      ),
    knownAt: (hour: number): number => sums.reduce((sum, { known, length }) => sum + (known[at(hour, length)] ?? 0), 0),
  };
}
