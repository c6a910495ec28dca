import { createMiddleware } from 'hono/factory';
import type { PageEnv } from '../page.ts';

/**
 * Nothing runs or loads that this portal did not serve (CSP level 3; OWASP ASVS 5.0 chapter 3.4). Forms may lead to the
 * payment processor and nowhere else; a personal page is never kept by a browser or a proxy.
 */
export const securityHeaders = createMiddleware<PageEnv>(async (c, next) => {
  const { deps } = c.var;
  await next();
  const headers = c.res.headers;
  const formTargets = ["'self'", ...deps.formTargets].join(' ');
  headers.set(
    'Content-Security-Policy',
    [
      "default-src 'none'",
      "style-src 'self'",
      "script-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      `form-action ${formTargets}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
  );
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'same-origin');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  if (deps.publicUrl.startsWith('https:')) {
    headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
  }
});
