import type { Database } from '../database.ts';

/** A code mailed on paper that may still be used. */
export interface MailedCode {
  readonly id: number;
  readonly accountId: number;
  readonly codeHash: string;
  readonly attempts: number;
}

/** When a code for the account was last mailed, for anybody. */
export async function lastMailedCode(db: Database, accountId: number): Promise<Temporal.Instant | undefined> {
  const [row] = await db.query<{ created_at: Temporal.Instant }>(
    `select created_at from mailed_code where account_id = $1 order by created_at desc limit 1`,
    [accountId],
  );
  return row?.created_at;
}

/** Keeps the hash of a code; the one this login had for the account stops working. */
export async function keepMailedCode(
  tx: Database,
  code: {
    /** Undefined: there is no login yet: typing the code makes one. */
    readonly loginId: string | undefined;
    readonly accountId: number;
    readonly codeHash: string;
    readonly now: Temporal.Instant;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `update mailed_code set used_at = $3 where login_id is not distinct from $1
     and account_id = $2 and used_at is null`,
    [code.loginId ?? null, code.accountId, code.now],
  );
  await tx.query(
    `insert into mailed_code (account_id, login_id, code_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)`,
    [code.accountId, code.loginId ?? null, code.codeHash, code.now, code.expiresAt],
  );
}

/** The codes a login may still use; locked, so that tries count one after the other. */
export async function liveMailedCodes(
  tx: Database,
  loginId: string,
  now: Temporal.Instant,
): Promise<readonly MailedCode[]> {
  const rows = await tx.query<{ id: number; account_id: number; code_hash: string; attempts: number }>(
    `select id, account_id, code_hash, attempts from mailed_code
     where login_id = $1 and used_at is null and expires_at > $2 order by id for update`,
    [loginId, now],
  );
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    codeHash: row.code_hash,
    attempts: row.attempts,
  }));
}

/** The codes of an account that were mailed before there was a login; locked. */
export async function liveCodesForAnybody(
  tx: Database,
  accountId: number,
  now: Temporal.Instant,
): Promise<readonly MailedCode[]> {
  const rows = await tx.query<{ id: number; code_hash: string; attempts: number }>(
    `select id, code_hash, attempts from mailed_code
     where account_id = $1 and login_id is null and used_at is null and expires_at > $2 order by id for update`,
    [accountId, now],
  );
  return rows.map((row) => ({ id: row.id, accountId, codeHash: row.code_hash, attempts: row.attempts }));
}

export async function countMailedCodeTry(tx: Database, id: number): Promise<void> {
  await tx.query(`update mailed_code set attempts = attempts + 1 where id = $1`, [id]);
}

export async function useMailedCodeUp(tx: Database, id: number, now: Temporal.Instant): Promise<void> {
  await tx.query(`update mailed_code set used_at = $2 where id = $1`, [id, now]);
}
