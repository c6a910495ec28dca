import type { Area } from '../web/app.tsx';
import { paymentsArea } from '../web/portal/payments-area.ts';
import { sandboxProcessorArea } from '../web/sandbox-processor/area.ts';

/** The pages of the portal, the console and the API, area by area. */
export const webAreas = (): readonly Area[] => [paymentsArea, sandboxProcessorArea];
