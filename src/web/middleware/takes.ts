import { createMiddleware } from 'hono/factory';
import type { BodyRule } from '../body/body-rule.ts';
import type { PageEnv } from '../page.ts';

/** Says what the route takes; after its guards, so that no stranger's body is read. Without it a route takes a small form. */
export const takes = (rule: BodyRule) =>
  createMiddleware<PageEnv>(async (c, next) => {
    c.set('bodyRule', rule);
    return next();
  });
