import type { Area } from '../../app.tsx';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { fileImportsArea } from '../file-imports/file-imports-area.ts';
import { balancePage } from './balance/get.tsx';
import { productionFiles } from './files/production-files.ts';
import { zoneFiles } from './files/zone-files.ts';
import { leaksCsv } from './leaks/csv.ts';
import { leakPage, postLeakOutreach } from './leaks/leak.tsx';
import { leaksPage } from './leaks/list.tsx';
import { metersCsv, metersPage } from './meters/list.tsx';
import { zonesPage } from './zones/list.tsx';
import { zonePage } from './zones/zone.tsx';

/** The utility's water as a whole: leaks, meters that stand still, zones, produced against billed. */
export const waterArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.leaks, requireStaff('leak.view'), leaksPage);
  app.get(at.leaksCsv, requireStaff('leak.view'), leaksCsv);
  app.get(at.leak(':id'), requireStaff('leak.view'), leakPage);
  app.get(at.meters, requireStaff('system-water.view'), metersPage);
  app.get(at.metersCsv, requireStaff('system-water.view'), metersCsv);
  app.get(at.zones, requireStaff('system-water.view'), zonesPage);
  app.get(at.zone(':zone'), requireStaff('system-water.view'), zonePage);
  app.get(at.balance, requireStaff('system-water.view'), balancePage);
  for (const files of [productionFiles, zoneFiles]) fileImportsArea(files)(app);
  app.post(at.leak(':id'), requireStaff('outreach.record'), postLeakOutreach);
};
