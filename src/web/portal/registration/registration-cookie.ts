import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { cookieName, cookieSafety } from '../../cookies.ts';
import type { PageContext } from '../../page.ts';

const nameOf = (c: PageContext): string => cookieName(c, 'registration');

/** The random token of a registration on its way; it holds no personal data and opens none. */
export function keepRegistration(c: PageContext, token: string): void {
  setCookie(c, nameOf(c), token, { ...cookieSafety(c), maxAge: 24 * 3600 });
}

export const registrationToken = (c: PageContext): string | undefined => getCookie(c, nameOf(c));

export const forgetRegistration = (c: PageContext): void => {
  deleteCookie(c, nameOf(c), cookieSafety(c));
};
