import { whyNeverBilled } from '../../../domain/billing/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import { type NeverBilledRow, neverBilledAccounts } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import type { BillingSetting } from '../corrections/recalculate-bill.ts';
import { todayIn } from './run-setting.ts';

export interface NeverBilled extends NeverBilledRow {
  readonly why: Problem;
}

/** Every account that no run has billed for `billing.review.never_billed_days`, and why; unknown cycles at once. */
export async function neverBilled(
  db: Database,
  { utility, rates }: BillingSetting,
  page: { readonly now: Temporal.Instant; readonly limit: number; readonly offset: number },
): Promise<readonly NeverBilled[]> {
  const { cycles, review } = utility.billing;
  const names = cycles.map(({ name }) => name);
  const before = todayIn(utility, page.now).subtract({ days: review.neverBilledDays });
  const rows = await neverBilledAccounts(db, { cycles: names, before, limit: page.limit, offset: page.offset });
  const known = { cycles: names, hasRates: (rateClass: string) => rates(rateClass).length > 0 };
  return rows.map((row) => ({ ...row, why: whyNeverBilled(row, known) }));
}
