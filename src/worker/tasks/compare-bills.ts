import { z } from 'zod';
import { compareBills, loadRateBook } from '../../usecases/billing/index.ts';
import type { Task } from '../task.ts';

const payloadSchema = z.object({ meterId: z.number() });

/** The bills of a meter whose hours have changed are compared with them. */
export const compareBillsTask: Task = async (payload, { db, utility, utilityFolder, log }, now) => {
  const { meterId } = payloadSchema.parse(payload);
  const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
  if (!rates.ok) throw new Error(`${rates.problem.length} problems in the rates: bills cannot be compared`);
  const otherwise = await compareBills(db, { utility, rates: rates.value }, { meterId, now });
  log.info({ meterId, otherwise }, 'compared bills with their hours');
};
