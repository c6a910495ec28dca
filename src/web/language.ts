import { setCookie } from 'hono/cookie';
import { isOwnPath } from './form-data.ts';
import type { PageContext } from './page.ts';
import { paths } from './paths.ts';

/** Keeps the chosen language in a cookie for a year and goes back to the page it was chosen on. */
export async function languagePage(c: PageContext): Promise<Response> {
  const { language, back } = await c.req.parseBody();
  if (language === 'es' || language === 'en') {
    setCookie(c, 'language', language, {
      path: '/',
      maxAge: 365 * 24 * 3600,
      sameSite: 'Lax',
      secure: c.var.deps.publicUrl.startsWith('https:'),
      httpOnly: true,
    });
  }
  return c.redirect(typeof back === 'string' && isOwnPath(back) ? back : paths.home, 303);
}
