import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type AuthorisedAccount, authorisedAccounts, todayOf } from '../usecases/access/index.ts';
import { cookieName, cookieSafety } from './cookies.ts';
import type { PageContext } from './page.ts';

const nameOf = (c: PageContext): string => cookieName(c, 'home');

/**
 * The home that a page's menu leads to: the account of its address; elsewhere the one that this browser looked at last, as
 * long as the login may see it; else the first.
 */
export async function homeInView(c: PageContext): Promise<AuthorisedAccount | undefined> {
  const { account, loginId, deps, now } = c.var;
  if (account !== undefined || loginId === undefined) return account;
  const accounts = await authorisedAccounts(deps.db, loginId, todayOf(deps.utility, now));
  const last = getCookie(c, nameOf(c));
  return accounts.find(({ accountId }) => String(accountId) === last) ?? accounts[0];
}

/** Until the browser is closed or the person signs out. It says no number that anybody could use. */
export function rememberHome(c: PageContext, { accountId }: AuthorisedAccount): void {
  if (getCookie(c, nameOf(c)) !== String(accountId)) setCookie(c, nameOf(c), String(accountId), cookieSafety(c));
}

export const forgetHome = (c: PageContext): void => {
  deleteCookie(c, nameOf(c), cookieSafety(c));
};
