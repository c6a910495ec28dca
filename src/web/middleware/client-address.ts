import { isIP } from 'node:net';
import type { Context } from 'hono';

/**
 * The network address a request came from: the connection's own, or, behind `proxies` that each append their visitor
 * to `X-Forwarded-For`, the entry the outermost of them wrote. Entries further left are whatever the visitor claimed.
 * An IPv4 address is written as one, also where the connection carries it as IPv6 (`::ffff:192.0.2.1`).
 */
export function clientAddress(c: Context, proxies: number): string {
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const forwarded = proxies > 0 ? readAddress(hops.at(-proxies) ?? '') : undefined;
  return forwarded ?? connectionOf(c.env)?.address ?? 'unknown';
}

interface Connection {
  readonly address: string | undefined;
  readonly isLoopback: boolean;
  readonly encrypted: boolean;
}

/** `@hono/node-server` gives the connection; in-process requests have none. */
export function connectionOf(env: unknown): Connection | undefined {
  const socket = property(property(env, 'incoming'), 'socket');
  if (socket === undefined) return undefined;
  const remote = property(socket, 'remoteAddress');
  const address = typeof remote === 'string' ? readAddress(remote) : undefined;
  return {
    address,
    isLoopback: address !== undefined && (address === '::1' || address.startsWith('127.')),
    encrypted: property(socket, 'encrypted') === true,
  };
}

/** An address as proxies and sockets write it, with or without a port, brackets and a zone; undefined where it is none. */
function readAddress(written: string): string | undefined {
  const bare = /^\[(.*)\](?::\d+)?$/.exec(written)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(written)?.[1] ?? written;
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  return isIP(address) === 0 ? undefined : address.toLowerCase();
}

const property = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
