import { scanForLeaks } from '../../usecases/alerts/index.ts';
import type { Task } from '../task.ts';

/** Every meter is looked at, and whoever has a leak is told. Oftener than reads come changes nothing. */
export const scanForLeaksTask: Task = async (_payload, { db, notices, log }, now) => {
  log.info(await scanForLeaks(db, notices, { now }), 'scanned for leaks');
};
