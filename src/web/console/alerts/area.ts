import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { leakPage, postLeakOutreach } from './leak/page.tsx';
import { leaksCsv } from './leaks/file.ts';
import { leaksPage } from './leaks/get.tsx';

/** Leaks of customers, and who was reached about them. */
export const alertsArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.leaks, requireStaff('leak.view'), leaksPage);
  app.get(at.leaksCsv, requireStaff('leak.view'), leaksCsv);
  app.get(at.leak(':id'), requireStaff('leak.view'), leakPage);
  app.post(at.leak(':id'), requireStaff('outreach.record'), postLeakOutreach);
};
