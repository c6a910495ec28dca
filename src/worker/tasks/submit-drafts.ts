import { paymentContext, submitDrafts } from '../../usecases/payments/index.ts';
import type { Task } from '../task.ts';

/** Sends the drafts whose hour has come; asks again about those that were not heard of. */
export const submitDraftsTask: Task = async (_payload, deps, now) => {
  await submitDrafts(paymentContext(deps), now);
};
