import type { MiddlewareHandler } from 'hono';
import type { WebDeps } from '../page.ts';

/**
 * Nothing runs or loads that this portal did not serve (CSP level 3; OWASP ASVS 5.0 chapter 3.4), on every answer: pages, files,
 * redirects, errors, what machines ask for. Forms may lead to the payment processor and nowhere else; what does not say
 * otherwise is never kept by a browser or a proxy.
 */
export function securityHeaders({ formTargets, publicUrl }: Pick<WebDeps, 'formTargets' | 'publicUrl'>) {
  const always = new Map([
    [
      'Content-Security-Policy',
      [
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        `form-action ${["'self'", ...formTargets].join(' ')}`,
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ].join('; '),
    ],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
    ...(publicUrl.startsWith('https:')
      ? [['Strict-Transport-Security', 'max-age=63072000; includeSubDomains'] as const]
      : []),
  ]);
  return (async (c, next) => {
    await next();
    for (const [name, value] of always) c.res.headers.set(name, value);
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  }) satisfies MiddlewareHandler;
}
