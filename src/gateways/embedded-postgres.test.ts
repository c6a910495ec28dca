import { chmod, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderInProject } from '../../test/support/folder-in-project.ts';
import { openDatabase } from '../store/database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

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

test('a second command in the folder uses the running server, and the last to leave stops it', async () => {
  const folder = join(parent, 'shared');
  const first = await startEmbeddedPostgres({ folder, settings: ['fsync=off'] });
  const second = await startEmbeddedPostgres({ folder });
  expect(second.url('postgres')).toBe(first.url('postgres'));

  const db = openDatabase(first.url('postgres'), 1);
  await db.query('select 1');
  await second.release();
  expect(await db.query<{ n: number }>('select 1 as n')).toEqual([{ n: 1 }]);
  await db.close();
  await first.release();
  await expect(postmaster(folder)).rejects.toThrow();
}, 60_000);

test('a server that was killed starts again with all it had promised', async () => {
  const folder = join(parent, 'killed');
  const killed = await startEmbeddedPostgres({ folder });
  await ask(killed.url('postgres'), 'create table kept as select 42 as answer');
  process.kill(await postmaster(folder), 'SIGKILL');

  const again = await startEmbeddedPostgres({ folder });
  expect(await ask(again.url('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  await again.stop();
}, 60_000);
