import { createHash } from 'node:crypto';
import type { Database } from './database.ts';

export interface Migration {
  /** `0001_accounts.sql`. */
  readonly name: string;
  readonly sql: string;
}

/** Any number, the same in every process: concurrent starts take turns on it. */
const migrationLock = 4_202_605_06;

/**
 * Brings the database up to the last migration and returns the names it ran. Each runs once, in order, whole or not at
 * all; one that was edited after it ran is refused, since two databases would then differ under the same number.
 */
export async function migrate(db: Database, migrations: readonly Migration[]): Promise<string[]> {
  return db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    await tx.query(`create table if not exists migration (
      name text primary key,
      sha256 text not null,
      ran_at timestamptz not null default now()
    )`);
    const ran = new Map(
      (await tx.query<{ name: string; sha256: string }>('select name, sha256 from migration')).map((row) => [
        row.name,
        row.sha256,
      ]),
    );
    const fresh: string[] = [];
    for (const { name, sql } of migrations) {
      const sha256 = createHash('sha256').update(sql).digest('hex');
      const known = ran.get(name);
      if (known === sha256) continue;
      if (known !== undefined) throw new Error(`migration ${name} was edited after it ran; add a new one instead`);
      await tx.query(sql);
      await tx.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
      fresh.push(name);
    }
    return fresh;
  });
}
