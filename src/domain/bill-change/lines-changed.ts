import type { BillLine } from '../billing/index.ts';
import { cents, sumCents } from '../kernel/index.ts';
import type { LineChange } from './billed-service.ts';

/** By how much each part of a bill changed; tiers of one part together, parts that did not change left out. */
export function linesChanged(before: readonly BillLine[], now: readonly BillLine[]): readonly LineChange[] {
  const parts = Map.groupBy([...now, ...before], (line) => line.part);
  return [...parts].flatMap(([part, [line]]) => {
    const amount = cents(amountOf(now, part) - amountOf(before, part));
    return line === undefined || amount === 0 ? [] : [{ label: line.label, amount }];
  });
}

const amountOf = (lines: readonly BillLine[], part: string) =>
  sumCents(lines.filter((line) => line.part === part).map((line) => line.amount));
