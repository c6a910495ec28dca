import { createMiddleware } from 'hono/factory';
import type { PageContext, PageEnv } from '../page.ts';
import { connectionOf } from './client-address.ts';

/**
 * Whether nobody on the way can read this request: it came by https, or it never left this machine. What the request says about
 * its own host is no proof: the connection itself must begin here, and nothing may say that it was passed on.
 */
export function isSecure(c: PageContext): boolean {
  const { proxies } = c.var.deps;
  if (isOfThisMachine(c)) return true;
  if (proxies > 0) return forwardedProtocol(c.req.header('x-forwarded-proto') ?? '', proxies) === 'https:';
  const connection = connectionOf(c.env);
  return connection === undefined ? new URL(c.req.url).protocol === 'https:' : connection.encrypted;
}

const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

function isOfThisMachine(c: PageContext): boolean {
  if (!['localhost', '127.0.0.1', '[::1]'].includes(new URL(c.req.url).hostname)) return false;
  if (passedOn.some((name) => c.req.header(name) !== undefined)) return false;
  // A request within the process has no connection.
  const connection = connectionOf(c.env);
  return connection === undefined || connection.isLoopback;
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
