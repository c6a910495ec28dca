import type { App } from '../../app.tsx';
import { requireAccount } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { householdPage } from './household/get.tsx';
import { postHousehold } from './household/post.ts';
import { similarHomesPage } from './similar-homes/get.tsx';

/** What helps to use less water. */
export function conservationArea(app: App): void {
  app.get(paths.similarHomes(':account'), requireAccount(), similarHomesPage);
  app.get(paths.household(':account'), requireAccount(), (c) => householdPage(c));
  app.post(paths.household(':account'), requireAccount('manage'), postHousehold);
}
