import { type ServerType, serve } from '@hono/node-server';

/** The port is taken, or not ours to take. */
export class PortUnavailable extends Error {}

export function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  hostname: string,
  port: number,
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, () => resolve(server));
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
