import { forgetHome } from '../../../home-in-view.ts';
import { sendCookies } from '../../../middleware/sessions.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Ends the session on the server as well as in the browser, and has the browser drop what it kept of it. */
export async function signOut(c: PageContext): Promise<Response> {
  sendCookies(c, await c.var.deps.customers.signOut(c.req.raw.headers));
  forgetHome(c);
  c.header('Clear-Site-Data', '"cache", "storage"');
  return c.redirect(`${paths.signIn}?news=signed-out`, 303);
}
