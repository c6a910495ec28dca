import { type ServerType, serve } from '@hono/node-server';

/**
 * What a connection may take of this process's time. Bodies have limits of their own, which are shorter and answer with a page
 * (`web/body`); these end what comes before a page can answer: a head that never ends, a connection that is only held.
 */
const connections = {
  headersTimeout: 15_000,
  /** The longest body that a page allows, 20 MB by a bad line, and its answer's beginning. */
  requestTimeout: 5 * 60_000,
  keepAliveTimeout: 10_000,
  /** How often the two above are looked after. */
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16 * 1024,
} as const;

/** A page with its styles, scripts and pictures takes twenty; nobody needs one connection for ever. */
const maxRequestsPerSocket = 1000;

/** The port is taken, or not ours to take. */
export class PortUnavailable extends Error {}

export function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  hostname: string,
  port: number,
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port, serverOptions: connections }, () => resolve(server));
    if ('maxRequestsPerSocket' in server) server.maxRequestsPerSocket = maxRequestsPerSocket;
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new PortUnavailable(`port ${port} of ${hostname} is taken or not allowed; choose another with --port`)
          : error,
      ),
    );
  });
}

/** Takes no new request, and answers those that came. */
export function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // A browser keeps its connections open; without a request on them they need not be waited for.
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 5000).unref();
  });
}
