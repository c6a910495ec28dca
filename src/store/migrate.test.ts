import { describe, expect, inject, test as plain } from 'vitest';
import { type DatabasePool, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration-plan.ts';

/** A test with an empty database that nothing migrated yet. */
const test = plain.extend('db', async ({ task }, { onCleanup }) => {
  const server = new URL(inject('postgresUrl'));
  const admin = openDatabase(server.href, 1);
  const name = `migrate_${task.id.replaceAll(/\W/g, '_')}`;
  await admin.query(`create database ${name}`);
  server.pathname = `/${name}`;
  const db = openDatabase(server.href, 2);
  onCleanup(async () => {
    await db.close();
    await admin.query(`drop database ${name} with (force)`);
    await admin.close();
  });
  return db;
});

const town: Migration = { name: '0001_town.sql', sql: 'create table town (id int, name text);' };
const street: Migration = { name: '0002_street.sql', sql: 'create table street (id int);' };
const meter: Migration = {
  name: '0003_meter.sql',
  sql: '-- release: 0.2.0 expand\ncreate table meter (id int);',
};
const index: Migration = {
  name: '0004_town_name.sql',
  sql: `-- caudal: outside-transaction
-- release: 0.2.0 expand
-- Two statements; a comment; with a semicolon.
drop index concurrently if exists town_name;
create unique index concurrently town_name
  on town (name);
`,
};

const ran = async (db: DatabasePool) =>
  (await db.query<{ name: string }>('select name from migration order by name')).map((row) => row.name);

describe('migrations run in order', () => {
  test('each once', async ({ db }) => {
    expect(await migrate(db, [town, street])).toEqual([town.name, street.name]);
    expect(await migrate(db, [town, street, meter])).toEqual([meter.name]);
    expect(await migrate(db, [town, street, meter])).toEqual([]);
    expect(await db.query('select name, release from migration order by name')).toEqual([
      { name: town.name, release: null },
      { name: street.name, release: null },
      { name: meter.name, release: '0.2.0' },
    ]);
  });

  test('an upgrade that fails leaves the database to the version that was there', async ({ db }) => {
    await migrate(db, [town]);
    const broken = { ...meter, sql: 'create table no good' };
    await expect(migrate(db, [town, street, broken])).rejects.toThrow('syntax error');
    expect(await ran(db)).toEqual([town.name]);
    expect(await db.query(`select to_regclass('street') as street`)).toEqual([{ street: null }]);
    expect(await migrate(db, [town])).toEqual([]);
  });

  test('several programs that start at once migrate one after the other', async ({ db }) => {
    const answers = await Promise.all([1, 2].map(() => migrate(db, [town, street, meter, index])));
    expect(answers.map((names) => names.length).sort()).toEqual([0, 4]);
  });
});

test('a table in use by long work is waited for, and those who come after are let through meanwhile', async ({
  db,
}) => {
  await migrate(db, [town, street]);
  const work = await db.openSession();
  await work.query('begin');
  await work.query('lock table town in row exclusive mode');
  const changes: Migration = {
    name: '0003_meter.sql',
    sql: `-- release: 0.2.0 expand
    alter table street add column since date; alter table town add column since date;`,
  };
  const told = Promise.withResolvers<void>();
  const migrating = migrate(db, [town, street, changes], { busy: told.resolve });
  // Told after three tries, of which each gave back what it had: these reads were never stopped for longer than one.
  for (let isTold = false; !isTold; ) {
    await db.query('select 1 from street, town');
    isTold = await Promise.race([
      told.promise.then(() => true),
      new Promise<boolean>((go) => setTimeout(go, 20, false)),
    ]);
  }
  expect(await ran(db)).toEqual([town.name, street.name]);
  await work.query('commit');
  work.end();
  expect(await migrating).toEqual([changes.name]);
});

describe('refused is', () => {
  test('a migration that was edited after it ran', async ({ db }) => {
    await migrate(db, [town]);
    await expect(migrate(db, [{ ...town, sql: 'select 1;' }])).rejects.toThrow(
      'migration 0001_town.sql was edited after it ran; add a new one instead',
    );
  });

  test('one that comes late, with a number below the newest that ran', async ({ db }) => {
    await migrate(db, [town, street]);
    await db.query(`update migration set name = '0003_meter.sql', sha256 = '' where name = '0002_street.sql'`);
    await expect(migrate(db, [town, street, meter])).rejects.toThrow(
      'migration 0002_street.sql comes before 0003_meter.sql, which ran in this database already; give it the next free number',
    );
    expect(await ran(db)).toEqual([town.name, meter.name]);
  });

  test('a number that is missing, twice there, out of order, or was left out before numbers had to follow', async ({
    db,
  }) => {
    const many = Array.from({ length: 12 }, (_, i) => ({
      name: `${String(i + 1).padStart(4, '0')}_x.sql`,
      sql: 'select 1;',
    }));
    await expect(migrate(db, [town, meter])).rejects.toThrow(
      'migration 0002 is missing: 0003_meter.sql is there, but no file numbered 0002',
    );
    await expect(migrate(db, [town, street, { ...meter, name: '0002_z.sql' }])).rejects.toThrow(
      'migration 0002_z.sql has a number that is taken or left out; the next free one is 0003',
    );
    await expect(migrate(db, [street, town])).rejects.toThrow('migration 0001 is missing');
    await expect(migrate(db, [...many, { ...meter, name: '0013_late.sql' }])).rejects.toThrow(
      'migration 0013_late.sql has a number that is taken or left out; the next free one is 0014',
    );
    expect(await migrate(db, [...many, { ...meter, name: '0014_next.sql' }])).toHaveLength(13);
  });

  test('a database that a newer Caudal migrated', async ({ db }) => {
    await migrate(db, [town, street, meter]);
    await expect(migrate(db, [town, street])).rejects.toThrow(
      'this database was made by Caudal 0.2.0, which is newer than this one (migration 0003_meter.sql ran in it); start that version, or a newer one',
    );
    await expect(migrate(db, [town])).rejects.toThrow('this database was made by Caudal 0.2.0');
    await db.query('update migration set release = null');
    await expect(migrate(db, [town, street])).rejects.toThrow('this database was made by a newer Caudal');
  });

  test('a database that another line of Caudal migrated', async ({ db }) => {
    await migrate(db, [town, { ...street, name: '0002_road.sql' }]);
    await expect(migrate(db, [town, street, meter])).rejects.toThrow(
      'migration 0002_road.sql ran in this database, but this version of Caudal has no such file',
    );
  });
});

describe('outside a transaction', () => {
  test('an index is made while the table is written to', async ({ db }) => {
    await migrate(db, [town, street, meter]);
    expect(await migrate(db, [town, street, meter, index, { ...meter, name: '0005_z.sql', sql: '' }])).toEqual([
      index.name,
      '0005_z.sql',
    ]);
    expect(await valid(db)).toEqual([{ valid: true }]);
  });

  test('one that failed half-way is run again from its beginning', async ({ db }) => {
    await migrate(db, [town, street, meter]);
    await db.query(`insert into town values (1, 'Agua'), (2, 'Agua')`);
    await expect(migrate(db, [town, street, meter, index])).rejects.toThrow('could not create unique index');
    expect(await valid(db), 'what PostgreSQL leaves behind').toEqual([{ valid: false }]);
    expect(await ran(db)).not.toContain(index.name);
    await db.query('delete from town where id = 2');
    expect(await migrate(db, [town, street, meter, index])).toEqual([index.name]);
    expect(await valid(db)).toEqual([{ valid: true }]);
  });

  test('without the marker it would be refused by PostgreSQL', async ({ db }) => {
    const unmarked = { ...index, sql: index.sql.replace('-- caudal: outside-transaction', '--') };
    await expect(migrate(db, [town, street, meter, unmarked])).rejects.toThrow('cannot run inside a transaction block');
    expect(await db.query(`select to_regclass('migration') as migration`)).toEqual([{ migration: 'migration' }]);
    expect(await ran(db)).toEqual([]);
  });
});

const valid = (db: DatabasePool) =>
  db.query(`select indisvalid as valid from pg_index where indexrelid = 'town_name'::regclass`);
