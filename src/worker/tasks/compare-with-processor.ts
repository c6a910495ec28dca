import { compareWithProcessor, paymentContext } from '../../usecases/payments/index.ts';
import type { Task } from '../task.ts';

/** Finds what a lost webhook left out, and says so in the log. */
export const compareWithProcessorTask: Task = async (_payload, deps, now) => {
  const compared = await compareWithProcessor(paymentContext(deps), now);
  if (!compared.ok) throw new Error(compared.problem.code);
  const { payments, findings } = compared.value;
  const kinds = findings.map(({ kind, reference }) => ({ kind, reference }));
  if (kinds.length === 0) deps.log.info({ payments }, 'payments agree with the processor');
  else deps.log.warn({ payments, findings: kinds }, 'payments did not agree with the processor');
};
