import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openAccounts } from '../../test/support/accounts.ts';
import { folderInProject } from '../../test/support/folder-in-project.ts';
import { postNow } from '../../test/support/posting.ts';
import { cents } from '../domain/kernel/index.ts';
import { type PostgresServer, startEmbeddedPostgres } from '../gateways/embedded-postgres.ts';
import { readMigrations } from '../gateways/migration-files.ts';
import { type DatabasePool, openDatabase } from '../store/database.ts';
import { createDatabaseOnce } from '../store/database-server.ts';
import { migrate } from '../store/migrate.ts';
import { BackupRefused } from '../usecases/backup/index.ts';
import { backupsOf } from './backups.ts';
import { keptOlderSecrets } from './settings.ts';

const now = Temporal.Instant.from('2026-05-14T16:00:00Z');
const key = { CAUDAL_BACKUP_KEY: 'correct horse battery staple' };
const olderSecrets = 'the secret of the last year,the secret of the year before it';

let parent = '';
let local = '';
let server: PostgresServer;
let db: DatabasePool;
let accounts: readonly number[] = [];

/** An installation with a database of its own that runs all the while. */
beforeAll(async () => {
  parent = await folderInProject();
  await chmod(parent, 0o755);
  local = join(parent, 'caudal');
  server = await startEmbeddedPostgres({ folder: join(local, 'postgres'), settings: ['fsync=off'] });
  const admin = openDatabase(server.url('postgres'), 1);
  await createDatabaseOnce(admin, 'caudal');
  await admin.close();
  db = openDatabase(server.url('caudal'));
  await migrate(db, await readMigrations('db/migrations'));
  // A command that ends stops a server that nobody else uses.
  await db.openSession();
  accounts = await openAccounts(db, 20);
  await writeFile(join(local, 'secret'), 'a secret that signs and seals everything');
  await mkdir(join(local, 'print', 'batch-1'), { recursive: true });
  await writeFile(join(local, 'print', 'batch-1', 'letter.pdf'), 'a letter');
});
afterAll(async () => {
  await db.close();
  await server.stop();
  await rm(parent, { recursive: true, force: true });
});

let payments = 0;
async function pay(amount: number): Promise<void> {
  const account = accounts[payments % accounts.length] ?? 0;
  payments += 1;
  await postNow(
    db,
    {
      kind: 'payment',
      effectiveOn: Temporal.PlainDate.from('2026-05-14'),
      memo: 'paid at the counter',
      postings: [
        { ledgerAccount: 'cash.counter', amount: cents(amount) },
        { ledgerAccount: 'receivable', accountId: account, amount: cents(-amount) },
      ],
    },
    { now, idempotencyKey: `payment ${payments}` },
  );
}

/** What the books of a restored installation say. */
async function booksOf(folder: string): Promise<{ entries: number; cash: number }> {
  const restored = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  const its = openDatabase(restored.url('caudal'), 1);
  try {
    const [row] = await its.query<{ entries: number; cash: number }>(
      `select count(distinct entry_id)::int as entries, coalesce(sum(amount_cents), 0)::int as cash
       from posting where ledger_account = 'cash.counter'`,
    );
    if (row === undefined) throw new Error('no row');
    return row;
  } finally {
    await its.close();
    await restored.stop();
  }
}

const backups = (folder: string, variables: Readonly<Record<string, string>> = {}) =>
  backupsOf({
    localFolder: () => folder,
    variables: { PATH: process.env['PATH'], CAUDAL_BACKUP_FOLDER: join(parent, 'backups'), ...variables },
  });

test('what is paid while a backup is made, and until its log was copied, is there after a restore, also as of a moment in between', async () => {
  for (let n = 0; n < 5; n += 1) await pay(1000);
  let goesOn = true;
  const paying = (async () => {
    while (goesOn) await pay(100);
  })();
  const made = await backups(local, { ...key, CAUDAL_OLDER_SECRETS: olderSecrets }).backUp({});
  goesOn = false;
  await paying;
  expect(made).toMatchObject({ isSealed: true, hasFigures: true });
  expect(payments).toBeGreaterThan(5);

  // What comes after the base is in the log that is copied every few minutes.
  await pay(777);
  expect((await backups(local, key).shipLog({})).files).toBeGreaterThan(0);
  const before = payments;
  await pay(1);

  const found = await backups(local, key).drill({});
  expect(found).toMatchObject({ isCompared: true, differs: [], balancesDiffer: false });
  expect(found.books).toMatchObject({ entries: before, unbalanced: 0 });
  expect(found.tables).toBeGreaterThan(100);
  expect(await readdir(local)).not.toContain('drill');

  const into = join(parent, 'restored');
  await mkdir(into);
  await writeFile(join(into, 'older-secrets'), 'what was kept here');
  const restored = await backups(local, key).restore({ into });
  expect((await booksOf(into)).entries).toBe(before);
  expect(await readFile(join(into, 'secret'), 'utf8')).toBe('a secret that signs and seals everything');
  // What was sealed before the secret was changed opens again, too.
  expect(restored.olderSecretsFile).toBe(join(into, 'older-secrets'));
  expect(await keptOlderSecrets(into)).toEqual(olderSecrets.split(','));
  expect((await stat(join(into, 'older-secrets'))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(into, 'older-secrets.before-restore'), 'utf8')).toBe('what was kept here');
  expect(await readFile(join(into, 'print', 'batch-1', 'letter.pdf'), 'utf8')).toBe('a letter');
  expect(await readFile(join(restored.utilityFolder, 'utility.yaml'), 'utf8')).toBe(
    await readFile('utility/utility.yaml', 'utf8'),
  );
  // Nothing that is there is written over.
  await expect(backups(local, key).restore({ into })).rejects.toThrow(/holds a database already/);
  expect((await booksOf(into)).entries).toBe(before);

  await pay(5);
  const [row] = await db.query<{ at: Temporal.Instant }>('select clock_timestamp() as at');
  const until = payments;
  await pay(6);
  await backups(local, key).shipLog({});
  const then = join(parent, 'then');
  await backups(local, key).restore({ into: then, ...(row && { until: row.at }) });
  expect((await booksOf(then)).entries).toBe(until);
  const never = { into: join(parent, 'never'), until: Temporal.Instant.from('2099-01-01T00:00:00Z') };
  await expect(backups(local, key).restore(never)).rejects.toThrow(/Nothing was committed after 2099/);
  expect(await readdir(never.into)).not.toContain('postgres');
});

test('a sealed backup opens with its key alone, and one that was changed is not restored', async () => {
  const sealed = join(parent, 'backups');
  const folder = join(sealed, (await readdir(sealed))[0] ?? '');
  const other = { CAUDAL_BACKUP_KEY: 'somebody else’s words' };
  await expect(backups(local, other).drill({ folder: sealed })).rejects.toThrow(/another CAUDAL_BACKUP_KEY/);
  await expect(backups(local).drill({ folder: sealed })).rejects.toThrow(BackupRefused);
  const secret = Buffer.from('a secret that signs and seals everything');
  for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (one.isFile()) expect((await readFile(join(one.parentPath, one.name))).includes(secret)).toBe(false);
  }
  const file = join(folder, 'database-0.zst.sealed');
  const bytes = await readFile(file);
  bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60);
  await writeFile(file, bytes);
  const into = join(parent, 'changed');
  await expect(backups(local, key).restore({ folder: sealed, into })).rejects.toThrow(/database-0.*was changed/);
  expect(await readdir(into)).toEqual([]);
});

test('a backup that is killed leaves nothing under a good name, the next one removes what it left, and as many stay as are kept', async () => {
  const folder = join(parent, 'killed');
  const child = spawn(process.execPath, ['test/support/backup-process.ts', local, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const left = await readdir(folder);
  expect(left.filter((name) => !name.startsWith('.unfinished-'))).toEqual([]);
  await expect(backups(local).drill({ folder })).rejects.toThrow(/no backup/);
  // The log alone continues nothing: a whole backup is made first.
  const { base } = await backups(local).shipLog({ folder });
  expect((await readdir(folder)).toSorted()).toEqual([nameOf(base), 'wal']);
  const next = await backups(local).backUp({ folder, keep: 1 });
  expect(next.forgotten).toEqual([nameOf(base)]);
  expect((await readdir(folder)).toSorted()).toEqual([nameOf(next), 'wal']);
});

const nameOf = (made: { readonly folder: string } | undefined): string => made?.folder.split('/').at(-1) ?? '';

test('a server of somebody else’s is dumped by a program of its version, or it is said which one is missing', async () => {
  const outside = { DATABASE_URL: inject('postgresUrl').replace(/postgres$/, 'caudal_template') };
  const theirs = openDatabase(outside.DATABASE_URL, 1);
  const [version] = await theirs.query<{ major: number }>(
    `select current_setting('server_version_num')::int / 10000 as major`,
  );
  await theirs.close();
  const folder = join(parent, 'dumps');
  const made = backups(local, { ...outside, PATH: join(parent, 'nothing') }).backUp({ folder });
  await expect(made).rejects.toThrow(
    `PostgreSQL ${version?.major}, and this machine has no pg_dump of ${version?.major} or newer`,
  );
  expect(await readdir(folder)).toEqual([]);
  await expect(backups(local, outside).shipLog({ folder })).rejects.toThrow(/copied where it runs/);
});

test('where there is no database there is nothing to back up', async () => {
  await expect(backups(join(parent, 'empty')).backUp({})).rejects.toThrow(/There is no database/);
});
