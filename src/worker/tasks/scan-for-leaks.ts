import { scanForLeaks, tellOfHighDays } from '../../usecases/alerts/index.ts';
import type { Task } from '../task.ts';

/** Every meter is looked at, and whoever has a leak, or a day above what they set, is told. Oftener than reads come changes nothing. */
export const scanForLeaksTask: Task = async (_payload, { db, notices, log }, now) => {
  const scanned = await scanForLeaks(db, notices, { now });
  log.info({ ...scanned, highDays: await tellOfHighDays(db, notices, now) }, 'scanned for leaks');
};
