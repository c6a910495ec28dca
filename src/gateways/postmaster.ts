import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A PostgreSQL server's first process, as its data folder names it. */
export interface Postmaster {
  readonly pid: number;
  /** Not yet known in the first moments of a start. */
  readonly port: number | undefined;
  /** It takes connections, also where it recovers and lets them only read. */
  readonly isReady: boolean;
}

/** The postmaster that runs on this data folder, from this process or another. */
export async function postmasterOf(folder: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(lockFile(folder), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0 || !(await isAlive(pid))) return undefined;
  if (!(await isPostgresOf(pid, folder))) {
    // After a restart of the machine the number may be another program's; PostgreSQL itself would then refuse to start.
    await rm(lockFile(folder), { force: true });
    return undefined;
  }
  return { pid, port: port > 0 ? port : undefined, isReady: ['ready', 'standby'].includes(lines[7]?.trim() ?? '') };
}

const lockFile = (folder: string) => join(folder, 'postmaster.pid');

/** Whether the process runs. One that has ended and that nobody asked after (a zombie) does not. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return (await statOf(pid))[0] !== 'Z';
}

/** Ends a server as fast as it can without losing anything, and waits until it has ended. */
export async function endServer(pid: number): Promise<void> {
  if (await isAlive(pid)) process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < 1500 && (await isAlive(pid)); tries += 1) await pause(20);
}

/**
 * Ends what is left of a server whose postmaster was killed: processes in the middle of a long query go on, and while they
 * do, PostgreSQL refuses to start on their folder. Only where there is `/proc`; elsewhere they are waited for.
 */
export async function endOrphans(folder: string): Promise<void> {
  const place = await realpath(folder).catch(() => folder);
  const names = await readdir('/proc').catch(() => []);
  for (const pid of names.filter((name) => /^\d+$/.test(name)).map(Number)) {
    if ((await placeOf(pid)) !== place || !(await commandOf(pid)).startsWith('postgres:')) continue;
    // One that was started by somebody else just now is no orphan.
    const parent = Number((await statOf(pid))[1]);
    if ((await placeOf(parent)) === place) continue;
    try {
      process.kill(pid, 'SIGQUIT');
    } catch {
      // It has ended by itself.
    }
  }
}

/** Whether the process is PostgreSQL at work in this folder, which is where its processes stand. */
async function isPostgresOf(pid: number, folder: string): Promise<boolean> {
  const command = await commandOf(pid);
  if (!isPostgres(command)) return false;
  const place = await placeOf(pid);
  return place === undefined || place === (await realpath(folder).catch(() => folder));
}

/** Whether a command line is PostgreSQL's. Its path may have spaces: Linux ends the program with a NUL, `ps` with nothing. */
export function isPostgres(command: string): boolean {
  const [program = ''] = command.split(command.includes('\0') ? '\0' : ' -', 1);
  return basename(program).startsWith('postgres');
}

/** The folder that a process stands in, where that can be known. */
const placeOf = (pid: number) => readlink(`/proc/${pid}/cwd`).catch(() => undefined);

/** State, parent and the rest of what Linux says about a process. */
async function statOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name before them stands in brackets and may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

async function commandOf(pid: number): Promise<string> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (command !== undefined || process.platform === 'linux') return command ?? '';
  return await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => '',
  );
}
