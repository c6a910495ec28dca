import { randomUUID } from 'node:crypto';
import { inject, test as plain } from 'vitest';
import { type DatabasePool, openDatabase } from '../../src/store/database.ts';
import { citusServers, citusUrl } from './citus-database.ts';
import { emptied, openSweeper } from './emptied-database.ts';

interface TestDatabase {
  readonly name: string;
  readonly db: DatabasePool;
  readonly sweeper: DatabasePool;
}

/** One worker's databases: a test has one of them, and gives it back empty for the next test, of whichever file. */
class Databases {
  readonly #server = inject('postgresUrl');
  readonly #admin = openDatabase(this.#server, 1);
  readonly #ready: TestDatabase[] = [];
  /** On a cluster a database is one on each of its servers. */
  readonly #citus = citusUrl === undefined ? undefined : citusServers(citusUrl);

  async take(): Promise<TestDatabase> {
    const ready = this.#ready.pop();
    if (ready !== undefined) return ready;
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    // For a template this small, writing its pages to WAL beats copying files, which waits for checkpoints (70–420 ms).
    if (this.#citus === undefined) {
      await this.#admin.query(`create database ${name} template caudal_template strategy wal_log`);
    } else await (await this.#citus).create(name, 'caudal_template');
    const url = this.#server.replace(/postgres$/, name);
    const own = { name, db: openDatabase(url, 4), sweeper: openSweeper(url) };
    // Connections that stay, with what they have prepared and planned.
    for (const { pool } of [own.db, own.sweeper]) Object.assign(pool.options, { idleTimeoutMillis: 0 });
    return own;
  }

  async giveBack(own: TestDatabase): Promise<void> {
    // A few ms; a new clone of the template takes 35 to 250, as busy as the disk is.
    if (await emptied(own, inject('emptiness'))) {
      this.#ready.push(own);
      return;
    }
    // Ends whatever still goes on in it.
    if (this.#citus === undefined) await this.#admin.query(`drop database ${own.name} with (force)`);
    else await (await this.#citus).drop(own.name);
    await own.sweeper.close();
    if (!own.db.pool.ending) await own.db.close();
  }

  async close(): Promise<void> {
    for (const { db, sweeper, name } of this.#ready) {
      await db.close();
      await sweeper.close();
      // The server of a run goes with it, a cluster stays.
      if (this.#citus !== undefined) await (await this.#citus).drop(name);
    }
    await this.#admin.close();
  }
}

/** A test with a migrated, empty PostgreSQL database of its own: `test('…', async ({ db }) => …)`. */
export const test = plain
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures a fixture needs from this pattern
  .extend('databases', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const databases = new Databases();
    onCleanup(() => databases.close());
    return databases;
  })
  .extend('db', async ({ databases }, { onCleanup }) => {
    const own = await databases.take();
    onCleanup(() => databases.giveBack(own));
    return own.db;
  });
