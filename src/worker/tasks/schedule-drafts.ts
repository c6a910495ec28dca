import { paymentContext, scheduleDrafts } from '../../usecases/payments/index.ts';
import type { Task } from '../task.ts';

/** Every bill that autopay must pay gets its draft, and its customer the notice of it. */
export const scheduleDraftsTask: Task = async (_payload, deps, now) => {
  await scheduleDrafts(paymentContext(deps), now);
};
