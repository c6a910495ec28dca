import { expireAbandonedPayments, paymentContext } from '../../usecases/payments/index.ts';
import type { Task } from '../task.ts';

/** Settles payments that were started and never heard of again. */
export const expireAbandonedPaymentsTask: Task = async (_payload, deps, now) => {
  await expireAbandonedPayments(paymentContext(deps), now);
};
