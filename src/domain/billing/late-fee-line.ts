import { type Cents, centsToDollars, exactToDecimal } from '../kernel/index.ts';
import type { BillLine } from './bill-line.ts';
import { lateFeePart } from './revenue.ts';

/** A late fee that was posted since the last bill, as the next bill prints it. */
export function lateFeeLine(fee: {
  readonly on: Temporal.PlainDate;
  readonly amount: Cents;
  readonly sample: boolean;
}): BillLine {
  return {
    part: lateFeePart,
    label: { es: 'Recargo por pago atrasado', en: 'Late fee' },
    amount: fee.amount,
    explanation: {
      rule: { file: 'utility.yaml', line: 1, rateClass: 'billing.late_fee', effectiveOn: fee.on.toString() },
      exactAmount: exactToDecimal(centsToDollars(fee.amount)),
      ...(fee.sample ? { sample: true } : {}),
    },
  };
}
