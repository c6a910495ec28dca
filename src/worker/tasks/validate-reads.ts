import { validateReads } from '../../usecases/validation/index.ts';
import type { Task } from '../task.ts';

/** Every meter's last weeks are looked at by the rules; what they doubt waits for an analyst. */
export const validateReadsTask: Task = async (_payload, { db, utility, log }, now) => {
  log.info(await validateReads(db, utility, { now }), 'validated hourly reads');
};
