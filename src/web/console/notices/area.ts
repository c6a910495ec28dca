import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { postUndelivered, undeliveredPage } from './undelivered/page.tsx';

/** What was to be told and did not arrive. */
export const noticesArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.undeliveredNotices, requireStaff('notice.view'), (c) => undeliveredPage(c));
  app.post(at.undeliveredNotices, requireStaff('notice.answer'), postUndelivered);
};
