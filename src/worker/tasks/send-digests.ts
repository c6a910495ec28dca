import { sendDigests } from '../../usecases/accounts/index.ts';
import type { Task } from '../task.ts';

/** On Monday mornings: one message for everybody who wants one a week. */
export const sendDigestsTask: Task = async (_payload, { db, notices, log }, now) => {
  const sent = await sendDigests(db, notices, now);
  if (sent > 0) log.info({ sent }, 'sent the messages of the week');
};
