import { type RateLimit, windowOf } from '../../domain/access/index.ts';
import type { Database } from '../database.ts';

/**
 * Counts one try against `limited` for `key`, and gives the moment to try again where it is one too many. One upsert,
 * in its own statement and outside the caller's transaction, so that a refused try still counts.
 */
export async function countTry(
  db: Database,
  limited: RateLimit,
  { key, now }: { readonly key: string; readonly now: Temporal.Instant },
): Promise<Temporal.Instant | undefined> {
  const { start, end } = windowOf(limited, now);
  const [row] = await db.query<{ hits: number }>(
    `insert into rate_limit (key, window_start, hits) values ($1, $2, 1)
     on conflict (key, window_start) do update set hits = rate_limit.hits + 1
     returning hits`,
    [`${limited.name}:${key}`, start],
  );
  return row !== undefined && row.hits > limited.hits ? end : undefined;
}

/** Forgets windows nobody asks about any more; a day is longer than the longest. */
export async function forgetOldTries(db: Database, now: Temporal.Instant): Promise<void> {
  await db.query(`delete from rate_limit where window_start < $1`, [now.subtract({ hours: 48 })]);
}

/**
 * True the first time `key` is taken in `minutes`, false after: what makes a one-time code good once. Two takers at the
 * same moment wait for each other.
 */
export async function takeOnce(
  db: Database,
  key: string,
  { minutes, now }: { readonly minutes: number; readonly now: Temporal.Instant },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [key]);
    const rows = await tx.query(
      `insert into rate_limit (key, window_start, hits)
       select $1, $2, 1 where not exists (select from rate_limit where key = $1 and window_start > $3)
       on conflict do nothing returning hits`,
      [key, now, now.subtract({ minutes })],
    );
    return rows.length === 1;
  });
}
