import type { Database } from '../database.ts';

/** What somebody of the staff wrote down about an account. */
export interface AccountNote {
  readonly id: number;
  readonly body: string;
  readonly staffName: string;
  readonly at: Temporal.Instant;
}

/** The newest first. */
export const notesOfAccount = (db: Database, accountId: number, limit: number): Promise<readonly AccountNote[]> =>
  db.query<AccountNote>(
    `select n.id, n.body, s.name as "staffName", n.at from account_note n join staff_member s on s.id = n.staff_id
     where n.account_id = $1 order by n.id desc limit $2`,
    [accountId, limit],
  );

export async function insertNote(
  tx: Database,
  note: {
    readonly accountId: number;
    readonly staffId: string;
    readonly body: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query('insert into account_note (account_id, staff_id, body, at) values ($1, $2, $3, $4)', [
    note.accountId,
    note.staffId,
    note.body,
    note.now,
  ]);
}
