import { scanForLeaks, tellOfHighDays, tellOfRunningBills } from '../../usecases/alerts/index.ts';
import { loadRateBook } from '../../usecases/billing/index.ts';
import type { Task } from '../task.ts';

/**
 * Looks at every meter and tells customers of a leak, or of a day or a bill above what they set. More often than reads come
 * changes nothing.
 */
export const scanForLeaksTask: Task = async (_payload, { db, notices, utility, utilityFolder, log }, now) => {
  const scanned = await scanForLeaks(db, notices, { now });
  const highDays = await tellOfHighDays(db, notices, now);
  const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
  if (!rates.ok) log.warn({ problems: rates.problem.length }, 'no rates: running bills are not looked at');
  const runningBills = rates.ok ? await tellOfRunningBills(db, notices, { rates: rates.value, now }) : 0;
  log.info({ ...scanned, highDays, runningBills }, 'scanned for leaks');
};
