import { type Language, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/**
 * `free`: the account is attached when the email is verified. `mailed-code`: it has an owner, and paper must prove it.
 * `invitation`: its owner lets this person in.
 */
export type RegistrationPath = 'free' | 'mailed-code' | 'invitation';

export interface Registration {
  readonly id: number;
  readonly accountId: number;
  readonly path: RegistrationPath;
  readonly email?: string;
  readonly emailIsKnown: boolean;
  readonly passwordHash?: string;
  readonly wantsPasskey: boolean;
  readonly language: Language;
  readonly consentText: string;
  readonly consentVersion: string;
  readonly address?: string;
  readonly codeHash?: string;
  readonly codeAttempts: number;
  readonly expiresAt: Temporal.Instant;
  readonly done: boolean;
}

interface RegistrationRow {
  readonly id: number;
  readonly account_id: number;
  readonly path: RegistrationPath;
  readonly email: string | null;
  readonly email_is_known: boolean;
  readonly password_hash: string | null;
  readonly wants_passkey: boolean;
  readonly language: Language | null;
  readonly consent_text: string | null;
  readonly consent_version: string | null;
  readonly address: string | null;
  readonly code_hash: string | null;
  readonly code_attempts: number;
  readonly expires_at: Temporal.Instant;
  readonly done_at: Temporal.Instant | null;
}

const columns = `id, account_id, path, email, email_is_known, password_hash, wants_passkey, language, consent_text,
  consent_version, address, code_hash, code_attempts, expires_at, done_at`;

const fromRow = (row: RegistrationRow): Registration => ({
  id: row.id,
  accountId: row.account_id,
  path: row.path,
  ...present({ email: row.email }),
  emailIsKnown: row.email_is_known,
  ...present({ passwordHash: row.password_hash }),
  wantsPasskey: row.wants_passkey,
  language: row.language ?? 'es',
  consentText: row.consent_text ?? '',
  consentVersion: row.consent_version ?? '',
  ...present({ address: row.address, codeHash: row.code_hash }),
  codeAttempts: row.code_attempts,
  expiresAt: row.expires_at,
  done: row.done_at !== null,
});

export async function beginRegistration(
  tx: Database,
  found: {
    readonly tokenHash: string;
    readonly accountId: number;
    readonly path: RegistrationPath;
    /** The request that the owner said yes to. */
    readonly accessRequestId?: number;
    readonly now: Temporal.Instant;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into registration (token_hash, account_id, path, created_at, expires_at, access_request_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [found.tokenHash, found.accountId, found.path, found.now, found.expiresAt, found.accessRequestId ?? null],
  );
}

/** The registration that a browser carries on; locked, so that two tabs cannot end it twice. */
export async function registrationByToken(tx: Database, tokenHash: string): Promise<Registration | undefined> {
  const [row] = await tx.query<RegistrationRow>(
    `select ${columns} from registration where token_hash = $1 for update`,
    [tokenHash],
  );
  return row && fromRow(row);
}

/** The registration that a mailed link is for; locked. */
export async function registrationByLink(tx: Database, linkHash: string): Promise<Registration | undefined> {
  const [row] = await tx.query<RegistrationRow>(`select ${columns} from registration where link_hash = $1 for update`, [
    linkHash,
  ]);
  return row && fromRow(row);
}

/** What the person gave, and the hashes of what was mailed to them. A new mail makes the last one's code and link worthless. */
export async function awaitEmail(
  tx: Database,
  id: number,
  given: {
    readonly email: string;
    readonly emailIsKnown: boolean;
    readonly passwordHash: string | undefined;
    readonly language: Language;
    readonly consentText: string;
    readonly consentVersion: string;
    readonly address: string | undefined;
  },
): Promise<void> {
  await tx.query(
    `update registration set email = $2, email_is_known = $3, password_hash = $4, wants_passkey = $4::text is null,
       language = $5, consent_text = $6, consent_version = $7, address = $8
     where id = $1`,
    [
      id,
      given.email,
      given.emailIsKnown,
      given.passwordHash ?? null,
      given.language,
      given.consentText,
      given.consentVersion,
      given.address ?? null,
    ],
  );
}

export async function keepMailed(
  tx: Database,
  id: number,
  mailed: {
    readonly codeHash: string | undefined;
    readonly linkHash: string | undefined;
    readonly now: Temporal.Instant;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `update registration set code_hash = $2, link_hash = $3, code_attempts = 0, mailed_at = $4, mails = mails + 1,
       expires_at = $5
     where id = $1`,
    [id, mailed.codeHash ?? null, mailed.linkHash ?? null, mailed.now, mailed.expiresAt],
  );
}

export async function countCodeTry(tx: Database, id: number): Promise<void> {
  await tx.query(`update registration set code_attempts = code_attempts + 1 where id = $1`, [id]);
}

/** Ends a registration. Its secrets are forgotten: the login has the password now. */
export async function endRegistration(tx: Database, id: number, loginId: string, now: Temporal.Instant): Promise<void> {
  await tx.query(
    `update registration set done_at = $3, login_id = $2, password_hash = null, code_hash = null where id = $1`,
    [id, loginId, now],
  );
}

/** Given-up ones a day after they ran out; finished ones after thirty. */
export async function forgetOldRegistrations(db: Database, now: Temporal.Instant): Promise<void> {
  await db.query(
    `delete from registration
     where (done_at is null and expires_at < $1) or (done_at is not null and done_at < $2)`,
    [now.subtract({ hours: 24 }), now.subtract({ hours: 30 * 24 })],
  );
}
