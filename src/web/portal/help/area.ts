import type { Area } from '../../area.ts';
import { paths } from '../../paths.ts';
import { accessibilityPage } from './accessibility/get.tsx';
import { helpAnswerPage, helpPage } from './help/get.tsx';

/** Questions and answers and the accessibility statement, which anybody may read. */
export const helpArea: Area = (app) => {
  app.get(paths.accessibility, accessibilityPage);
  app.get(paths.help, helpPage);
  app.get(paths.helpAnswer(':slug'), helpAnswerPage);
};
