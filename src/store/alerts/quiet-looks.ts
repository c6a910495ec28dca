import type { Database } from '../database.ts';

/** What was looked at behind a meter when all that followed of it was kept and told, as a fingerprint. */
export interface QuietLook {
  readonly meterId: number;
  readonly asked: string;
}

/** By meter, what was looked at until `now`. */
export async function quietLooks(db: Database, now: Temporal.Instant): Promise<ReadonlyMap<number, string>> {
  const rows = await db.query<{ meter_id: number; asked: string }>(
    'select meter_id, asked from quiet_look where looked_at <= $1',
    [now],
  );
  return new Map(rows.map((row) => [row.meter_id, row.asked]));
}

/** Keeps them in the order of their meters, in which two scans at once do not wait for each other in a circle. */
export async function keepQuietLooks(db: Database, looks: readonly QuietLook[], now: Temporal.Instant): Promise<void> {
  if (looks.length === 0) return;
  await db.query(
    `insert into quiet_look (meter_id, asked, looked_at)
     select meter_id, asked, $3 from unnest($1::int[], $2::text[]) as look (meter_id, asked) order by meter_id
     on conflict (meter_id) do update set asked = excluded.asked, looked_at = excluded.looked_at`,
    [looks.map(({ meterId }) => meterId), looks.map(({ asked }) => asked), now],
  );
}
