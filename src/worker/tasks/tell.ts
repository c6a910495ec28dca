import { z } from 'zod';
import { languageTag } from '../../domain/kernel/index.ts';
import { tell } from '../../usecases/notices/index.ts';
import type { Task } from '../task.ts';

const payloadSchema = z.object({
  notice: z.looseObject({
    event: z.string(),
    to: z.string().optional(),
    language: z.string().regex(languageTag).optional(),
    accountId: z.number().optional(),
    loginId: z.string().optional(),
    key: z.string().optional(),
  }),
  now: z.string(),
});

/** Somebody is to be told something: the notice is written in their words and queued. */
export const tellTask: Task = async (payload, { db, notices }) => {
  const { notice, now } = payloadSchema.parse(payload);
  const told = Object.fromEntries(Object.entries(notice).filter(([, value]) => value !== undefined));
  await tell(db, notices, { ...told, event: notice.event }, Temporal.Instant.from(now));
};
