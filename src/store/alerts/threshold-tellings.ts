import type { AlertKind } from '../../domain/alerts/index.ts';
import type { Database } from '../database.ts';

/** An account on which somebody set a threshold. */
export interface WatchedAccount {
  readonly accountId: number;
  readonly number: string;
}

/** The accounts open on `day` on which somebody wants to be told about `kind`. */
export async function accountsWatchedFor(
  db: Database,
  kind: AlertKind,
  day: Temporal.PlainDate,
): Promise<readonly WatchedAccount[]> {
  const rows = await db.query<{ id: number; number: string }>(
    `select a.id, a.number
     from account a
     where (a.closed_on is null or a.closed_on > $2)
       and exists (select from alert_choices ch where ch.account_id = a.id and $1 = any(ch.kinds))
     order by a.id`,
    [kind, day],
  );
  return rows.map((row) => ({ accountId: row.id, number: row.number }));
}

/** Keeps that a person is told about a threshold, once for what it is about; false where they were. */
export async function insertThresholdTelling(
  tx: Database,
  telling: {
    readonly accountId: number;
    readonly loginId: string;
    readonly kind: 'high-use' | 'next-tier' | 'bill-forecast';
    readonly about: string;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into threshold_telling (account_id, login_id, kind, about, told_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning about`,
    [telling.accountId, telling.loginId, telling.kind, telling.about, telling.now],
  );
  return rows.length === 1;
}

/** When a person was last told about something whose name begins with `about`; undefined where they never were. */
export async function lastThresholdTold(
  tx: Database,
  asked: {
    readonly accountId: number;
    readonly loginId: string;
    readonly kind: 'high-use' | 'next-tier' | 'bill-forecast';
    readonly about: string;
  },
): Promise<Temporal.Instant | undefined> {
  const [row] = await tx.query<{ last: Temporal.Instant | null }>(
    `select max(told_at) as last from threshold_telling
     where account_id = $1 and login_id = $2 and kind = $3 and starts_with(about, $4)`,
    [asked.accountId, asked.loginId, asked.kind, asked.about],
  );
  return row?.last ?? undefined;
}
