import { once } from 'node:events';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { test } from '../../test/support/database.ts';
import { folderInProject } from '../../test/support/folder-in-project.ts';
import { type DatabasePool, openDatabase } from '../store/database.ts';
import { type DoctorSeen, doctorFindings, type Finding, seeDatabase } from '../usecases/health/index.ts';
import { examine } from './examine.ts';
import { say } from './terminal.ts';

let folder = '';
beforeAll(async () => {
  folder = await folderInProject();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function urlOf(db: DatabasePool): Promise<string> {
  const [row] = await db.query<{ name: string }>('select current_database() as name');
  return inject('postgresUrl').replace(/postgres$/, row?.name ?? '');
}

/** What is said of an installation, each finding as a line with what to do. */
async function said(variables: Record<string, string>): Promise<readonly string[]> {
  const findings = await examine({ localFolder: folder, variables, say });
  return findings.filter(({ state }) => state !== 'good').map(lineOf);
}

const lineOf = ({ check, state, says, todo }: Finding): string => `${state} ${check}: ${says} → ${todo}`;

const about = (lines: readonly string[], check: string) => lines.filter((line) => line.split(':')[0]?.endsWith(check));

test('an installation whose every part is at fault is told of each, with what to do', async ({ db }) => {
  // A portal that is not ours at the address, and a mail server that hangs up.
  const elsewhere = createServer((_, answer) => answer.writeHead(404).end()).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const address = elsewhere.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const secretFile = join(folder, 'open-to-all');
  await writeFile(secretFile, 'change-me-change-me-change-me-change-me');
  await chmod(secretFile, 0o644);
  const backups = join(folder, 'backups');
  await mkdir(join(backups, '2026-01-02T030000Z'), { recursive: true });
  await writeFile(join(backups, '2026-01-02T030000Z', 'manifest.json.zst'), '');
  await mkdir(join(folder, 'postgres'), { recursive: true });
  await db.query(`delete from migration where name > '0070'`);
  const lines = await said({
    CAUDAL_MODE: 'production',
    DATABASE_URL: await urlOf(db),
    CAUDAL_PUBLIC_URL: `http://127.0.0.1:${port}`,
    CAUDAL_SECRET_FILE: secretFile,
    CAUDAL_BACKUP_FOLDER: backups,
    CAUDAL_MIN_FREE_MB: '100000000',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    STRIPE_SECRET_KEY: 'sk_test_1234',
    HOST: '0.0.0.0',
  });
  elsewhere.close();
  expect(about(lines, 'configuration').join('\n')).toMatch(/sample/);
  expect(about(lines, 'secret').join('\n')).toMatch(/can be read by everybody.*→ chmod 600[\s\S]*openssl rand/);
  expect(about(lines, 'database').join('\n')).toMatch(/fsync is off.*→ Turn fsync on/);
  expect(about(lines, 'migrations').join('\n')).toMatch(/stands at 00.*→ npx caudal backup, then npx caudal migrate/);
  expect(about(lines, 'disk').join('\n')).toMatch(/^wrong disk: .*GB are free.*→ Make room/);
  expect(about(lines, 'backup').join('\n')).toMatch(/The newest backup is \d+ hours old.*→ Look at its timer/);
  expect(about(lines, 'backup').join('\n')).toMatch(/not sealed.*→ Name a file with its key/);
  expect(about(lines, 'worker').join('\n')).toMatch(/No worker runs.*→ systemctl start caudal-worker@1/);
  expect(about(lines, 'staff').join('\n')).toMatch(/Nobody is administrator.*→ npx caudal staff add/);
  expect(about(lines, 'proxy').join('\n')).toMatch(/CAUDAL_PROXIES is 0.*→ CAUDAL_PROXIES=1/);
  expect(about(lines, 'proxy').join('\n')).toMatch(/listens at 0\.0\.0\.0/);
  expect(about(lines, 'address').join('\n')).toMatch(/is not this portal: it answers 404 → Look at DNS/);
  expect(about(lines, 'mail').join('\n')).toMatch(/takes no mail from us: .*→ Look at SMTP_URL/);
  expect(about(lines, 'payments').join('\n')).toMatch(/a test key.*→ Use the live key/);
});

test('a database whose clock is off, and one that a newer Caudal migrated', async ({ db }) => {
  await db.query(`insert into migration (name, sha256, release) values ('9999_later.sql', '', '99.0.0')`);
  const url = new URL(await urlOf(db));
  await db.query(`create schema off; create function off.clock_timestamp() returns timestamptz language sql
    as $$ select pg_catalog.clock_timestamp() + interval '90 seconds' $$`);
  url.searchParams.set('options', '-c search_path=off,pg_catalog,public');
  const lines = await said({ DATABASE_URL: url.href });
  expect(about(lines, 'clock').join('\n')).toMatch(/differ by (89|9\d) s.*→ Let both keep the time/);
  expect(about(lines, 'migrations').join('\n')).toMatch(/by a newer Caudal: 9999_later.*→ Start the newer one/);
});

test('a database that has no tables yet, and one that is away', async ({ db }) => {
  const admin = openDatabase(await urlOf(db), 1);
  await admin.query('create database not_migrated');
  const url = inject('postgresUrl').replace(/postgres$/, 'not_migrated');
  expect(about(await said({ DATABASE_URL: url }), 'migrations')).toEqual([
    'doubtful migrations: The database has no tables yet. → npx caudal migrate',
  ]);
  await admin.query('drop database not_migrated with (force)');
  await admin.close();
  const away = await said({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(about(away, 'database').join('\n')).toMatch(/does not answer: .*ECONNREFUSED.*→ Start PostgreSQL/);
  expect(about(await said({ CAUDAL_MODE: 'production' }), 'configuration').join('\n')).toMatch(/sample/);
});

test('a log that cannot be archived is told of, also where there is no backup yet', async ({ db }) => {
  const url = new URL(await urlOf(db));
  // What the server says of itself once its archive_command has failed: only a server of its own could be made to.
  await db.query(`create schema off; create view off.pg_stat_archiver as
    select now() - interval '1 hour' as last_archived_time, now() as last_failed_time;
    create function off.current_setting(text) returns text language sql
    as $$ select case $1 when 'archive_mode' then 'on' else pg_catalog.current_setting($1) end $$`);
  url.searchParams.set('options', '-c search_path=off,pg_catalog,public');
  const lines = about(
    await said({ DATABASE_URL: url.href, CAUDAL_BACKUP_FOLDER: join(folder, 'none-yet') }),
    'backup',
  ).join('\n');
  expect(lines).toMatch(/There is no backup in .*none-yet.*→ systemctl start caudal-backup, or npx caudal backup/);
  expect(lines).toMatch(/cannot archive its log.*→ Look into its own log, in \/var\/log\/postgresql/);
});

test('a billing system that sent nothing for three days and more, and a package that waits for a person', async ({
  db,
}) => {
  const packages = async () => {
    const database = await seeDatabase(db, () => Temporal.Now.instant());
    const seen = { ...nothingElse, database, isBilledElsewhere: true };
    return doctorFindings(seen)
      .filter(({ check }) => check === 'packages')
      .map(lineOf);
  };
  expect(await packages()).toEqual([expect.stringMatching(/^wrong packages: No package .*→ npx caudal import cis/)]);
  const run = `insert into exchange_run (number, scope, as_of, sha256, source, received_at, received_by, state, waits_for, applied_at, report)`;
  await db.query(`${run} values (1, 'full', '2026-01-01', repeat('a', 64), 'cis', now() - interval '80 hours', 'cli',
    'applied', '{}', now() - interval '80 hours', '{}')`);
  expect(await packages()).toEqual([
    expect.stringMatching(/^wrong packages: .* went in 80 hours ago.*→ Look whether it wrote one since/),
  ]);
  await db.query(`${run} values (2, 'delta', '2026-01-02', repeat('b', 64), 'cis', now() - interval '30 hours', 'cli',
    'applied', '{}', now() - interval '30 hours', '{}')`);
  await db.query(
    `${run} values (3, 'delta', '2026-01-03', repeat('c', 64), 'cis', now(), 'cli', 'waits', '{closed}', null, '{}')`,
  );
  expect(await packages()).toEqual([
    expect.stringMatching(/^doubtful packages: .* went in 30 hours ago/),
    expect.stringMatching(/^doubtful packages: .* wait for a person: 1.*→ Let somebody/),
  ]);
});

/** Of the rest of an installation nothing is asked here. */
const nothingElse: Omit<DoctorSeen, 'database' | 'isBilledElsewhere'> = {
  ...{ isProduction: true, configuration: [], secret: { text: undefined, openFiles: [] }, sealedOtherwise: 0 },
  ...{ isEmbedded: false, knownMigration: '', isClockKept: true, disks: [], minFreeBytes: 0, proxies: 1, host: '::1' },
  backups: { folder: '', newestSeconds: 0, logSeconds: 0, isSealed: true, isBesideDatabase: false },
  ...{ address: undefined, mail: undefined, processorKey: 'live' },
};
