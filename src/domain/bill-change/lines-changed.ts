import { type BillLine, chargeOfLine } from '../billing/index.ts';
import { cents, sumCents } from '../kernel/index.ts';
import type { LineChange } from './billed-service.ts';

/** By how much each charge of a bill changed; tiers of one together, charges that did not change left out. */
export function linesChanged(before: readonly BillLine[], now: readonly BillLine[]): readonly LineChange[] {
  const charges = Map.groupBy([...now, ...before], chargeOfLine);
  return [...charges].flatMap(([charge, [line]]) => {
    const amount = cents(amountOf(now, charge) - amountOf(before, charge));
    return line === undefined || amount === 0 ? [] : [{ label: line.label, amount }];
  });
}

const amountOf = (lines: readonly BillLine[], charge: string) =>
  sumCents(lines.filter((line) => chargeOfLine(line) === charge).map((line) => line.amount));
