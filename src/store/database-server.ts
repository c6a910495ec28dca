import type { Database } from './database.ts';

/** Throws where the database does not answer. */
export async function askForAnswer(db: Database): Promise<void> {
  await db.query('select 1');
}

/** `180001` of PostgreSQL 18.1. */
export async function serverVersion(db: Database): Promise<number> {
  const [row] = await db.query<{ version: string }>(`select current_setting('server_version_num') as version`);
  return Number(row?.version);
}

/** Creates a database of this name, a word of ours, unless the server has it. */
export async function createDatabaseOnce(admin: Database, name: string): Promise<void> {
  const found = await admin.query('select from pg_database where datname = $1', [name]);
  if (found.length === 0) await admin.query(`create database ${name}`);
}

/** How many programs besides this connection use the server. */
export async function otherClients(db: Database): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  return row?.n ?? 0;
}

/** A statement for a server in single-user mode, which takes no parameters; the password is made of letters, digits, `-` and `_`. */
export const newPasswordStatement = (password: string): string => `alter role caudal password '${password}'`;
