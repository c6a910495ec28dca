import { whyNeverBilled } from '../../../domain/billing/index.ts';
import type { ListAsked, ListPart, Problem } from '../../../domain/kernel/index.ts';
import { type NeverBilledRow, neverBilledAccounts } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { catchUp, transitionPolicy } from '../../transition/index.ts';
import type { BillingSetting } from '../corrections/recalculate-bill.ts';
import { todayIn } from './run-setting.ts';

export interface NeverBilled extends NeverBilledRow {
  readonly why: Problem;
}

/** Every account that no run has billed for `billing.review.never_billed_days`, and why; unknown cycles at once. */
export async function neverBilled(
  db: Database,
  { utility, rates }: BillingSetting,
  { now, ...asked }: ListAsked & { readonly now: Temporal.Instant },
): Promise<ListPart<NeverBilled>> {
  await catchUp(db, transitionPolicy(utility));
  const { cycles, review } = utility.billing;
  const names = cycles.map(({ name }) => name);
  const billedBefore = todayIn(utility, now).subtract({ days: review.neverBilledDays });
  const page = await neverBilledAccounts(db, { cycles: names, billedBefore, ...asked });
  const known = { cycles: names, hasRates: (rateClass: string) => rates(rateClass).length > 0 };
  return { ...page, rows: page.rows.map((row) => ({ ...row, why: whyNeverBilled(row, known) })) };
}
