import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../store/database.ts';
import { askForAnswer, otherClients } from '../store/database-server.ts';
import { type PostgresPrograms, postgresPrograms } from './postgres-programs.ts';
import { type RunAs, runAs } from './postgres-user.ts';

export interface PostgresServer {
  readonly url: (database: string) => string;
  /** Stops the server where nobody else is connected to it: of several commands in one folder the last one does. */
  release(): Promise<void>;
  /** Stops it whoever is connected. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The data folder; initialised at first. Port and password are kept beside it in `<folder>.json`. */
  readonly folder: string;
  /** Settings as `name=value`. */
  readonly settings?: readonly string[];
}

interface Kept {
  readonly port: number;
  readonly password: string;
}

/**
 * A real PostgreSQL from the registry package, on 127.0.0.1 alone. 1.2 s with a new folder, 0.2 s after that. It runs in a
 * process group of its own, so Ctrl-C reaches it only through `release`; one that outlived its starter (kill -9) is
 * taken over.
 */
export async function startEmbeddedPostgres({
  folder,
  settings = [],
}: EmbeddedPostgresOptions): Promise<PostgresServer> {
  const programs = await postgresPrograms();
  await mkdir(dirname(folder), { recursive: true });
  const as = runAs([folder, programs.postgres]);
  const kept = await keptOrNew(folder);
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise({ folder, kept, programs, as });
  const running = await runningServer(folder, kept);
  const server = running ?? (await start({ folder, kept, programs, as, settings }));
  return serverAt(server.port, kept.password, server.pid);
}

interface Setting {
  readonly folder: string;
  readonly kept: Kept;
  readonly programs: PostgresPrograms;
  readonly as: RunAs;
}

async function keptOrNew(folder: string): Promise<Kept> {
  const file = `${folder}.json`;
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Kept;
  const kept = { port: await freePort(), password: randomBytes(24).toString('base64url') };
  await writeFile(file, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  return kept;
}

async function initialise({ folder, kept, programs, as }: Setting): Promise<void> {
  // A start cut short leaves a folder without a version, which initdb would refuse.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  if (as.uid !== undefined && as.gid !== undefined) await chown(folder, as.uid, as.gid);
  // initdb wants the password in a file; not in standard input, which Node makes a socket that it cannot open again.
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, `${kept.password}\n`, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) await chown(passwordFile, as.uid, as.gid);
  const log = await open(`${folder}.log`, 'w');
  const args = ['--pgdata', folder, '--username=caudal', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const child = as.spawn(programs.initdb, [...args, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'], {
    stdio: ['ignore', log.fd, log.fd],
  });
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  await log.close();
  await rm(passwordFile);
  if (code !== 0) throw new Error(`PostgreSQL could not initialise ${folder}:\n${await lastLines(`${folder}.log`)}`);
}

/** The postmaster of this folder, where one still runs and takes our password. */
async function runningServer(folder: string, kept: Kept): Promise<{ port: number; pid: number } | undefined> {
  const lock = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pidLine = '', , , portLine = ''] = lock.split('\n');
  const [pid, port] = [Number(pidLine), Number(portLine)];
  if (!Number.isInteger(pid) || pid <= 0 || !alive(pid)) return undefined;
  // After a reboot the number may be another program's, or a dead one's that nobody reaped; PostgreSQL itself would then
  // refuse to start.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  if (!command.includes('postgres')) {
    await rm(join(folder, 'postmaster.pid'), { force: true });
    return undefined;
  }
  for (let tries = 0; tries < 100 && alive(pid); tries++) {
    const db = openDatabase(addressOf(port, kept.password, 'postgres'), 1);
    try {
      await askForAnswer(db);
      return { port, pid };
    } catch {
      await pause(100);
    } finally {
      await db.close();
    }
  }
  return undefined;
}

async function start(
  setting: Setting & { readonly settings: readonly string[] },
): Promise<{ port: number; pid: number }> {
  const { folder, kept, programs, as, settings } = setting;
  // The port of last time, unless somebody else has it now.
  const port = await freePort(kept.port);
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings];
  // After a crash the old backends need a moment to leave the shared memory; PostgreSQL refuses until they have.
  for (let tries = 0; ; tries++) {
    const log = await open(`${folder}.log`, 'w');
    const child = as.spawn(
      programs.postgres,
      ['-D', folder, '-p', String(port), ...all.flatMap((one) => ['-c', one])],
      { stdio: ['ignore', log.fd, log.fd], detached: true },
    );
    child.unref();
    await log.close();
    const ended = new Promise<'ended'>((resolve) =>
      child.once('close', () => resolve('ended')).once('error', () => resolve('ended')),
    );
    const state = await Promise.race([ended, ready(folder, child.pid)]);
    if (state === 'ready' && child.pid !== undefined) return { port, pid: child.pid };
    if (state === 'slow' && child.pid !== undefined) process.kill(child.pid, 'SIGINT');
    if (tries === 4) throw new Error(`PostgreSQL did not start in ${folder}:\n${await lastLines(`${folder}.log`)}`);
    await pause(1000);
  }
}

/** Recovery after a crash may take its time. */
async function ready(folder: string, pid: number | undefined): Promise<'ready' | 'slow'> {
  for (let tries = 0; tries < 3000; tries++) {
    const lock = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
    const lines = lock.split('\n');
    // A killed server leaves its own word behind: only this one's counts.
    if (lines[0] === String(pid) && lines[7]?.trim() === 'ready') return 'ready';
    await pause(20);
  }
  return 'slow';
}

function serverAt(port: number, password: string, pid: number): PostgresServer {
  async function stop(): Promise<void> {
    if (alive(pid)) process.kill(pid, 'SIGINT');
    for (let tries = 0; tries < 1500 && alive(pid); tries++) await pause(20);
  }
  return {
    url: (database) => addressOf(port, password, database),
    stop,
    async release() {
      const db = openDatabase(addressOf(port, password, 'postgres'), 1);
      // Our own connections were closed just now; the server may not have noticed yet.
      let others = 0;
      try {
        for (let tries = 0; tries < 20; tries++) {
          others = await otherClients(db);
          if (others === 0) break;
          await pause(50);
        }
      } catch {
        others = 0;
      } finally {
        await db.close();
      }
      if (others === 0) await stop();
    },
  };
}

const addressOf = (port: number, password: string, database: string): string =>
  `postgres://caudal:${password}@127.0.0.1:${port}/${database}`;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function lastLines(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).split('\n').slice(-20).join('\n');
}

/** `wished` where it is free, else any port that is. */
async function freePort(wished = 0): Promise<number> {
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
