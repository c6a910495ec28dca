import type { Database } from '../database.ts';

/** Whose sign-in a question to a passkey belongs to; with nobody's id it is asked of a person who signs in. */
export interface AskedOf {
  readonly realm: 'customer' | 'staff';
  /** A login, or a member of staff. */
  readonly personId: string | undefined;
}

const columnsOf = ({ realm, personId = null }: { realm: AskedOf['realm']; personId?: string | null | undefined }) => ({
  loginId: realm === 'customer' ? personId : null,
  staffId: realm === 'staff' ? personId : null,
});

/** Keeps a challenge for its answer; those that nobody answered are forgotten. */
export async function keepChallenge(
  tx: Database,
  asked: AskedOf & {
    readonly tokenHash: string;
    readonly challenge: string;
    readonly now: Temporal.Instant;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  const { loginId, staffId } = columnsOf(asked);
  await tx.query(`delete from passkey_challenge where expires_at < $1`, [asked.now]);
  await tx.query(
    `insert into passkey_challenge (token_hash, challenge, realm, login_id, staff_id, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [asked.tokenHash, asked.challenge, asked.realm, loginId, staffId, asked.expiresAt],
  );
}

/** Takes a challenge: it is answered once, in its realm, by the person it was made for (nobody, to sign in). */
export async function takeChallenge(
  tx: Database,
  asked: AskedOf & { readonly tokenHash: string; readonly now: Temporal.Instant },
): Promise<string | undefined> {
  const { loginId, staffId } = columnsOf(asked);
  const [row] = await tx.query<{ challenge: string }>(
    `delete from passkey_challenge
     where token_hash = $1 and realm = $2 and login_id is not distinct from $3 and staff_id is not distinct from $4
       and expires_at > $5 returning challenge`,
    [asked.tokenHash, asked.realm, loginId, staffId, asked.now],
  );
  return row?.challenge;
}
