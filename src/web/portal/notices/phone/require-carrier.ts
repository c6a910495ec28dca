import { createMiddleware } from 'hono/factory';
import type { PageEnv } from '../../../page.ts';

/** Where nobody carries texts and calls there is no page of a telephone. */
export const requireCarrier = createMiddleware<PageEnv>(async (c, next) =>
  c.var.deps.carrier === undefined ? c.var.refuse('not-found') : next(),
);
