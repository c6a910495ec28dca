import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { cookieName, cookieSafety } from '../../cookies.ts';
import type { PageContext } from '../../page.ts';

const minutes = 20;
const name = 'guest_pay';

/** Remembers, signed and for minutes, that this browser gave the numbers and ZIP of an account. */
export async function rememberAccount(c: PageContext, accountId: number): Promise<void> {
  const { deps, now } = c.var;
  const until = now.add({ minutes }).epochMilliseconds;
  await setSignedCookie(c, cookieName(c, name), `${accountId}.${until}`, `${deps.secret} guest pay`, {
    ...cookieSafety(c),
    maxAge: minutes * 60,
  });
}

/** The account this browser may pay as a guest; undefined where none, or where its minutes are over. */
export async function rememberedAccount(c: PageContext): Promise<number | undefined> {
  const { deps, now } = c.var;
  const value = await getSignedCookie(c, `${deps.secret} guest pay`, cookieName(c, name));
  const [accountId, until] = typeof value === 'string' ? value.split('.').map(Number) : [];
  if (accountId === undefined || until === undefined || !(until > now.epochMilliseconds)) return undefined;
  return accountId;
}

export const forgetAccount = (c: PageContext): void => {
  deleteCookie(c, cookieName(c, name), cookieSafety(c));
};
