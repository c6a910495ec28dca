import { type Exact, exact } from '../kernel/index.ts';
import type { BarUse } from './bar-use.ts';

/** A stretch as a whole. */
export interface StretchSum {
  readonly total: Exact;
  /** In 24 hours of which the use is known; undefined where none is. */
  readonly perDay?: Exact;
  /**
   * The bars known whole in both stretches, of how many that are known whole now, and what they are together. Undefined where
   * they are so few that they do not speak for the stretch.
   */
  readonly compared?: { readonly bars: number; readonly of: number; readonly now: Exact; readonly before: Exact };
}

/** Of the bars known now, so many are known in the other stretch too, or the two are not compared. */
const minShare = 0.8;

export function sumOf(bars: readonly BarUse[], beside: readonly (BarUse | undefined)[]): StretchSum {
  const total = added(bars);
  const hours = bars.reduce((sum, bar) => sum + bar.measured + bar.estimated, 0);
  const both = bars.flatMap((bar, index) => {
    const before = beside[index];
    return before !== undefined && isWhole(bar) && isWhole(before) ? [{ bar, before }] : [];
  });
  const of = bars.filter(isWhole).length;
  const before = added(both.map((pair) => pair.before));
  return {
    total,
    ...(hours === 0 ? {} : { perDay: total.mul(24).div(hours) }),
    ...(before.compare(0) <= 0 || both.length < minShare * of
      ? {}
      : { compared: { bars: both.length, of, now: added(both.map((pair) => pair.bar)), before } }),
  };
}

const isWhole = (bar: BarUse): boolean => bar.missing === 0 && bar.water !== undefined;

const added = (bars: readonly BarUse[]): Exact => bars.reduce((sum, bar) => sum.add(bar.water ?? 0), exact(0));
