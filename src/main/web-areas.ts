import type { Area } from '../web/area.ts';
import { carrierArea } from '../web/carrier/webhooks.ts';
import { consoleAreas } from '../web/console/index.ts';
import { portalAreas } from '../web/portal/index.ts';
import { demoAreas, type Sandbox } from './demo-services.ts';

/** The pages of the portal, the console and the API, area by area. */
export const webAreas = (sandbox?: Sandbox): readonly Area[] => [
  ...portalAreas,
  carrierArea,
  ...consoleAreas,
  ...demoAreas(sandbox),
];
