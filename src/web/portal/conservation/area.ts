import type { Area } from '../../area.ts';
import { requireAccount } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { advicePage, postAdviceAnswer } from './advice/page.tsx';
import { goalPage, postGoal } from './goal/page.tsx';
import { householdPage } from './household/get.tsx';
import { postHousehold } from './household/post.ts';
import { indoorOutdoorPage } from './indoor-outdoor/get.tsx';
import { savingPage } from './saving/get.tsx';
import { similarHomesPage } from './similar-homes/get.tsx';
import { wateringPage } from './watering/get.tsx';

/** What helps to use less water. */
export const conservationArea: Area = (app) => {
  app.get(paths.saving(':account'), requireAccount(), savingPage);
  app.get(paths.similarHomes(':account'), requireAccount(), similarHomesPage);
  app.get(paths.indoorOutdoor(':account'), requireAccount(), indoorOutdoorPage);
  app.get(paths.advice(':account'), requireAccount(), advicePage);
  app.post(paths.adviceAnswer(':account', ':advice'), requireAccount('manage'), postAdviceAnswer);
  app.get(paths.goal(':account'), requireAccount(), (c) => goalPage(c));
  app.post(paths.goal(':account'), requireAccount('manage'), postGoal);
  app.get(paths.watering(':account'), requireAccount(), wateringPage);
  app.get(paths.household(':account'), requireAccount(), (c) => householdPage(c));
  app.post(paths.household(':account'), requireAccount('manage'), postHousehold);
};
