import { createServer } from 'node:net';

/** `wished` of 127.0.0.1 where it is free, else any port that is. */
export async function freePort(wished = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wished === 0 ? reject(error) : freePort().then(resolve, reject)));
    probe.listen(wished, '127.0.0.1', () => {
      const found = probe.address();
      probe.close(() =>
        found !== null && typeof found === 'object' ? resolve(found.port) : reject(new Error('no port')),
      );
    });
  });
}
