import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { cookieName, cookieSafety } from '../cookies.ts';
import type { PageContext, PageEnv } from '../page.ts';

const seedOf = (c: PageContext): string | undefined => {
  const known = getCookie(c, cookieName(c, 'form'));
  return known !== undefined && /^[\w-]{22,64}$/.test(known) ? known : undefined;
};

/** Whether this browser has been given a form of ours before. */
export const isKnownBrowser = (c: PageContext): boolean => seedOf(c) !== undefined;

const tokenOf = (c: PageContext, seed: string): string =>
  createHmac('sha256', `${c.var.deps.secret} form`).update(seed).digest('base64url');

/**
 * Gives each browser its token for forms: the HMAC of a random cookie (OWASP's signed double-submit), which works without
 * JavaScript.
 */
export const formToken = createMiddleware<PageEnv>(async (c, next) => {
  const known = seedOf(c);
  const seed = known ?? randomBytes(24).toString('base64url');
  if (known === undefined) setCookie(c, cookieName(c, 'form'), seed, cookieSafety(c));
  c.set('browser', seed);
  c.set('csrf', masked(tokenOf(c, seed)));
  return next();
});

/** Whether a form came from a page of ours in this browser: its token is right, and no header says it is of another site. */
export function hasFormToken(c: PageContext, given: string | undefined): boolean {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isCrossSite =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined &&
      origin !== 'null' &&
      URL.canParse(origin) &&
      new URL(origin).host !== c.req.header('host'));
  return !isCrossSite && given !== undefined && sameText(unmasked(given), tokenOf(c, c.var.browser));
}

/**
 * The token looks different on every page: pages are compressed, and some repeat what was typed (a search), so a token
 * that stayed the same could be guessed from their sizes (BREACH).
 */
function masked(token: string): string {
  const bytes = Buffer.from(token, 'base64url');
  const pad = randomBytes(bytes.length);
  return Buffer.concat([pad, exclusiveOr(bytes, pad)]).toString('base64url');
}

function unmasked(given: string): string {
  const bytes = Buffer.from(given, 'base64url');
  const half = bytes.length / 2;
  return Number.isInteger(half) ? exclusiveOr(bytes.subarray(0, half), bytes.subarray(half)).toString('base64url') : '';
}

const exclusiveOr = (left: Buffer, right: Buffer): Buffer =>
  Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
