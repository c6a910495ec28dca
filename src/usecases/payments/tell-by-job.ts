import { enqueue } from '../../store/jobs.ts';
import type { TellPayment } from './tell.ts';

/** Leaves the telling to a job that exists exactly if its cause does; dates and moments travel as ISO text. */
export const tellByJob: TellPayment = (tx, notice, now) =>
  enqueue(tx, { task: 'tell', payload: { notice, now: now.toString() }, key: `tell:${notice.key}` });
