import { z } from 'zod';
import { sendNotice } from '../../usecases/notices/index.ts';
import type { Task } from '../task.ts';

const payloadSchema = z.object({ noticeId: z.number() });

/** One mail goes out. */
export const sendNoticeTask: Task = async (payload, { db, mailer, utility }, now) => {
  const domain = new URL(utility.official_address).hostname;
  await sendNotice(db, payloadSchema.parse(payload).noticeId, { mailer, domain, now });
};
