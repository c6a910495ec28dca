import {
  type Cents,
  centsToDollars,
  daysIn,
  type Exact,
  exact,
  exactToDecimal,
  type Period,
  roundToCents,
  type Wording,
} from '../kernel/index.ts';
import type { BillLine } from './bill-line.ts';
import { daysOf, type Span } from './days-of-span.ts';
import { feePart } from './revenue.ts';

/** A fee that comes with every bill (`fees.recurring` of utility.yaml). */
export interface RecurringFeeKind {
  readonly id: string;
  readonly name: Wording;
  readonly amountAMonth: Cents;
  readonly sample: boolean;
}

/** That an account has one, from a day on. */
export interface RunningFee extends Span {
  readonly fee: string;
}

/**
 * The line of a fee that comes with every bill: its amount a month, times the months the bill is billed, times the share
 * of its days on which the fee ran. Undefined where it ran on none, or the utility has it no more.
 */
export function recurringFeeLine(
  running: RunningFee,
  bill: { readonly period: Period; readonly months: Exact; readonly kinds: readonly RecurringFeeKind[] },
): BillLine | undefined {
  const kind = bill.kinds.find(({ id }) => id === running.fee);
  const days = daysOf(running, bill.period);
  if (kind === undefined || days === 0) return undefined;
  const periodDays = daysIn(bill.period);
  const share = bill.months.mul(days).div(periodDays);
  const dollars = centsToDollars(kind.amountAMonth).mul(share);
  return {
    part: feePart(kind.id),
    label: kind.name,
    amount: roundToCents(dollars),
    explanation: {
      rule: {
        file: 'utility.yaml',
        line: 1,
        rateClass: `fees.recurring.${kind.id}`,
        effectiveOn: running.fromOn.toString(),
      },
      days,
      periodDays,
      ...(share.compare(exact(1)) === 0 ? {} : { share: share.toFraction() }),
      exactAmount: exactToDecimal(dollars),
      because: [{ name: 'recurring-fee', values: { amount: kind.amountAMonth, date: running.fromOn.toString() } }],
      ...(kind.sample ? { sample: true } : {}),
    },
  };
}
