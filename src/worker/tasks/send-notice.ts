import { z } from 'zod';
import { sendByPhone, sendNotice } from '../../usecases/notices/index.ts';
import type { Task } from '../task.ts';

const payloadSchema = z.object({
  noticeId: z.number(),
  /** Of a text or a call: the hours in which it waits. */
  rest: z.array(z.object({ from: z.number(), to: z.number() })).optional(),
});

/** One mail, text or call goes out. */
export const sendNoticeTask: Task = async (
  payload,
  { db, mailer, carrier, utility, notices: context, outbox },
  now,
) => {
  const domain = new URL(utility.official_address).hostname;
  const { noticeId, rest } = payloadSchema.parse(payload);
  if (rest === undefined) await sendNotice(db, noticeId, { mailer, domain, context, outbox, now });
  else await sendByPhone(db, noticeId, { carrier, rest, zone: utility.time_zone, now });
};
