import { createMiddleware } from 'hono/factory';
import { isPermitted, type Permission, sessionLimits } from '../../domain/access/index.ts';
import type { AccountRight } from '../../domain/delegates/index.ts';
import { isPermissionOffered } from '../../domain/exchange/index.ts';
import { isBefore, present } from '../../domain/kernel/index.ts';
import {
  type AuthorisedAccount,
  authoriseAccount,
  noteLookOfHelper,
  notePermissionUse,
  todayOf,
} from '../../usecases/access/index.ts';
import { rememberHome } from '../home-in-view.ts';
import type { PageContext, PageEnv } from '../page.ts';
import { paths } from '../paths.ts';
import { keepLateForm } from './keep-late-form.ts';
import { isSecure } from './secure-connection.ts';
import { turnedAway } from './turned-away.ts';

/**
 * Where to sign in and come back: to the page asked for, or from a form to the page it stood on, filled in again with what was
 * typed.
 */
async function signInAndBack(c: PageContext, again: boolean, at: string = paths.signIn): Promise<Response> {
  const back = pageOf(c);
  await keepLateForm(c, back);
  return c.redirect(`${at}?${new URLSearchParams({ back, ...(again ? { again: 'yes' } : {}) })}`, 303);
}

const pageOf = (c: PageContext): string => (c.req.method === 'GET' ? c.var.path : (refererPath(c) ?? c.var.path));

function refererPath(c: PageContext): string | undefined {
  const referer = c.req.header('referer');
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const { host, pathname, search } = new URL(referer);
  return host === c.req.header('host') ? `${pathname}${search}` : undefined;
}

/** A customer's page: without a sign-in, to the sign-in page and back. */
export const requireLogin = createMiddleware<PageEnv>(async (c, next) => {
  if (c.var.loginId === undefined) return signInAndBack(c, false);
  return next();
});

/**
 * Before payment or delivery changes: the person proved who they are in the last minutes (step-up), or does so now and
 * comes back. Put it on the form's page as well as on its POST, so that nothing typed is lost.
 */
export const requireRecentSignIn = createMiddleware<PageEnv>(async (c, next) => {
  const { session } = c.var;
  if (session === undefined) return signInAndBack(c, false);
  if (session.secondsSinceSignIn > sessionLimits.recentMinutes * 60) return signInAndBack(c, true);
  return next();
});

/** A page of the account in its address (`:account`), for a login that has the right; else a page that is not there. */
export const requireAccount = (right: AccountRight = 'view') =>
  createMiddleware<PageEnv>(async (c, next) => {
    const { deps, loginId, now, session } = c.var;
    if (loginId === undefined) return signInAndBack(c, false);
    const account = await authoriseAccount(deps.db, {
      loginId,
      account: c.req.param('account') ?? '',
      today: todayOf(deps.utility, now),
      closedDays: deps.utility.closed_accounts.visible_days,
      right,
      ...present({ reached: session?.reached }),
    });
    if (!account.ok) {
      await turnedAway(c, 'account', right);
      return c.var.refuse('not-found');
    }
    c.set('account', account.value);
    await noteLookOfHelper(deps.db, account.value, deps.utility, { now, address: c.var.address });
    rememberHome(c, account.value);
    return next();
  });

/** After `requireAccount`: what the owner alone is told, such as who else has access; also once the account is closed. */
export const requireOwner = createMiddleware<PageEnv>(async (c, next) => {
  if (accountOf(c).role === 'owner') return next();
  await turnedAway(c, 'account', 'owner');
  return c.var.refuse('not-found');
});

/** The account that `requireAccount` let in. */
export function accountOf(c: PageContext): AuthorisedAccount {
  const { account } = c.var;
  if (account === undefined) throw new Error(`${c.req.path} asks for an account without requireAccount`);
  return account;
}

/** A page of the console, for staff whose role has the permission; what only who makes the bills does is not here where the CIS does. */
export const requireStaff = (permission: Permission) =>
  createMiddleware<PageEnv>(async (c, next) => {
    const { staff, deps, server } = c.var;
    if (staff === undefined) return signInAndBack(c, false, paths.console.signIn);
    if (!isPermitted(staff.role, permission)) {
      await turnedAway(c, 'permission', permission);
      return c.var.refuse('not-permitted');
    }
    if (!isPermissionOffered(deps.utility.billing.by, permission)) return c.var.refuse('not-ours');
    await next();
    const isDone = c.res.status < 400;
    if (isDone) await notePermissionUse(server.db, { staffId: staff.id, permission, now: c.var.now }, deps.utility);
    return;
  });

/** A member's own ways in, which every role has: changed only by a person who proved who they are in the last minutes (ASVS 5.0, 7.5.1). */
export const requireRecentStaff = createMiddleware<PageEnv>(async (c, next) => {
  const { staff } = c.var;
  const isRecent = staff !== undefined && staff.secondsSinceSignIn <= sessionLimits.recentMinutes * 60;
  return isRecent ? next() : signInAndBack(c, staff !== undefined, paths.console.signIn);
});

/** Registration exists from the cut-over on, and never over a connection that others can read (T1, T9). */
export const requireOpenPortal = createMiddleware<PageEnv>(async (c, next) => {
  const { deps, now } = c.var;
  if (!isSecure(c)) return c.var.refuse('insecure');
  if (isBefore(now, deps.utility.cutOver)) return c.var.refuse('not-open');
  return next();
});
