import type { Hono } from 'hono';
import type { PageEnv } from './page.ts';

export type App = Hono<PageEnv>;

/** Registers one area's pages; areas are listed in `portal/index.ts`, `console/index.ts` and `main/web-areas.ts`. */
export type Area = (app: App) => void;
