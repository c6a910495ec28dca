import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../store/database.ts';
import { askForAnswer, otherClients } from '../store/database-server.ts';
import { isRefusedLogin } from '../store/lost-connection.ts';
import { freePort } from './free-port.ts';
import { failure, type Kept, keepNewPassword, type PostgresPlace, prepareFolder, reasonIn } from './postgres-folder.ts';
import { postgresPrograms } from './postgres-programs.ts';
import { runAs } from './postgres-user.ts';
import { endOrphans, endServer, isAlive, type Postmaster, postmasterOf } from './postmaster.ts';

export interface PostgresServer {
  readonly url: (database: string) => string;
  isRunning(): Promise<boolean>;
  /** Starts it again on the same port after it was killed; where somebody else did, there is nothing to do. */
  startAgain(): Promise<void>;
  /** Stops the server where nobody else is connected to it: of several commands in one folder the last one does. */
  release(): Promise<void>;
  /** Stops it without waiting for its connections. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The data folder; initialised at first. Port and password are kept beside it in `<folder>.json`. */
  readonly folder: string;
  /** Settings as `name=value`. */
  readonly settings?: readonly string[];
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
  const place = { folder, programs, as: runAs([folder, programs.postgres]) };
  const setting = { ...place, settings, kept: await prepareFolder(place) };
  const server = await runningOrStarted(setting, () => freePort(setting.kept.port));
  if (server !== 'password refused') return serverOf(setting, server);
  // The file with the password is another database's, or an older one.
  const again = { ...setting, kept: await keepNewPassword(place) };
  const started = await runningOrStarted(again, () => freePort(again.kept.port));
  if (started === 'password refused') throw await failure(folder, 'takes no password');
  return serverOf(again, started);
}

interface Setting extends PostgresPlace {
  readonly kept: Kept;
  readonly settings: readonly string[];
}

interface Running {
  readonly pid: number;
  readonly port: number;
}

/** Uses the server that runs on the folder, else starts one. */
async function runningOrStarted(
  setting: Setting,
  portFor: () => Promise<number>,
): Promise<Running | 'password refused'> {
  const { folder } = setting;
  for (let tries = 0; ; tries += 1) {
    const running = await takenOver(setting);
    if (running !== undefined) return running;
    if (tries > 0) {
      // Another command was faster, or what a killed server left behind needs a moment to go.
      const reason = await reasonIn(`${folder}.log`);
      if (!/lock file|shared memory|could not bind|in use/i.test(reason) || tries > 20) {
        throw await failure(folder, 'does not start');
      }
      await pause(200);
    }
    await endOrphans(folder);
    await start(setting, await portFor());
  }
}

/** The server of this folder once it takes connections, however long it recovers; undefined where there is none. */
async function takenOver({ folder, kept }: Setting): Promise<Running | 'password refused' | undefined> {
  for (;;) {
    const found = await postmasterOf(folder);
    if (found === undefined) return undefined;
    const answer = await knock(found, kept.password);
    if (answer === 'open' && found.port !== undefined) return { pid: found.pid, port: found.port };
    if (answer === 'password refused') return answer;
    await pause(20);
  }
}

async function knock({ port, isReady }: Postmaster, password: string): Promise<'open' | 'shut' | 'password refused'> {
  // Until it says so itself, knocking only fills its log.
  if (port === undefined || !isReady) return 'shut';
  const db = openDatabase(addressOf(port, password, 'postgres'), 1);
  try {
    await askForAnswer(db);
    return 'open';
  } catch (error) {
    return isRefusedLogin(error) ? 'password refused' : 'shut';
  } finally {
    await db.close();
  }
}

/** Starts a server and waits until it is on its way or has ended. */
async function start({ folder, programs, as, settings }: Setting, port: number): Promise<void> {
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings];
  const log = await open(`${folder}.log`, 'w');
  const child = as.spawn(programs.postgres, ['-D', folder, '-p', String(port), ...all.flatMap((one) => ['-c', one])], {
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  child.unref();
  await log.close();
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
  };
  child.once('close', end).once('error', end);
  // A killed server leaves its own word behind: only this one's counts.
  while (!hasEnded && (await postmasterOf(folder))?.pid !== child.pid) await pause(20);
}

function serverOf(setting: Setting, first: Running): PostgresServer {
  const { folder, kept } = setting;
  const { port } = first;
  let { pid } = first;
  const stop = () => endServer(pid);
  return {
    url: (database) => addressOf(port, kept.password, database),
    isRunning: () => isAlive(pid),
    async startAgain() {
      const again = await runningOrStarted(setting, async () => port);
      if (again === 'password refused') throw await failure(folder, 'takes our password no longer');
      pid = again.pid;
    },
    stop,
    async release() {
      if (!(await isUsedByOthers(port, kept.password))) await stop();
    },
  };
}

async function isUsedByOthers(port: number, password: string): Promise<boolean> {
  const db = openDatabase(addressOf(port, password, 'postgres'), 1);
  try {
    // Our own connections were closed just now; the server may not have noticed yet.
    for (let tries = 0; tries < 20; tries += 1) {
      if ((await otherClients(db)) === 0) return false;
      await pause(50);
    }
    return true;
  } catch {
    return false;
  } finally {
    await db.close();
  }
}

const addressOf = (port: number, password: string, database: string): string =>
  `postgres://caudal:${password}@127.0.0.1:${port}/${database}`;
