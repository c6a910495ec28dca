import { z } from 'zod';
import { tellOfBills } from '../../usecases/notices/index.ts';
import type { Task } from '../task.ts';

const payloadSchema = z.object({ runId: z.number() });

/** Everyone whose bill of the run goes by email is told of it. */
export const billNoticesTask: Task = async (payload, { db, notices, log }, now) => {
  const { runId } = payloadSchema.parse(payload);
  log.info({ runId, told: await tellOfBills(db, notices, runId, now) }, 'told of bills');
};
