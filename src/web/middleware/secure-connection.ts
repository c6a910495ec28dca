import { createMiddleware } from 'hono/factory';
import type { PageContext, PageEnv } from '../page.ts';

/** Whether nobody on the way can read this request: it came by https, or from this machine. */
export function isSecure(c: PageContext): boolean {
  const { protocol, hostname } = new URL(c.req.url);
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return true;
  const { proxies } = c.var.deps;
  return (proxies > 0 ? forwardedProtocol(c.req.header('x-forwarded-proto') ?? '', proxies) : protocol) === 'https:';
}

/**
 * What the outermost of our proxies saw. Each may append its own word, as with `X-Forwarded-For`; further left is whatever the
 * visitor claimed. Most set one word in all: then it is that one.
 */
function forwardedProtocol(header: string, proxies: number): string {
  const words = header.split(',').map((word) => word.trim().toLowerCase());
  return `${words.at(-proxies) ?? words[0]}:`;
}

/** A page of a person or of the staff is never sent over a connection that others can read. */
export const requireSecureConnection = createMiddleware<PageEnv>(async (c, next) =>
  isSecure(c) ? next() : c.var.refuse('insecure'),
);
