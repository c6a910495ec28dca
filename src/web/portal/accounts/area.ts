import type { Area } from '../../area.ts';
import { requireAccount, requireLogin } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { accountPage } from './account/get.tsx';
import { accountsPage } from './accounts/get.tsx';

/** My accounts, and the first page of each. */
export const accountsArea: Area = (app) => {
  app.get(paths.accounts, requireLogin, accountsPage);
  app.get(paths.account(':account'), requireAccount(), accountPage);
};
