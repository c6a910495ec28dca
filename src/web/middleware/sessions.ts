import { createMiddleware } from 'hono/factory';
import type { PageContext, PageEnv } from '../page.ts';
import { accountInPath, isUnder, paths } from '../paths.ts';

/** Sends a realm's `Set-Cookie` lines as they are. */
export function sendCookies(c: PageContext, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
}

/**
 * Who is signed in. The console knows only staff and the portal only customers: a person with both cookies is still two
 * people. Staff without a second factor, or with a password made for them, are nobody until they have set their own.
 */
export const sessions = createMiddleware<PageEnv>(async (c, next) => {
  const { deps } = c.var;
  const { headers } = c.req.raw;
  if (isUnder(paths.console.home, c.req.path)) {
    const { value, cookies } = await deps.staffRealm.session(headers);
    sendCookies(c, cookies);
    if (value?.enrolled === true && !value.mustChangePassword) {
      const { staffId: id, name, role, secondsSinceSignIn } = value;
      c.set('staff', { id, name, role, secondsSinceSignIn });
    }
  } else {
    const { value, cookies } = await deps.customers.session({
      headers,
      db: deps.db,
      account: accountInPath(c.req.path),
    });
    sendCookies(c, cookies);
    c.set('session', value);
    c.set('loginId', value?.loginId);
  }
  await next();
});
