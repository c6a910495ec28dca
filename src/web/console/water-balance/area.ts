import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { fileImportsArea } from '../file-imports/index.ts';
import { balancePage } from './balance/get.tsx';
import { productionFiles } from './files/production-files.ts';
import { zoneFiles } from './files/zone-files.ts';
import { metersCsv, metersPage } from './meters/get.tsx';
import { zonePage } from './zone/get.tsx';
import { zonesPage } from './zones/get.tsx';

/** The utility's water as a whole: meters that stand still, zones, produced against billed. */
export const waterBalanceArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.meters, requireStaff('system-water.view'), metersPage);
  app.get(at.metersCsv, requireStaff('system-water.view'), metersCsv);
  app.get(at.zones, requireStaff('system-water.view'), zonesPage);
  app.get(at.zone(':zone'), requireStaff('system-water.view'), zonePage);
  app.get(at.balance, requireStaff('system-water.view'), balancePage);
  for (const files of [productionFiles, zoneFiles]) fileImportsArea(files)(app);
};
