import { remindOfAssistance } from '../../usecases/receivables/index.ts';
import type { Task } from '../task.ts';

/** Reminds customers once, in time, that their help with the bill ends soon. */
export const remindOfAssistanceTask: Task = async (_payload, { db, utility, log }, now) => {
  const told = await remindOfAssistance(db, { utility, now });
  if (told > 0) log.info({ told }, 'told of assistance that ends');
};
