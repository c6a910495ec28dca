import { reckonHomes } from '../../usecases/conservation/index.ts';
import type { Task } from '../task.ts';

/** What similar homes used last month is calculated once, when its bills are there. */
export const reckonHomesTask: Task = async (_payload, { db, utility, log }, now) => {
  const reckoned = await reckonHomes(db, utility, now);
  if (reckoned !== undefined) log.info({ ...reckoned, month: `${reckoned.month}` }, 'calculated similar homes');
};
