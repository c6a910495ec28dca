import { endDelegatesByDate } from '../../usecases/delegates/index.ts';
import type { Task } from '../task.ts';

/** Takes away access whose last day is over, and tells both sides a week before. */
export const endDelegatesTask: Task = async (_payload, { db, notices, utility, log }, now) => {
  const { told, ended } = await endDelegatesByDate(db, notices, { utility, now });
  if (told + ended > 0) log.info({ told, ended }, 'looked at the last days of helpers');
};
