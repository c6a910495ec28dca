import { type Language, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** An account's e-bill: asked for, and on once its address is verified. */
export interface Ebill {
  readonly id: number;
  readonly accountId: number;
  readonly loginId: string;
  readonly email: string;
  readonly language: Language;
  /** Of the words that were agreed to. */
  readonly consentVersion: string;
  readonly verifiedAt?: Temporal.Instant;
  readonly verificationExpiresAt: Temporal.Instant;
}

interface EbillRow {
  readonly id: number;
  readonly account_id: number;
  readonly login_id: string;
  readonly email: string;
  readonly language: Language;
  readonly consent_version: string;
  readonly verified_at: Temporal.Instant | null;
  readonly verification_expires_at: Temporal.Instant;
}

const columns = 'id, account_id, login_id, email, language, consent_version, verified_at, verification_expires_at';

const toEbill = (row: EbillRow): Ebill => ({
  id: row.id,
  accountId: row.account_id,
  loginId: row.login_id,
  email: row.email,
  language: row.language,
  consentVersion: row.consent_version,
  ...present({ verifiedAt: row.verified_at }),
  verificationExpiresAt: row.verification_expires_at,
});

/** The address that was refused, where the account's last e-bill ended by that and none was asked for since. */
export async function refusedEbill(
  db: Database,
  accountId: number,
): Promise<{ readonly email: string; readonly at: Temporal.Instant } | undefined> {
  const [row] = await db.query<{ email: string; at: Temporal.Instant; ended_reason: string }>(
    `select email, ended_at as at, ended_reason from ebill where account_id = $1 order by id desc limit 1`,
    [accountId],
  );
  return row?.ended_reason === 'refused' ? { email: row.email, at: row.at } : undefined;
}

export async function currentEbill(db: Database, accountId: number): Promise<Ebill | undefined> {
  const [row] = await db.query<EbillRow>(`select ${columns} from ebill where account_id = $1 and ended_at is null`, [
    accountId,
  ]);
  return row === undefined ? undefined : toEbill(row);
}

/** The e-bill that waits for this verification link; ended ones wait for nothing. */
export async function ebillByVerification(db: Database, verificationHash: string): Promise<Ebill | undefined> {
  const [row] = await db.query<EbillRow>(
    `select ${columns} from ebill where verification_hash = $1 and ended_at is null`,
    [verificationHash],
  );
  return row === undefined ? undefined : toEbill(row);
}

export interface NewEbill {
  readonly accountId: number;
  readonly loginId: string;
  readonly email: string;
  readonly language: Language;
  /** As agreed, word for word. */
  readonly consentText: string;
  readonly consentVersion: string;
  readonly consentedAddress: string;
  readonly verificationHash: string;
  readonly verificationExpiresAt: Temporal.Instant;
}

export async function insertEbill(tx: Database, ebill: NewEbill, now: Temporal.Instant): Promise<void> {
  await tx.query(
    `insert into ebill (account_id, login_id, email, language, consent_text, consent_version, consented_at,
       consented_address, verification_hash, verification_expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ebill.accountId,
      ebill.loginId,
      ebill.email,
      ebill.language,
      ebill.consentText,
      ebill.consentVersion,
      now,
      ebill.consentedAddress,
      ebill.verificationHash,
      ebill.verificationExpiresAt,
    ],
  );
}

export async function verifyEbill(tx: Database, id: number, now: Temporal.Instant): Promise<void> {
  await tx.query('update ebill set verified_at = $2 where id = $1 and verified_at is null', [id, now]);
}

/** Ends the account's e-bill; says whether there was one. Another change at the same moment waits. */
export async function endEbill(
  tx: Database,
  accountId: number,
  end: {
    readonly reason: 'by-customer' | 'asked-again' | 'access-removed' | 'refused';
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  await tx.query('select from account where id = $1 for no key update', [accountId]);
  const ended = await tx.query(
    'update ebill set ended_at = $2, ended_reason = $3 where account_id = $1 and ended_at is null returning id',
    [accountId, end.now, end.reason],
  );
  return ended.length > 0;
}
