import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { exceptionPage, postAnswer } from './exception/page.tsx';
import { queuePage } from './queue/get.tsx';
import { postAnswers } from './queue/post.ts';
import { postTakeBack } from './take-back/post.ts';

/** Hourly reads that a rule doubts: the analyst's queue, and each one with its answer. */
export const validationArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.readsExceptions, requireStaff('reads.view'), (c) => queuePage(c));
  app.post(at.readsExceptions, requireStaff('reads.validate'), postAnswers);
  app.get(at.readsException(':id'), requireStaff('reads.view'), (c) => exceptionPage(c));
  app.post(at.readsException(':id'), requireStaff('reads.validate'), postAnswer);
  app.post(at.readsExceptionTakenBack(':id'), requireStaff('reads.validate'), postTakeBack);
};
