import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderInProject } from '../../test/support/folder-in-project.ts';
import { openDatabase } from '../store/database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { failure } from './postgres-folder.ts';

let parent = '';
beforeAll(async () => {
  parent = await folderInProject();
  await chmod(parent, 0o755);
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const postmaster = async (folder: string) =>
  Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);

async function ask(url: string, sql: string): Promise<unknown[]> {
  const db = openDatabase(url, 1);
  try {
    return await db.query(sql);
  } finally {
    await db.close();
  }
}

/** A command in a process of its own. */
const startProcess = (folder: string): ChildProcess =>
  spawn(process.execPath, ['test/support/postgres-process.ts', folder], { stdio: ['ignore', 'pipe', 'inherit'] });

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

test('a second command in the folder uses the running server, and the last to leave stops it', async () => {
  const folder = join(parent, 'shared');
  // Both at once, as web and worker are started: one initialises, one starts.
  const [first, second] = await Promise.all([
    startEmbeddedPostgres({ folder, settings: ['fsync=off'] }),
    startEmbeddedPostgres({ folder, settings: ['fsync=off'] }),
  ]);
  expect(second.url('postgres')).toBe(first.url('postgres'));

  const db = openDatabase(first.url('postgres'), 1);
  await db.query('select 1');
  await second.release();
  expect(await db.query<{ n: number }>('select 1 as n')).toEqual([{ n: 1 }]);
  await db.close();
  await first.release();
  await expect(postmaster(folder)).rejects.toThrow();
});

test('a server that was killed starts again on its port with all it had promised', async () => {
  const folder = join(parent, 'killed');
  const server = await startEmbeddedPostgres({ folder });
  const url = server.url('postgres');
  await ask(url, 'create table kept as select 42 as answer');
  // In the middle of a query, which goes on without its postmaster and is in the way of the next one.
  const db = openDatabase(url, 1);
  const busy = db.query('select count(*) from generate_series(1, 1e12)').catch(() => 'ended');
  while ((await ask(url, `select from pg_stat_activity where query like '%1e12)'`)).length === 0) await pause(10);
  process.kill(await postmaster(folder), 'SIGKILL');
  while (await server.isRunning()) await pause(5);

  await server.startAgain();
  expect(await busy).toBe('ended');
  await db.close();
  expect(await server.isRunning()).toBe(true);
  expect(await ask(url, 'select answer from kept')).toEqual([{ answer: 42 }]);

  // A new command finds it killed as well.
  process.kill(await postmaster(folder), 'SIGKILL');
  const again = await startEmbeddedPostgres({ folder });
  expect(await ask(again.url('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  await again.stop();
});

test('a first start that was cut off, and all that was lost since, is no riddle to the next one', async () => {
  const folder = join(parent, 'cut-off');
  const first = startProcess(folder);
  const begun = async () => (await readdir(parent)).find((name) => /^cut-off\.unfinished-\d+-[0-9a-f]+$/.test(name));
  let unfinished: string | undefined;
  do {
    await pause(5);
    unfinished = await begun();
  } while (unfinished === undefined || !(await readdir(join(parent, unfinished))).includes('PG_VERSION'));
  await kill(first);

  const second = startProcess(folder);
  const [url] = (await once(second.stdout ?? second, 'data')).map(String);
  await ask(url ?? '', 'create table kept as select 42 as answer');

  // Its starter is killed, so that the server has nobody, and the file with its password is emptied.
  await kill(second);
  await writeFile(`${folder}.json`, '');
  const third = await startEmbeddedPostgres({ folder });
  expect(await ask(third.url('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  await third.stop();

  // The file is lost while nothing runs.
  await rm(`${folder}.json`);
  const fourth = await startEmbeddedPostgres({ folder });
  expect(await ask(fourth.url('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);

  // The file is another one's.
  const { port } = JSON.parse(await readFile(`${folder}.json`, 'utf8'));
  await writeFile(`${folder}.json`, JSON.stringify({ port, password: 'another' }));
  const fifth = await startEmbeddedPostgres({ folder });
  expect(await ask(fifth.url('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  await fifth.stop();
  expect((await readdir(parent)).filter((name) => name.startsWith('cut-off.'))).toEqual([
    'cut-off.json',
    'cut-off.log',
  ]);
});

test('a folder that PostgreSQL cannot use is said in one sentence, with what to do', async () => {
  const folder = join(parent, 'killed');
  await rm(join(folder, 'pg_wal'), { recursive: true });
  const error: Error = await startEmbeddedPostgres({ folder }).then(
    () => new Error('it started'),
    (refused) => refused,
  );
  expect(error.message).toMatch(/^The database in .*killed does not start \(.*pg_wal.*\): see .*\.log, or, .*remove/);
  expect(error.message).not.toContain('\n');
});

test('why it ended is its own word, not what it answered to who knocked meanwhile', async () => {
  const folder = join(parent, 'ended');
  const lines = [
    'FATAL:  recovery ended before configured recovery target was reached',
    'FATAL:  the database system is in recovery mode',
    'FATAL:  terminating connection due to unexpected postmaster exit',
  ];
  await writeFile(
    `${folder}.log`,
    `${lines.map((line) => `2026-11-30 21:58:45.881 UTC [28926] ${line}`).join('\n')}\n`,
  );
  const { message } = await failure(folder, 'does not start');
  expect(message).toContain('(2026-11-30 21:58:45.881 UTC [28926] FATAL:  recovery ended before');
});
