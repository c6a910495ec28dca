import type { Area } from '../web/app.tsx';

/** The pages of the portal, the console and the API, area by area. */
export const webAreas = (): readonly Area[] => [];
