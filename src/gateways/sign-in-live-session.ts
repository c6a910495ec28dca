import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse } from 'hono/utils/cookie';
import { present } from '../domain/kernel/index.ts';
import { liveLoginReaching } from '../store/access/index.ts';
import type { Database } from '../store/database.ts';
import { type LiveSession, liveLogin } from '../store/live-login.ts';
import type { CustomerSession } from './customer-session.ts';

/** How a realm signs its cookie and how long its sessions live. */
export interface SessionCookie {
  readonly name: string;
  readonly secret: string;
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
  /** A session seen again after this long has its idle limit moved. */
  readonly updateSeconds: number;
}

/** A request that may come from somebody signed in. */
export interface Visited {
  readonly headers: Headers;
  readonly db: Database;
  /** The number of the account whose page is asked for: whether the login reaches it is read at the same time. */
  readonly account?: string | undefined;
}

/**
 * The session a request's cookie names, where it stands and nothing is to be written: one prepared read in the place of
 * better-auth's two composed ones, a third of the work of a whole page. Whatever else a cookie is (forged, expired, due
 * to have its limit moved) is left to better-auth, which alone changes sessions.
 */
export async function liveCustomerSession(
  { headers, db, account }: Visited,
  cookie: SessionCookie,
): Promise<CustomerSession | undefined> {
  const token = signedToken(headers, cookie);
  if (token === undefined) return undefined;
  const now = Date.now();
  const session = {
    token,
    expiresAfter: Temporal.Instant.fromEpochMilliseconds(now + (cookie.idleSeconds - cookie.updateSeconds) * 1000),
    createdAfter: Temporal.Instant.fromEpochMilliseconds(now - cookie.absoluteSeconds * 1000),
  };
  const found = await foundBy(db, session, account);
  if (found === undefined) return undefined;
  const { createdAt, email, ...login } = found.login;
  return {
    ...login,
    ...present({ email }),
    secondsSinceSignIn: (now - createdAt.epochMilliseconds) / 1000,
    ...(account === undefined ? {} : { reached: { number: account, ...present({ account: found.account }) } }),
  };
}

async function foundBy(db: Database, session: LiveSession, account: string | undefined) {
  if (account !== undefined) return liveLoginReaching(db, session, account);
  const login = await liveLogin(db, session);
  return login && { login, account: undefined };
}

/** The cookie's token, if the signature behind its last dot is ours: HMAC-SHA-256 in base64, as better-auth writes it. */
function signedToken(headers: Headers, { name, secret }: SessionCookie): string | undefined {
  const value = parse(headers.get('cookie') ?? '', name)[name];
  const dot = value?.lastIndexOf('.') ?? -1;
  if (value === undefined || dot < 1) return undefined;
  const token = value.slice(0, dot);
  const signature = Buffer.from(value.slice(dot + 1), 'base64');
  const ours = createHmac('sha256', secret).update(token).digest();
  return signature.length === ours.length && timingSafeEqual(signature, ours) ? token : undefined;
}
