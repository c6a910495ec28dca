import type { Context } from 'hono';

/**
 * The network address a request came from: the connection's own, or, behind `proxies` that each append their visitor
 * to `X-Forwarded-For`, the entry the outermost of them wrote. Entries further left are whatever the visitor claimed.
 */
export function clientAddress(c: Context, proxies: number): string {
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const forwarded = proxies > 0 ? hops.at(-proxies) : undefined;
  return forwarded || connectionAddress(c.env) || 'unknown';
}

/** `@hono/node-server` gives the connection; in-process requests have none. */
function connectionAddress(env: unknown): string | undefined {
  const incoming = property(env, 'incoming');
  const address = property(property(incoming, 'socket'), 'remoteAddress');
  return typeof address === 'string' ? address : undefined;
}

const property = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
