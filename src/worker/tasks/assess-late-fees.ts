import { billingPolicy } from '../../usecases/billing/index.ts';
import { assessLateFees } from '../../usecases/receivables/index.ts';
import { holdLateFees, tellOfMissingDrafts, transitionPolicy } from '../../usecases/transition/index.ts';
import type { Task } from '../task.ts';

/** Holds come first: nobody whom the move put at risk is charged for it. Once a day is enough; running it more often changes nothing, since a bill has its late fee once. */
export const assessLateFeesTask: Task = async (_payload, { db, utility, log }, now) => {
  const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const held = await holdLateFees(db, { policy: transitionPolicy(utility), now });
  const missing = await tellOfMissingDrafts(db, { policy: transitionPolicy(utility), now });
  const assessed = await assessLateFees(db, { policy: billingPolicy(utility).lateFee, today, now });
  if (!assessed.ok) throw new Error(`late fees: ${assessed.problem.code}`);
  log.info({ held, missing, fees: assessed.value.length }, 'late fees assessed');
};
