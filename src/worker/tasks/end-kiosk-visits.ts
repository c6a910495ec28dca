import { endOverdueVisits } from '../../usecases/kiosk/index.ts';
import type { Task } from '../task.ts';

/** Ends visits at lobby computers whose browser was never seen again. */
export const endKioskVisitsTask: Task = async (_payload, { db }, now) => {
  await endOverdueVisits(db, now);
};
