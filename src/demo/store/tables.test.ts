import { expect, inject, test } from 'vitest';
import { readMigrations } from '../../gateways/migration-files.ts';
import { type DatabasePool, openDatabase } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import { demoItems, keepDemoMail } from './mailbox.ts';
import { findSandboxSession } from './sandbox-processor.ts';
import { demoWorld } from './world.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

/** An empty database of its own, before any migration. */
async function withNewDatabase(name: string, work: (db: DatabasePool) => Promise<void>): Promise<void> {
  const server = new URL(inject('postgresUrl'));
  const admin = openDatabase(server.href, 1);
  await admin.query(`create database ${name}`);
  server.pathname = `/${name}`;
  const db = openDatabase(server.href, 2);
  try {
    await work(db);
  } finally {
    await db.close();
    await admin.query(`drop database ${name}`);
    await admin.close();
  }
}

const product = await readMigrations('db/migrations');
const demo = await readMigrations('db/demo');

const tablesOfDemo = (db: DatabasePool) =>
  db.query(
    `select from information_schema.tables where table_schema in ('demo', 'sandbox_processor') or table_name like 'demo%'`,
  );

test('production has no table of the demo', () =>
  withNewDatabase('without_demo', async (db) => {
    await migrate(db, product);
    expect(await tablesOfDemo(db)).toEqual([]);
    await migrate(db, demo, { schema: 'demo' });
    expect((await tablesOfDemo(db)).length, 'the check sees those of a demo').toBeGreaterThan(6);
    expect(await migrate(db, demo, { schema: 'demo' })).toEqual([]);
  }));

test('a demo that began before its tables moved keeps its time, its mails and its processor', () =>
  withNewDatabase('before_demo_moved', async (db) => {
    await migrate(
      db,
      product.filter(({ name }) => name < '0050'),
    );
    await db.query(
      `insert into demo_world (began_at, pretended_at, accounts) values ('2026-01-01Z', '2026-05-07T16:00Z', 15)`,
    );
    await db.query(
      `insert into demo_mail (received_at, recipient, subject, body_text) values ($1, 'ana@example.org', 'Before', 'Kept')`,
      [now],
    );
    await db.query(
      `insert into sandbox_processor.session (id, merchant_reference, idempotency_key, purpose, amount_cents, language,
         merchant, summary, return_url, state, created_at, expires_at)
       values ('cs_1', 'P-1', 'P-1', 'payment', 4500, 'es', 'Medford Water', 'A bill', 'http://localhost', 'open', $1, $1)`,
      [now],
    );
    await migrate(db, product);
    await migrate(db, demo, { schema: 'demo' });
    expect((await demoWorld(db))?.accounts).toBe(15);
    await keepDemoMail(db, { recipient: 'ana@example.org', subject: 'After', text: 'New', html: undefined }, now);
    const items = await demoItems(db, { search: 'ana', offset: 0, limit: 10 });
    expect(items.map(({ subject }) => subject).sort()).toEqual(['After', 'Before']);
    expect((await findSandboxSession(db, 'cs_1'))?.state).toBe('open');
  }));

test('tables that moved are as those that a demo makes now', () =>
  withNewDatabase('moved', async (moved) => {
    await migrate(
      moved,
      product.filter(({ name }) => name < '0050'),
    );
    await moved.query(
      `insert into demo_world (began_at, pretended_at, accounts) values ('2026-01-01Z', '2026-05-07T16:00Z', 15)`,
    );
    await migrate(moved, product);
    await migrate(moved, demo, { schema: 'demo' });
    await withNewDatabase('made', async (made) => {
      await migrate(made, product);
      await migrate(made, demo, { schema: 'demo' });
      const columns = `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
        where table_schema = 'demo' and table_name <> 'migration' order by table_name, ordinal_position`;
      expect(await moved.query(columns)).toEqual(await made.query(columns));
    });
  }));
