import { createMiddleware } from 'hono/factory';
import type { StaffSession } from '../../../../usecases/access/index.ts';
import type { PageContext, PageEnv } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { beginEnrolView, ownPasswordView } from './view.tsx';

/** The session of someone who gave a password and still has to set up the rest. */
export const enrollingSession = async (c: PageContext): Promise<StaffSession | undefined> => {
  const { value } = await c.var.deps.staffRealm.session(c.req.raw.headers);
  return value !== undefined && !value.needsCode && (!value.enrolled || value.mustChangePassword) ? value : undefined;
};

export const requireEnrolling = createMiddleware<PageEnv>(async (c, next) => {
  if ((await enrollingSession(c)) === undefined) {
    return c.redirect(c.var.staff === undefined ? paths.console.signIn : paths.console.home, 303);
  }
  return next();
});

export async function enrolPage(c: PageContext): Promise<Response> {
  const session = await enrollingSession(c);
  return session?.mustChangePassword === true ? ownPasswordView(c) : beginEnrolView(c);
}
