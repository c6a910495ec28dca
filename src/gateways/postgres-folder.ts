import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { newPasswordStatement } from '../store/database-server.ts';
import { freePort } from './free-port.ts';
import type { PostgresPrograms } from './postgres-programs.ts';
import type { RunAs } from './postgres-user.ts';
import { endServer, isAlive, postmasterOf } from './postmaster.ts';
import { createWhole, writeWhole } from './whole-file.ts';

/** What is kept beside a data folder, in `<folder>.json`. */
export interface Kept {
  readonly port: number;
  readonly password: string;
}

export interface PostgresPlace {
  readonly folder: string;
  readonly programs: PostgresPrograms;
  readonly as: RunAs;
}

/** The embedded PostgreSQL cannot be used; the message says what to do. */
export class EmbeddedPostgresFailed extends Error {}

/** Sees to it that there is a whole data folder and that we know its password; repairs what an earlier start left unfinished. */
export async function prepareFolder(place: PostgresPlace): Promise<Kept> {
  const { folder } = place;
  await removeUnfinished(folder);
  const file = `${folder}.json`;
  const known = await readKept(file);
  if (isDatabase(folder)) return known ?? (await keepNewPassword(place));
  const fresh = { port: await freePort(), password: randomBytes(24).toString('base64url') };
  if (known === undefined) {
    await rm(file, { force: true });
    await createWhole(file, textOf(fresh), 0o600);
  }
  // Of two first starts at once, one wrote its password first.
  const kept = (await readKept(file)) ?? fresh;
  await initialise(place, kept);
  return kept;
}

/** Gives the database a new password and keeps it; for where the one before is lost. Ends a server that runs on it. */
export async function keepNewPassword(place: PostgresPlace): Promise<Kept> {
  const { folder, programs, as } = place;
  const running = await postmasterOf(folder);
  if (running !== undefined) await endServer(running.pid);
  const kept = { port: running?.port ?? (await freePort()), password: randomBytes(24).toString('base64url') };
  const log = await open(`${folder}.log`, 'w');
  // Without a server PostgreSQL takes statements from its own user, unasked.
  const child = as.spawn(programs.postgres, ['--single', '-D', folder, 'postgres'], {
    stdio: ['pipe', log.fd, log.fd],
  });
  child.stdin?.on('error', () => undefined).end(`${newPasswordStatement(kept.password)}\n`);
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  await log.close();
  if (code !== 0) throw await failure(folder, 'could not be given a new password');
  await writeWhole(`${folder}.json`, textOf(kept), 0o600);
  return kept;
}

const textOf = (kept: Kept) => `${JSON.stringify(kept)}\n`;

/** Undefined where the file is not there, or was cut off while it was written. */
async function readKept(file: string): Promise<Kept | undefined> {
  try {
    const { port, password } = JSON.parse(await readFile(file, 'utf8')) as Partial<Kept>;
    return Number.isInteger(port) && port !== undefined && typeof password === 'string'
      ? { port, password }
      : undefined;
  } catch {
    return undefined;
  }
}

const isDatabase = (folder: string) =>
  existsSync(join(folder, 'PG_VERSION')) && existsSync(join(folder, 'global', 'pg_control'));

/** Initialised in a folder beside, which gets its name once it is whole: a start cut off leaves nothing that looks like one. */
async function initialise({ folder, programs, as }: PostgresPlace, kept: Kept): Promise<void> {
  const beside = `${folder}${unfinished}${process.pid}-${randomBytes(4).toString('hex')}`;
  ours.add(basename(beside));
  await mkdir(beside, { mode: 0o700 });
  // initdb wants the password in a file; not in standard input, which Node makes a socket that it cannot open again.
  const passwordFile = `${beside}.password`;
  await writeFile(passwordFile, `${kept.password}\n`, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) {
    for (const path of [beside, passwordFile]) await chown(path, as.uid, as.gid);
  }
  const log = await open(`${folder}.log`, 'w');
  const args = ['--pgdata', beside, '--username=caudal', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const child = as.spawn(programs.initdb, [...args, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'], {
    stdio: ['ignore', log.fd, log.fd],
  });
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  await log.close();
  await rm(passwordFile, { force: true });
  if (code !== 0) throw await failure(folder, 'could not be initialised');
  // What is there without being a database was left by a start cut off before there was this care.
  if (existsSync(folder) && !isDatabase(folder)) await rename(folder, `${beside}.ruin`);
  try {
    await rename(beside, folder);
  } catch (error) {
    if (!isDatabase(folder)) throw error;
    // Another first start came first.
    await rm(beside, { recursive: true, force: true });
  }
}

const unfinished = '.unfinished-';

/** Those that this process begins. */
const ours = new Set<string>();

/** Removes what starts left that were cut off. One that still goes on is named after a process that lives. */
async function removeUnfinished(folder: string): Promise<void> {
  const parent = dirname(folder);
  const start = `${basename(folder)}${unfinished}`;
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(start)) continue;
    const pid = Number.parseInt(name.slice(start.length), 10);
    if (pid === process.pid ? [...ours].some((one) => name.startsWith(one)) : await isAlive(pid)) continue;
    // An initdb that outlived its starter may still write there for a second; the next start removes what is left.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** One sentence with PostgreSQL's own reason and what to do about it. */
export async function failure(folder: string, what: string): Promise<EmbeddedPostgresFailed> {
  const reason = (await reasonIn(`${folder}.log`)) || 'it gave no reason';
  return new EmbeddedPostgresFailed(
    `The database in ${folder} ${what} (${reason}): see ${folder}.log, ` +
      `or, where nothing in it is worth keeping, remove ${dirname(folder)} and start again.`,
  );
}

/** What it answered to who knocked while it began or ended, which is no reason of its own. */
const saidToClients = /FATAL: {2}(the database system is |terminating )/;

/** What PostgreSQL itself gave as its reason to end. */
export async function reasonIn(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  const lines = text
    .trimEnd()
    .split('\n')
    .filter((line) => !saidToClients.test(line));
  return (lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '').trim();
}
