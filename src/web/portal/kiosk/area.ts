import type { Area } from '../../area.ts';
import { requireSecureConnection } from '../../middleware/secure-connection.ts';
import { paths } from '../../paths.ts';
import { firstScreenPage, submitEnrolment } from './first-screen/page.tsx';
import { activePage } from './visit/get.ts';
import { submitVisit, submitVisitEnd } from './visit/post.ts';

/** The computer in the lobby: its first screen, its enrolment, the beginning and the end of a visit. */
export const kioskArea: Area = (app) => {
  app.use(paths.kiosk.home, requireSecureConnection);
  app.use(`${paths.kiosk.home}/*`, requireSecureConnection);
  app.get(paths.kiosk.home, firstScreenPage);
  app.post(paths.kiosk.enrolment, submitEnrolment);
  app.post(paths.kiosk.visits, submitVisit);
  app.post(paths.kiosk.end, submitVisitEnd);
  app.get(paths.kiosk.active, activePage);
  // The gate opens sealed addresses; one that reaches this far opens nothing.
  app.get(paths.kiosk.at(':page'), (c) => c.var.refuse('not-found'));
};
