import { z } from 'zod';
import { printBillRun } from '../../usecases/billing/index.ts';
import type { Task } from '../task.ts';

const payloadSchema = z.object({ runId: z.number() });

/** What goes on paper of a run is printed: PDFs and their index. */
export const printBatchTask: Task = async (payload, { db, documents, outbox, log }, now) => {
  const { runId } = payloadSchema.parse(payload);
  log.info({ runId, printed: await printBillRun(db, documents, { runId, outbox, now }) }, 'print batch is ready');
};
