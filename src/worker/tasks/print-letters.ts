import { printLetters } from '../../usecases/notices/index.ts';
import type { Task } from '../task.ts';

/** Yesterday's letters are printed once, whenever the first run of the day comes. */
export const printLettersTask: Task = async (_payload, { db, documents, outbox, log }, now) => {
  const printed = await printLetters(db, documents, { outbox, now });
  if (printed > 0) log.info({ printed }, 'letters are ready');
};
