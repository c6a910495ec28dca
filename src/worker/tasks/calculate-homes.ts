import { calculateHomes } from '../../usecases/conservation/index.ts';
import type { Task } from '../task.ts';

/** What similar homes used last month is calculated once, when its bills are there. */
export const calculateHomesTask: Task = async (_payload, { db, utility, log }, now) => {
  const calculated = await calculateHomes(db, utility, now);
  if (calculated !== undefined) log.info({ ...calculated, month: `${calculated.month}` }, 'calculated similar homes');
};
