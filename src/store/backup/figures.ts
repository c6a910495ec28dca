import { setTimeout as pause } from 'node:timers/promises';
import type { Database, DatabasePool } from '../database.ts';

/** One table: its rows, and the sum of what each row's text hashes to, which does not depend on their order. */
interface TableFigures {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
}

/** What the books of all accounts come to. */
export interface BookFigures {
  readonly accounts: number;
  readonly entries: number;
  /** Entries that do not come to nothing: none, ever. */
  readonly unbalanced: number;
  /** What all accounts owe together. */
  readonly owedCents: number;
  /** Over each account's own balance. */
  readonly balancesHash: string;
}

/** By which a restored database is known to be the one that was backed up. */
export interface BackupFigures {
  readonly tables: readonly TableFigures[];
  readonly books: BookFigures;
}

/** Reads every table whole; the transaction sees one moment. */
export async function backupFigures(tx: Database): Promise<BackupFigures> {
  // The text of a row depends on these, and another server may have others.
  await tx.query(
    `select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true), set_config('IntervalStyle', 'postgres', true),
       set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true)`,
  );
  const names = await tx.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  );
  const tables: TableFigures[] = [];
  for (const { name } of names) {
    const [row] = await tx.query<{ rows: number; hash: string }>(
      `select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as hash from ${name} t`,
    );
    tables.push({ table: name, rows: row?.rows ?? 0, hash: row?.hash ?? '0' });
  }
  return { tables, books: await bookFigures(tx) };
}

/** The books alone; a scan of all postings. */
export async function bookFigures(db: Database): Promise<BookFigures> {
  const [row] = await db.query<{ entries: number; unbalanced: number; accounts: number; owed: number; hash: string }>(
    `select (select count(*) from ledger_entry) as entries,
       (select count(*) from (select from posting group by entry_id having sum(amount_cents) <> 0) e) as unbalanced,
       count(*) as accounts, coalesce(sum(balance), 0)::bigint as owed,
       coalesce(sum(hashtextextended(account_id || ' ' || balance, 0)::numeric), 0)::text as hash
     from (select account_id, sum(amount_cents) as balance from posting where ledger_account = 'receivable' group by account_id) b`,
  );
  return {
    accounts: row?.accounts ?? 0,
    entries: row?.entries ?? 0,
    unbalanced: row?.unbalanced ?? 0,
    owedCents: row?.owed ?? 0,
    balancesHash: row?.hash ?? '0',
  };
}

const maxTries = 40;

/**
 * Puts a mark into the log at a moment in which no table of ours is being written, and reads the figures as of that mark.
 * Writers wait for some milliseconds; where one works for long, we wait and try again. Undefined where there was no such
 * moment: then a drill compares what adds up and not every row.
 */
export async function figuresAtMark(db: DatabasePool, mark: string): Promise<BackupFigures | undefined> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    try {
      return await atMark(db, mark);
    } catch (error) {
      // 55P03: the lock was not to be had in time; 40P01: somebody waited for us.
      if (!(error instanceof Error && 'code' in error && ['55P03', '40P01'].includes(String(error.code)))) throw error;
      await pause(500);
    }
  }
  await db.query('select pg_create_restore_point($1)', [mark]);
  return undefined;
}

async function atMark(db: DatabasePool, mark: string): Promise<BackupFigures> {
  let release = () => {};
  const isRead = new Promise<void>((resolve) => {
    release = resolve;
  });
  const taken = Promise.withResolvers<string>();
  const locking = db
    .transaction(async (tx) => {
      // Shorter than deadlock_timeout: where two wait for each other, it is we who let go.
      await tx.query(`select set_config('lock_timeout', '400ms', true)`);
      const [row] = await tx.query<{ tables: string }>(
        `select string_agg(c.oid::regclass::text, ', ' order by c.oid) as tables from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
      );
      await tx.query(`lock table ${row?.tables} in share mode`);
      const [snapshot] = await tx.query<{ id: string }>(
        `select pg_export_snapshot() as id, pg_create_restore_point($1)`,
        [mark],
      );
      taken.resolve(snapshot?.id ?? '');
      // The snapshot can be taken over only while this transaction lasts.
      await isRead;
    })
    .catch((error) => taken.reject(error));
  try {
    const id = await taken.promise;
    return await db.transaction(async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only');
      await tx.query(`set transaction snapshot '${id}'`);
      release();
      return await backupFigures(tx);
    });
  } finally {
    release();
    await locking;
  }
}

/** Figures of one moment, and the snapshot by which `pg_dump` sees the same, while `work` goes on. */
export function figuresAndSnapshot<Value>(
  db: DatabasePool,
  work: (seen: { readonly snapshot: string; readonly figures: BackupFigures }) => Promise<Value>,
): Promise<Value> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only');
    const [row] = await tx.query<{ id: string }>('select pg_export_snapshot() as id');
    const figures = await backupFigures(tx);
    return await work({ snapshot: row?.id ?? '', figures });
  });
}
