import { assessLateFees, billingPolicy } from '../../usecases/billing/index.ts';
import type { Task } from '../task.ts';

/** Once a day is enough; oftener changes nothing, since a bill has its late fee once. */
export const assessLateFeesTask: Task = async (_payload, { db, utility, log }, now) => {
  const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const assessed = await assessLateFees(db, { policy: billingPolicy(utility).lateFee, today, now });
  if (!assessed.ok) throw new Error(`late fees: ${assessed.problem.code}`);
  log.info({ fees: assessed.value.length }, 'late fees assessed');
};
