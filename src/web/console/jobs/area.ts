import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { deadLetterPage, postDeadLetter } from './dead-letter/page.tsx';
import { deadLettersPage, postSentAgain } from './dead-letters/page.tsx';

/** Work whose tries are used up. */
export const jobsArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.deadLetters, requireStaff('dead-letter.view'), deadLettersPage);
  app.post(at.deadLettersSentAgain, requireStaff('dead-letter.answer'), postSentAgain);
  app.get(at.deadLetter(':id'), requireStaff('dead-letter.view'), deadLetterPage);
  app.post(at.deadLetter(':id'), requireStaff('dead-letter.answer'), postDeadLetter);
};
