import type { Area } from '../web/app.tsx';
import { carrierArea } from '../web/carrier/webhooks.ts';
import { chargesArea } from '../web/console/charges/charges-area.ts';
import { consoleArea } from '../web/console/index.ts';
import { readsImportsArea } from '../web/console/reads/reads-imports-area.ts';
import { staffAccessArea } from '../web/console/staff-access-area.ts';
import { validationArea } from '../web/console/validation/validation-area.ts';
import { waterArea } from '../web/console/water/water-area.ts';
import { accessArea } from '../web/portal/access-area.ts';
import { accountArea } from '../web/portal/account-area.ts';
import { alertsArea } from '../web/portal/alerts/alerts-area.ts';
import { conservationArea } from '../web/portal/conservation/conservation-area.ts';
import { paymentsArea } from '../web/portal/payments-area.ts';
import { publicArea } from '../web/portal/public-area.ts';
import { rebatesArea } from '../web/portal/rebates/rebates-area.ts';
import { demoAreas, type Sandbox } from './demo-services.ts';

/** The pages of the portal, the console and the API, area by area. */
export const webAreas = (sandbox?: Sandbox): readonly Area[] => [
  publicArea,
  accessArea,
  accountArea,
  alertsArea,
  conservationArea,
  rebatesArea,
  paymentsArea,
  carrierArea,
  staffAccessArea,
  consoleArea,
  chargesArea,
  readsImportsArea,
  validationArea,
  waterArea,
  ...demoAreas(sandbox),
];
