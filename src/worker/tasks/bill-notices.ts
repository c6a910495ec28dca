import { z } from 'zod';
import { tellOfBills, tellOfBillsOfPackage } from '../../usecases/notices/index.ts';
import type { Task } from '../task.ts';

const payloadSchema = z.union([z.object({ runId: z.number() }), z.object({ exchangeRunId: z.number() })]);

/** Everyone whose bill of the run, or of the billing system's package, goes by email is told about it. */
export const billNoticesTask: Task = async (payload, { db, notices, log }, now) => {
  const of = payloadSchema.parse(payload);
  const told =
    'runId' in of
      ? await tellOfBills(db, notices, of.runId, now)
      : await tellOfBillsOfPackage(db, notices, of.exchangeRunId, now);
  log.info({ ...of, told }, 'told of bills');
};
