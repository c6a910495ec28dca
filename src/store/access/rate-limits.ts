import type { Database } from '../database.ts';

/** One counter of a try, in its window. */
export interface Counter {
  readonly key: string;
  readonly start: Temporal.Instant;
  readonly max: number;
}

/**
 * Counts one try against each counter in turn, until one refuses it; gives the index of that one. What is used up already
 * refuses before anything is counted elsewhere. One statement for all, so that how long it takes says nothing of which, and
 * outside the caller's transaction, so that what is refused later still counts. The counter that refuses counts too: how
 * often is seen.
 */
export async function countTry(db: Database, counters: readonly Counter[]): Promise<number | undefined> {
  const [row] = await db.query<{ refused: number | null }>(
    `select count_try($1::text[], $2::timestamptz[], $3::integer[]) as refused`,
    [counters.map(({ key }) => key), counters.map(({ start }) => start), counters.map(({ max }) => max)],
  );
  return row?.refused == null ? undefined : row.refused - 1;
}

/** Takes back what a try counted that came to what it was for. */
export async function giveBackTry(db: Database, counters: readonly Pick<Counter, 'key' | 'start'>[]): Promise<void> {
  await db.query(
    `update rate_limit r set hits = r.hits - 1
     from unnest($1::text[], $2::timestamptz[]) as given (key, window_start)
     where r.key = given.key and r.window_start = given.window_start and r.hits > 0`,
    [counters.map(({ key }) => key), counters.map(({ start }) => start)],
  );
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
