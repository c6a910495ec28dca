import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse } from 'hono/utils/cookie';
import type pg from 'pg';
import { present } from '../domain/kernel/index.ts';
import { liveLogin } from '../store/live-login.ts';
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

/**
 * The session a request's cookie names, where it stands and nothing is to be written: one prepared read in the place of
 * better-auth's two composed ones, a third of the work of a whole page. Whatever else a cookie is (forged, expired, due
 * to have its limit moved) is left to better-auth, which alone changes sessions.
 */
export async function liveCustomerSession(
  pool: pg.Pool,
  headers: Headers,
  cookie: SessionCookie,
): Promise<CustomerSession | undefined> {
  const token = signedToken(headers, cookie);
  if (token === undefined) return undefined;
  const now = Date.now();
  const found = await liveLogin(pool, {
    token,
    expiresAfter: new Date(now + (cookie.idleSeconds - cookie.updateSeconds) * 1000),
    createdAfter: new Date(now - cookie.absoluteSeconds * 1000),
  });
  if (found === undefined) return undefined;
  const { createdAt, email, ...session } = found;
  return { ...session, ...present({ email }), secondsSinceSignIn: (now - createdAt.valueOf()) / 1000 };
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
