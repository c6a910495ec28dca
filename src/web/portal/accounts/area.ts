import type { Area } from '../../area.ts';
import { requireAccount, requireLogin } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { accountPage } from './account/get.tsx';
import { accountsPage } from './accounts/get.tsx';
import { digestPage, postDigest } from './digest/page.tsx';
import { postNickname } from './nickname/post.ts';
import { settingsPage } from './settings/get.tsx';

/** The accounts of a login, the first page of each, and the settings. */
export const accountsArea: Area = (app) => {
  app.get(paths.settings, requireLogin, settingsPage);
  app.get(paths.digest, requireLogin, digestPage);
  app.post(paths.digest, requireLogin, postDigest);
  app.get(paths.accounts, requireLogin, accountsPage);
  app.get(paths.account(':account'), requireAccount(), accountPage);
  app.post(paths.nickname(':account'), requireAccount(), postNickname);
};
