import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { PageContext } from '../../page.ts';

const isSecure = (c: PageContext): boolean => c.var.deps.publicUrl.startsWith('https:');
const nameOf = (c: PageContext): string => (isSecure(c) ? '__Host-registration' : 'registration');

/** The random token of a registration on its way; it holds no personal data and opens none. */
export function keepRegistration(c: PageContext, token: string): void {
  setCookie(c, nameOf(c), token, {
    httpOnly: true,
    secure: isSecure(c),
    sameSite: 'Lax',
    path: '/',
    maxAge: 24 * 3600,
  });
}

export const registrationToken = (c: PageContext): string | undefined => getCookie(c, nameOf(c));

export const forgetRegistration = (c: PageContext): void => {
  deleteCookie(c, nameOf(c), { secure: isSecure(c), path: '/' });
};
