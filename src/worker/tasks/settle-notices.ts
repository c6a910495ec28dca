import { settleWaitingNotices } from '../../usecases/jobs/index.ts';
import type { Task } from '../task.ts';

/** Notices that nobody will send say so, every five minutes. */
export const settleNoticesTask: Task = async (_payload, { db, log }, now) => {
  const { failed, found, byEmail } = await settleWaitingNotices(db, now);
  if (byEmail > 0) log.warn({ notices: byEmail }, 'texts and calls could not be carried and go by email');
  if (failed > 0) log.error({ notices: failed }, 'notices could not be sent: their tries are used up');
  if (found > 0) log.warn({ notices: found }, 'notices had lost their job and are sent now');
};
