import { isDoneHere } from '../../domain/exchange/index.ts';
import { billingPolicy } from '../../usecases/billing/index.ts';
import { assessLateFees } from '../../usecases/receivables/index.ts';
import { holdLateFees, tellOfMissingDrafts, transitionPolicy } from '../../usecases/transition/index.ts';
import type { Task } from '../task.ts';

/** Holds come first: nobody whom the move put at risk is charged for it. Once a day is enough; running it more often changes nothing, since a bill has its late fee once. Where the CIS makes the bills, it charges its own; what the old portal's last drafts left unpaid is still told. */
export const assessLateFeesTask: Task = async (_payload, { db, utility, log }, now) => {
  const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const isOurs = isDoneHere(utility.billing.by, 'late-fees');
  const held = isOurs ? await holdLateFees(db, { policy: transitionPolicy(utility), now }) : 0;
  const missing = await tellOfMissingDrafts(db, { policy: transitionPolicy(utility), now });
  if (!isOurs) return log.info({ missing }, 'late fees are the billing system’s');
  const assessed = await assessLateFees(db, { policy: billingPolicy(utility).lateFee, today, now });
  if (!assessed.ok) throw new Error(`late fees: ${assessed.problem.code}`);
  log.info({ held, missing, fees: assessed.value.length }, 'late fees assessed');
};
