import { setCookie } from 'hono/cookie';
import { sentFields } from './body/sent-fields.ts';
import { cookieName, cookieSafety } from './cookies.ts';
import { isOwnPath } from './form-data.ts';
import { sendCookies } from './middleware/sessions.ts';
import type { PageContext } from './page.ts';
import { isUnder, paths } from './paths.ts';
import { keepForm, readFormOwner, type WhyKept } from './typed/kept-form.ts';
import { knownLanguage } from './words/known-language.ts';

/** Keeps the chosen language in a cookie for a year and goes back to the page it was chosen on. */
export function languagePage(c: PageContext): Response {
  const { language: named, back: said, ...typed } = sentFields(c);
  const language = knownLanguage(c, named);
  const back = c.req.query('back') ?? said;
  if (language !== undefined) {
    setCookie(c, cookieName(c, 'language'), language, { ...cookieSafety(c), maxAge: 365 * 24 * 3600 });
  }
  if (back === undefined || !isOwnPath(back)) return c.redirect(paths.home, 303);
  keepTyped(c, { back, typed, why: 'language' });
  return c.redirect(back, 303);
}

/**
 * A form's link to a page of which it speaks: what was typed is kept for the way back.
 * Else a session whose time ran out while somebody typed: ended here too, should the browser's clock be the faster one, and on
 * to the sign-in of its realm, which leads back to the page, filled in.
 */
export async function keptFormPage(c: PageContext): Promise<Response> {
  const said = c.req.query('back') ?? '';
  const back = isOwnPath(said) ? said : paths.home;
  const aside = c.req.query('to');
  if (aside !== undefined) {
    keepTyped(c, { back, typed: sentFields(c), why: 'aside' });
    return c.redirect(isOwnPath(aside) ? aside : paths.home, 303);
  }
  keepTyped(c, { back, typed: sentFields(c), why: 'session' });
  const { customers, staffRealm } = c.var.deps;
  const [realm, signIn] = isUnder(paths.console.home, new URL(back, 'http://localhost').pathname)
    ? [staffRealm, paths.console.signIn]
    : [customers, paths.signIn];
  sendCookies(c, await realm.signOut(c.req.raw.headers));
  return c.redirect(`${signIn}?${new URLSearchParams({ back, news: 'idle' })}`, 303);
}

function keepTyped(
  c: PageContext,
  {
    back,
    typed,
    why,
  }: { readonly back: string; readonly typed: Readonly<Record<string, string>>; readonly why: WhyKept },
): void {
  const who = readFormOwner(c, typed['form_for'] ?? '') ?? '';
  keepForm(c, { path: back, why, who, fields: typed });
}
