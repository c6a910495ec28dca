import { remindOfAssistance } from '../../usecases/receivables/index.ts';
import type { Task } from '../task.ts';

/** Whoever's help with the bill ends soon is told in time, once. */
export const remindOfAssistanceTask: Task = async (_payload, { db, utility, log }, now) => {
  const told = await remindOfAssistance(db, { utility, now });
  if (told > 0) log.info({ told }, 'told of assistance that ends');
};
