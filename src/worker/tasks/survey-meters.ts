import { z } from 'zod';
import { present } from '../../domain/kernel/index.ts';
import { surveyMeters } from '../../usecases/water-balance/index.ts';
import type { Task } from '../task.ts';

const payloadSchema = z.object({ days: z.number().int().positive().max(800).optional() });

/** The console's figures of meters and zones are calculated again from the hours. */
export const surveyMetersTask: Task = async (payload, { db, utility, log }, now) => {
  const { days } = payloadSchema.parse(payload ?? {});
  const surveyed = await surveyMeters(db, utility, { now, ...present({ days }) });
  log.info(surveyed, 'meters surveyed');
};
