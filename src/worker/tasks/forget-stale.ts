import { forgetStale } from '../../usecases/access/index.ts';
import type { Task } from '../task.ts';

/** Drops what registration and sign-in no longer need. */
export const forgetStaleTask: Task = (_payload, { db }, now) => forgetStale(db, now);
