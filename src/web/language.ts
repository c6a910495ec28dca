import { setCookie } from 'hono/cookie';
import { sentFields } from './body/sent-fields.ts';
import { cookieName, cookieSafety } from './cookies.ts';
import { isOwnPath } from './form-data.ts';
import type { PageContext } from './page.ts';
import { paths } from './paths.ts';

/** Keeps the chosen language in a cookie for a year and goes back to the page it was chosen on. */
export async function languagePage(c: PageContext): Promise<Response> {
  const { language, back } = sentFields(c);
  if (language === 'es' || language === 'en') {
    setCookie(c, cookieName(c, 'language'), language, { ...cookieSafety(c), maxAge: 365 * 24 * 3600 });
  }
  return c.redirect(typeof back === 'string' && isOwnPath(back) ? back : paths.home, 303);
}
