import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { PageEnv } from '../page.ts';

const formTokenField = 'form_token';

/**
 * A form is taken only with the token that this browser was given: the HMAC of a random cookie (OWASP's signed
 * double-submit). It works without JavaScript; a cross-site `Origin` or `Sec-Fetch-Site` is refused besides.
 * `exempt` paths are those that machines sign in their own way, such as the processor's webhooks.
 */
export const formToken = (exempt: readonly string[]) =>
  createMiddleware<PageEnv>(async (c, next) => {
    const { deps } = c.var;
    const secure = deps.publicUrl.startsWith('https:');
    const name = secure ? '__Host-form' : 'form';
    const known = getCookie(c, name);
    const seed = known !== undefined && /^[\w-]{22,64}$/.test(known) ? known : randomBytes(24).toString('base64url');
    if (seed !== known) setCookie(c, name, seed, { httpOnly: true, secure, sameSite: 'Lax', path: '/' });
    const token = createHmac('sha256', `${deps.secret} form`).update(seed).digest('base64url');
    c.set('csrf', masked(token));

    const unsafe = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    if (unsafe && !exempt.some((path) => c.req.path.startsWith(path))) {
      const site = c.req.header('sec-fetch-site');
      const origin = c.req.header('origin');
      const crossSite =
        (site !== undefined && site !== 'same-origin' && site !== 'none') ||
        (origin !== undefined &&
          origin !== 'null' &&
          URL.canParse(origin) &&
          new URL(origin).host !== c.req.header('host'));
      const given = (await c.req.parseBody())[formTokenField];
      if (crossSite || typeof given !== 'string' || !sameText(unmasked(given), token))
        return c.var.refuse('form-token');
    }
    return next();
  });

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
