import { expect, inject, test } from 'vitest';
import { readMigrations } from '../../gateways/migration-files.ts';
import { openDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';

test('people who chose to hear of leaks hear of open hoses in the same ways; others do not', async () => {
  const server = new URL(inject('postgresUrl'));
  const admin = openDatabase(server.href, 1);
  await admin.query('create database before_open_hose');
  server.pathname = '/before_open_hose';
  const db = openDatabase(server.href, 1);
  try {
    const files = await readMigrations('db/migrations');
    await migrate(
      db,
      files.filter(({ name }) => name < '0048'),
    );
    // The choices alone: not whose they are.
    await db.query('set session_replication_role = replica');
    await db.query(
      `insert into alert_choices (login_id, account_id, kinds, unit, burst_through_quiet, ways, changed_at)
       values ('ana', 1, array['leak', 'high-use'], 'gal', true, '{"leak": ["sms"], "high-use": ["letter"]}', '2026-05-01Z'),
         ('bea', 1, array['leak'], 'gal', true, '{}', '2026-05-01Z'),
         ('luz', 1, array['burst'], 'gal', true, '{"burst": ["voice"]}', '2026-05-01Z')`,
    );
    await migrate(db, files);
    expect(await db.query('select login_id, kinds, ways from alert_choices order by login_id')).toEqual([
      {
        login_id: 'ana',
        kinds: ['leak', 'high-use', 'hose'],
        ways: { leak: ['sms'], hose: ['sms'], 'high-use': ['letter'] },
      },
      { login_id: 'bea', kinds: ['leak', 'hose'], ways: {} },
      { login_id: 'luz', kinds: ['burst'], ways: { burst: ['voice'] } },
    ]);
  } finally {
    await db.close();
    await admin.query('drop database before_open_hose');
    await admin.close();
  }
});
