import { z } from 'zod';
import { staffRoles } from '../../domain/access/index.ts';
import { calculateBillRun, cancelBillRun, loadRateBook, postApprovedRun } from '../../usecases/billing/index.ts';
import type { Task } from '../task.ts';

const clerk = { staffId: z.string(), role: z.enum(staffRoles), address: z.string() };
const date = z.string().transform((text) => Temporal.PlainDate.from(text));
const calculateSchema = z.object({ cycle: z.string(), readThrough: date, issuedOn: date, ...clerk });
const postSchema = z.object({ runId: z.number(), ...clerk });
const cancelSchema = z.object({ runId: z.number(), reason: z.string(), ...clerk });

/** Calculates a run that somebody asked for in the console. */
export const calculateBillRunTask: Task = async (payload, { db, utility, utilityFolder, log }, now) => {
  const { cycle, readThrough, issuedOn, ...by } = calculateSchema.parse(payload);
  const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
  if (!rates.ok) throw new Error(`${rates.problem.length} problems in the rates: no run can be calculated`);
  const run = { cycle, readThrough, issuedOn };
  const done = await calculateBillRun(db, { utility, rates: rates.value }, { run, by: { ...by, now } });
  log.info({ cycle, outcome: done.ok ? done.value.billed : done.problem.code }, 'calculated a bill run');
};

/** Posts a run that was approved. What refuses it stands on the run's page; it is not tried again. */
export const postBillRunTask: Task = async (payload, { db, utility, log }, now) => {
  const { runId, ...by } = postSchema.parse(payload);
  const done = await postApprovedRun(db, { utility }, { runId, by: { ...by, now } });
  log.info({ runId, outcome: done.ok ? done.value : done.problem.code }, 'posted a bill run');
};

/** Cancels a run that was posted. */
export const cancelBillRunTask: Task = async (payload, { db, utility, log }, now) => {
  const { runId, reason, ...by } = cancelSchema.parse(payload);
  const done = await cancelBillRun(db, { utility }, { runId, reason, by: { ...by, now } });
  log.info({ runId, outcome: done.ok ? done.value.cancelled : done.problem.code }, 'cancelled a bill run');
};
