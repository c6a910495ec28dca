import type { App } from '../../app.tsx';
import { requireAccount } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { alertsPage } from './list/get.tsx';
import { alertSettingsPage } from './settings/get.tsx';
import { postAlertSettings } from './settings/post.ts';

/** Alerts of water that runs by itself, and what becomes of them. */
export function alertsArea(app: App): void {
  app.get(paths.alerts(':account'), requireAccount(), alertsPage);
  app.get(paths.alertSettings(':account'), requireAccount(), (c) => alertSettingsPage(c));
  app.post(paths.alertSettings(':account'), requireAccount(), postAlertSettings);
}
