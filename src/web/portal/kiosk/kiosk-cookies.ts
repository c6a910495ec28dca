import { createHmac, timingSafeEqual } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { cookieName, cookieSafety } from '../../cookies.ts';
import type { PageContext } from '../../page.ts';

const deviceName = (c: PageContext): string => cookieName(c, 'kiosk-device');
const visitName = (c: PageContext): string => cookieName(c, 'kiosk-visit');

/** The longest that browsers keep a cookie; the device renews it each time it shows its first screen. */
const deviceDays = 400;

/**
 * The device's own cookie: a random token with our signature, so that a made-up one costs no question to the database. Lax and not
 * strict: coming back from the payment processor's page the computer must still be known as what it is.
 */
export function keepDevice(c: PageContext, token: string): void {
  setCookie(c, deviceName(c), `${token}.${signatureOf(c, token)}`, {
    ...cookieSafety(c),
    maxAge: deviceDays * 24 * 3600,
  });
}

export function deviceToken(c: PageContext): string | undefined {
  const value = getCookie(c, deviceName(c));
  if (value === undefined) return undefined;
  const [token = '', signature = ''] = value.split('.');
  const [given, ours] = [Buffer.from(signature), Buffer.from(signatureOf(c, token))];
  return token !== '' && given.length === ours.length && timingSafeEqual(given, ours) ? token : undefined;
}

/** Of the visit alone, without a date: it dies with the browser if nothing ends it before. */
export function keepVisit(c: PageContext, token: string): void {
  setCookie(c, visitName(c), token, cookieSafety(c));
}

export const visitToken = (c: PageContext): string | undefined => getCookie(c, visitName(c));

/** The cookies that the browser sent, but for the device's own: what a visit may have left. */
export const cookiesOfVisit = (c: PageContext): readonly string[] =>
  Object.keys(getCookie(c))
    .filter((name) => name !== deviceName(c))
    .toSorted();

/**
 * Tells the browser to drop everything of a visit: each cookie by name, its cache, its storage. "cookies" is left out of
 * `Clear-Site-Data`, which would take the device's own with them, and those of the utility's other sites too.
 */
export function dropEverything(c: PageContext): readonly string[] {
  const dropped = cookiesOfVisit(c);
  for (const name of dropped) deleteCookie(c, name, cookieSafety(c));
  c.header('Clear-Site-Data', '"cache", "storage"');
  return dropped;
}

/** Of a computer that is no lobby computer any more. */
export const forgetDevice = (c: PageContext): void => {
  deleteCookie(c, deviceName(c), cookieSafety(c));
};

const signatureOf = (c: PageContext, token: string): string =>
  createHmac('sha256', `${c.var.deps.secret} kiosk device`).update(token).digest('base64url');
