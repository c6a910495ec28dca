import { type HourlyReadRules, type HourlyUse, readFromHours } from '../../../domain/metering/index.ts';
import type { BilledHours } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { enqueue } from '../../../store/jobs.ts';

/** Leaves it to a job to look at the bills of a meter whose hours have changed, in the transaction that changed them. */
export const askToCompare = (tx: Database, meterId: number): Promise<void> =>
  enqueue(tx, { task: 'compare-bills', payload: { meterId }, key: `compare-bills:${meterId}` });

/**
 * Whether the hours may say something else than was billed: enough to look closer, without a query. An estimate of missing
 * hours depends on how much is known around them: it counts as changed only with its hours.
 *
 * @param use weeks of hours, more or less than the bill's
 */
export function mayDiffer(
  { register, from, to, estimated, isKnown }: BilledHours,
  use: HourlyUse,
  rules: HourlyReadRules,
): boolean {
  // What was found may be gone.
  if (isKnown) return true;
  const now = readFromHours({ register, from, use }, to.on, rules);
  if (now === undefined) return false;
  return now.fromHours?.estimated !== estimated || (now.quality === 'hourly' && now.count !== to.count);
}
