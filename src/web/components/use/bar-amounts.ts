import { type Exact, present } from '../../../domain/kernel/index.ts';
import type { UseCost, UseShown } from '../../../usecases/usage/index.ts';
import type { Words } from '../../words/words.ts';
import { amountText, dollarsText, waterText } from './use-words.ts';

/** What the bars of a drawing are: water in a unit, or what it costs. */
export interface BarAmounts {
  readonly of: 'water' | 'cost';
  readonly now: readonly (Exact | undefined)[];
  readonly before: readonly (Exact | undefined)[];
  /** `312 gallons`, `$0.42`. */
  text(amount: Exact): string;
  /** As a table and the axis write it. */
  cell(amount: Exact): string;
  tick(amount: number): string;
  /** One height for every stretch, where it was asked for. */
  readonly max?: number;
}

export const waterAmounts = (t: Words, shown: UseShown): BarAmounts => ({
  of: 'water',
  now: shown.bars.map((bar) => bar.water),
  before: shown.bars.map((_, index) => shown.beside?.bars[index]?.water),
  text: (amount) => waterText(t, amount, shown),
  cell: (amount) => amountText(t, amount, shown),
  tick: (amount) => t.number(amount),
  ...present({ max: shown.max }),
});

/** Dollars of the bars, and of those beside them. */
export function costAmounts(
  t: Words,
  shown: UseShown,
  cost: { readonly now: UseCost; readonly before?: UseCost; readonly max?: number },
): BarAmounts {
  return {
    of: 'cost',
    now: cost.now.bars,
    before: cost.before?.bars ?? shown.bars.map(() => undefined),
    text: (amount) => dollarsText(t, amount, shown.scale),
    cell: (amount) => dollarsText(t, amount, shown.scale),
    tick: (amount) => `$${t.number(amount, Number.isInteger(amount) ? 0 : amount < 0.1 ? 3 : 2)}`,
    ...present({ max: cost.max }),
  };
}
