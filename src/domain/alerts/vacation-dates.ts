import { isBefore, isOnOrBefore, type Problem } from '../kernel/index.ts';
import type { Vacation } from '../leaks/index.ts';
import type { AlertsProblemCode } from './problems.ts';

/** Who left without a word may still say so. */
const longestAgo = 31;
/** Longer than that, a home is empty, and no vacation. */
const longest = 366;

/** What is wrong with a vacation as told on `today`, beside the others that stand; nothing where it can be kept. */
export function vacationProblems(
  { from, until }: Pick<Vacation, 'from' | 'until'>,
  { today, others }: { readonly today: Temporal.PlainDate; readonly others: readonly Vacation[] },
): readonly Problem<AlertsProblemCode>[] {
  if (isBefore(from, today.subtract({ days: longestAgo }))) {
    return [{ code: 'alerts.vacation-long-ago', field: 'from', params: { max: longestAgo } }];
  }
  if (isOnOrBefore(until, from)) return [{ code: 'alerts.vacation-order', field: 'until' }];
  if (isOnOrBefore(until, today)) return [{ code: 'alerts.vacation-over', field: 'until' }];
  if (from.until(until).days > longest) return [{ code: 'alerts.vacation-long', field: 'until' }];
  const overlaps = others.some((other) => isBefore(from, other.until) && isBefore(other.from, until));
  return overlaps ? [{ code: 'alerts.vacation-overlaps', field: 'from' }] : [];
}
