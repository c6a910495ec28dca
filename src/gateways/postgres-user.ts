import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** How PostgreSQL's programs are run, since they refuse to run as root. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess;
}

/**
 * An ordinary user runs them as themselves. Root runs them as `postgres`, or `nobody` where there is none: no user is
 * made. Where that user could not reach one of `needed` (a clone under /root, which is closed to others), the program
 * keeps the one capability of passing through folders, and nobody's permissions change.
 */
export function runAs(needed: readonly string[]): RunAs {
  const spawnAs = (program: string, args: readonly string[], options: SpawnOptions) =>
    spawn(program, [...args], options);
  if (process.getuid?.() !== 0) return { spawn: spawnAs };
  const { uid, gid } = unprivilegedUser();
  if (needed.every(reachable)) {
    return { uid, gid, spawn: (program, args, options) => spawnAs(program, args, { ...options, uid, gid }) };
  }
  const keep = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  return {
    uid,
    gid,
    spawn: (program, args, options) =>
      spawnAs('setpriv', [...keep, '--bounding-set=-all,+dac_override', program, ...args], options),
  };
}

function unprivilegedUser(): { readonly uid: number; readonly gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as');
}

/** Whether every folder on the way lets others pass. */
function reachable(path: string): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
