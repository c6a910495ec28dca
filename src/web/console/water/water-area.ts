import type { Area } from '../../app.tsx';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { leaksCsv } from './leaks/csv.ts';
import { leakPage, postLeakOutreach } from './leaks/leak.tsx';
import { leaksPage } from './leaks/list.tsx';

/** The utility's water as a whole: leaks, meters that stand still, zones, produced against billed. */
export const waterArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.leaks, requireStaff('leak.view'), leaksPage);
  app.get(at.leaksCsv, requireStaff('leak.view'), leaksCsv);
  app.get(at.leak(':id'), requireStaff('leak.view'), leakPage);
  app.post(at.leak(':id'), requireStaff('outreach.record'), postLeakOutreach);
};
