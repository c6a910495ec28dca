import type { Area } from '../../area.ts';
import { paths } from '../../paths.ts';
import { helpAnswerPage, helpPage } from './help/get.tsx';

/** Questions and answers, which anybody may read. */
export const helpArea: Area = (app) => {
  app.get(paths.help, helpPage);
  app.get(paths.helpAnswer(':slug'), helpAnswerPage);
};
