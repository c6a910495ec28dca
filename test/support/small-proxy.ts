import { createServer, request } from 'node:http';

export interface SmallProxy {
  readonly url: string;
  /** How often a request that one had refused was asked of another. */
  readonly askedAgain: () => number;
  close(): Promise<void>;
}

/** What nginx and Caddy do with several portals: one after the other, and what one refuses, or breaks off, is asked of the next if it may be asked twice. */
export async function smallProxy(ports: readonly number[]): Promise<SmallProxy> {
  let turn = 0;
  let again = 0;
  const server = createServer((incoming, answer) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => ask(ports.length));
    const ask = (left: number): void => {
      turn += 1;
      const headers = { ...incoming.headers, 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' };
      const asked = request(
        {
          host: '127.0.0.1',
          port: ports[turn % ports.length],
          method: incoming.method,
          path: incoming.url,
          headers,
          agent: false,
        },
        (answered) => {
          const body: Buffer[] = [];
          answered.on('data', (piece: Buffer) => body.push(piece));
          answered.on('error', failed);
          answered.on('end', () => {
            answer.writeHead(answered.statusCode ?? 502, answered.headers);
            answer.end(Buffer.concat(body));
          });
        },
      );
      let isOver = false;
      const failed = (error: NodeJS.ErrnoException): void => {
        if (isOver) return;
        isOver = true;
        const mayBeAskedTwice = incoming.method === 'GET' || error.code === 'ECONNREFUSED';
        if (!mayBeAskedTwice || left <= 1) return void answer.writeHead(502).end();
        again += 1;
        ask(left - 1);
      };
      asked.on('error', failed);
      asked.end(Buffer.concat(pieces));
    };
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    askedAgain: () => again,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
