import { enrol } from '../web/portal/enrol.ts';

export const portal = enrol;
