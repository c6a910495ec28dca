import type { Database } from '../database.ts';
import { type KeptPasskey, type PasskeyRow, passkeyColumns, passkeyFromRow, passkeyValues } from './passkey-row.ts';

/** A customer's. */
export interface Passkey extends KeptPasskey {
  readonly loginId: string;
}

type Row = PasskeyRow & { readonly login_id: string };

const fromRow = (row: Row): Passkey => ({ ...passkeyFromRow(row), loginId: row.login_id });

export async function passkeysOf(db: Database, loginId: string): Promise<readonly Passkey[]> {
  const rows = await db.query<Row>(
    `select ${passkeyColumns}, login_id from login_passkey where login_id = $1 order by created_at`,
    [loginId],
  );
  return rows.map(fromRow);
}

export async function passkeyById(tx: Database, id: string): Promise<Passkey | undefined> {
  const [row] = await tx.query<Row>(`select ${passkeyColumns}, login_id from login_passkey where id = $1 for update`, [
    id,
  ]);
  return row && fromRow(row);
}

/** False where the passkey is known already. */
export async function insertPasskey(tx: Database, passkey: Passkey): Promise<boolean> {
  const rows = await tx.query(
    `insert into login_passkey (id, name, public_key, counter, transports, created_at, login_id)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    [...passkeyValues(passkey), passkey.loginId],
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
