import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';

export type Turn = { readonly mine: true } | { readonly mine: false; readonly where: string };

/**
 * Takes this folder's only turn to be `up`, or answers where the one that has it listens. An abstract socket (Linux) is
 * let go of by the kernel when its holder dies, so a killed start never blocks the next; elsewhere the port decides.
 */
export async function takeTurn(folder: string, where: string): Promise<Turn> {
  if (process.platform !== 'linux') return { mine: true };
  const name = `\0caudal-up-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  const taken = await new Promise<boolean>((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => undefined).end(where));
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(name, () => resolve(true));
    server.unref();
  });
  return taken ? { mine: true } : { mine: false, where: await ask(name) };
}

function ask(name: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    connect(name)
      .setEncoding('utf8')
      .on('data', (part: string) => {
        answer += part;
      })
      .on('error', () => resolve(answer))
      .on('close', () => resolve(answer));
  });
}
