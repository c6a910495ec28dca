import type { Database } from '../database.ts';

/** Keeps an upload until it is confirmed; those of the day before are dropped. */
export async function saveRosterUpload(
  db: Database,
  upload: { readonly id: string; readonly staffId: string; readonly now: Temporal.Instant; readonly reading: object },
): Promise<void> {
  await db.query(`delete from roster_upload where uploaded_at < $1`, [upload.now.subtract({ hours: 24 })]);
  await db.query(`insert into roster_upload (id, staff_id, uploaded_at, reading) values ($1, $2, $3, $4)`, [
    upload.id,
    upload.staffId,
    upload.now,
    JSON.stringify(upload.reading),
  ]);
}

export async function findRosterUpload(db: Database, id: string, staffId: string): Promise<unknown> {
  const [row] = await db.query<{ reading: unknown }>(
    `select reading from roster_upload where id = $1 and staff_id = $2`,
    [id, staffId],
  );
  return row?.reading;
}

/** False where it was gone already. */
export const deleteRosterUpload = async (tx: Database, id: string): Promise<boolean> =>
  (await tx.query(`delete from roster_upload where id = $1 returning id`, [id])).length === 1;
