import type { Area } from '../../area.ts';
import { files } from '../../body/body-rule.ts';
import { requireAccount } from '../../middleware/require.ts';
import { takes } from '../../middleware/takes.ts';
import { paths } from '../../paths.ts';
import { alertFile } from './alert/file.ts';
import { alertPage } from './alert/get.tsx';
import { alertsPage } from './alerts/get.tsx';
import { postResolution, resolutionPage } from './resolution/page.tsx';
import { postSearch, searchPage } from './search/page.tsx';
import { alertSettingsPage } from './settings/get.tsx';
import { postAlertSettings } from './settings/post.ts';
import { postSnooze } from './snooze/post.ts';
import { changeVacationPage, vacationsPage } from './vacations/get.tsx';
import { postVacation, postVacationEnd } from './vacations/post.ts';

/** Alerts of water that runs by itself, and what becomes of them. */
export const alertsArea: Area = (app) => {
  app.get(paths.alerts(':account'), requireAccount(), alertsPage);
  app.get(paths.alertSettings(':account'), requireAccount(), (c) => alertSettingsPage(c));
  app.post(paths.alertSettings(':account'), requireAccount(), postAlertSettings);
  app.get(paths.vacations(':account'), requireAccount('manage'), (c) => vacationsPage(c));
  app.post(paths.vacations(':account'), requireAccount('manage'), postVacation);
  app.get(paths.vacation(':account', ':vacation'), requireAccount('manage'), (c) => changeVacationPage(c));
  app.post(paths.vacation(':account', ':vacation'), requireAccount('manage'), postVacation);
  app.post(paths.vacationEnd(':account', ':vacation'), requireAccount('manage'), postVacationEnd);
  app.get(paths.alert(':account', ':alert'), requireAccount(), alertPage);
  app.post(paths.alertSnooze(':account', ':alert'), requireAccount('alerts'), postSnooze);
  app.get(paths.alertSearch(':account', ':alert'), requireAccount('alerts'), searchPage);
  app.post(paths.alertSearch(':account', ':alert'), requireAccount('alerts'), postSearch);
  app.get(paths.alertResolution(':account', ':alert'), requireAccount('alerts'), resolutionPage);
  app.post(paths.alertResolution(':account', ':alert'), requireAccount('alerts'), takes(files(5)), postResolution);
  app.get(paths.alertFile(':account', ':alert', ':file'), requireAccount(), alertFile);
};
