import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

export interface Passkey {
  readonly id: string;
  readonly loginId: string;
  readonly name: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: Temporal.Instant;
  readonly lastUsedAt?: Temporal.Instant;
}

interface PasskeyRow {
  readonly id: string;
  readonly login_id: string;
  readonly name: string;
  readonly public_key: Uint8Array;
  readonly counter: number;
  readonly transports: string[];
  readonly created_at: Temporal.Instant;
  readonly last_used_at: Temporal.Instant | null;
}

const columns = 'id, login_id, name, public_key, counter, transports, created_at, last_used_at';

const fromRow = (row: PasskeyRow): Passkey => ({
  id: row.id,
  loginId: row.login_id,
  name: row.name,
  publicKey: new Uint8Array(row.public_key),
  counter: row.counter,
  transports: row.transports,
  createdAt: row.created_at,
  ...present({ lastUsedAt: row.last_used_at }),
});

export async function passkeysOf(db: Database, loginId: string): Promise<readonly Passkey[]> {
  const rows = await db.query<PasskeyRow>(
    `select ${columns} from login_passkey where login_id = $1 order by created_at`,
    [loginId],
  );
  return rows.map(fromRow);
}

export async function passkeyById(tx: Database, id: string): Promise<Passkey | undefined> {
  const [row] = await tx.query<PasskeyRow>(`select ${columns} from login_passkey where id = $1 for update`, [id]);
  return row && fromRow(row);
}

/** False where the passkey is known already. */
export async function insertPasskey(tx: Database, passkey: Passkey): Promise<boolean> {
  const rows = await tx.query(
    `insert into login_passkey (id, login_id, name, public_key, counter, transports, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    [
      passkey.id,
      passkey.loginId,
      passkey.name,
      Buffer.from(passkey.publicKey),
      passkey.counter,
      passkey.transports,
      passkey.createdAt,
    ],
  );
  return rows.length === 1;
}

export async function countPasskeyUse(
  tx: Database,
  id: string,
  { counter, now }: { readonly counter: number; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(`update login_passkey set counter = $2, last_used_at = $3 where id = $1`, [id, counter, now]);
}

export async function deletePasskey(tx: Database, loginId: string, id: string): Promise<boolean> {
  const rows = await tx.query(`delete from login_passkey where login_id = $1 and id = $2 returning id`, [loginId, id]);
  return rows.length === 1;
}

/** Keeps a challenge for its answer; those that nobody answered are forgotten. */
export async function keepChallenge(
  tx: Database,
  asked: {
    readonly tokenHash: string;
    readonly challenge: string;
    readonly loginId: string | undefined;
    readonly now: Temporal.Instant;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(`delete from passkey_challenge where expires_at < $1`, [asked.now]);
  await tx.query(
    `insert into passkey_challenge (token_hash, challenge, login_id, expires_at) values ($1, $2, $3, $4)`,
    [asked.tokenHash, asked.challenge, asked.loginId ?? null, asked.expiresAt],
  );
}

/** Takes a challenge: it is answered once, by the login it was made for (none, to sign in). */
export async function takeChallenge(
  tx: Database,
  asked: { readonly tokenHash: string; readonly loginId: string | undefined; readonly now: Temporal.Instant },
): Promise<string | undefined> {
  const [row] = await tx.query<{ challenge: string }>(
    `delete from passkey_challenge
     where token_hash = $1 and login_id is not distinct from $2 and expires_at > $3 returning challenge`,
    [asked.tokenHash, asked.loginId ?? null, asked.now],
  );
  return row?.challenge;
}
