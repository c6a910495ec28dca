import type { Database } from '../database.ts';
import { type KeptPasskey, type PasskeyRow, passkeyColumns, passkeyFromRow, passkeyValues } from './passkey-row.ts';

/** A member's, of the staff. */
export interface StaffPasskey extends KeptPasskey {
  readonly staffId: string;
}

type Row = PasskeyRow & { readonly staff_id: string };

const fromRow = (row: Row): StaffPasskey => ({ ...passkeyFromRow(row), staffId: row.staff_id });

export async function staffPasskeysOf(db: Database, staffId: string): Promise<readonly StaffPasskey[]> {
  const rows = await db.query<Row>(
    `select ${passkeyColumns}, staff_id from staff_passkey where staff_id = $1 order by created_at`,
    [staffId],
  );
  return rows.map(fromRow);
}

export async function staffPasskeyById(tx: Database, id: string): Promise<StaffPasskey | undefined> {
  const [row] = await tx.query<Row>(`select ${passkeyColumns}, staff_id from staff_passkey where id = $1 for update`, [
    id,
  ]);
  return row && fromRow(row);
}

/** False where the passkey is known already. */
export async function insertStaffPasskey(tx: Database, passkey: StaffPasskey): Promise<boolean> {
  const rows = await tx.query(
    `insert into staff_passkey (id, name, public_key, counter, transports, created_at, staff_id)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    [...passkeyValues(passkey), passkey.staffId],
  );
  return rows.length === 1;
}

export async function countStaffPasskeyUse(
  tx: Database,
  id: string,
  { counter, now }: { readonly counter: number; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(`update staff_passkey set counter = $2, last_used_at = $3 where id = $1`, [id, counter, now]);
}

export async function deleteStaffPasskey(tx: Database, staffId: string, id: string): Promise<boolean> {
  const rows = await tx.query(`delete from staff_passkey where staff_id = $1 and id = $2 returning id`, [staffId, id]);
  return rows.length === 1;
}

/**
 * The member whom a passkey may stand for at this moment: here, with an authenticator of Caudal's that is not locked. Who comes by the
 * provider alone has none, so that the provider keeps deciding who comes in. Held before the passkey itself, as a removal
 * does it, so that nobody comes in while they are removed.
 */
export async function memberOfPasskey(
  tx: Database,
  id: string,
  now: Temporal.Instant,
): Promise<{ readonly id: string; readonly email: string } | undefined> {
  const [row] = await tx.query<{ id: string; email: string }>(
    `select m.id, m.email
     from staff_passkey p join staff_member m on m.id = p.staff_id join staff_totp o on o.staff_id = m.id
     where p.id = $1 and m.removed_at is null and m.two_factor_enabled
       and (o.locked_until is null or o.locked_until <= $2)
     for no key update of m`,
    [id, now],
  );
  return row;
}
