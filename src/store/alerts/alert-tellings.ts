import type { Telling, TellingStep } from '../../domain/alerts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** What one person was told about an alert; without a login, the customer by letter. */
export interface KeptTelling extends Telling {
  readonly loginId?: string;
}

/** Everything anybody was told about an alert, in order. `ids` are the alert's own and those it took in. */
export async function tellingsOf(db: Database, ids: readonly number[]): Promise<readonly KeptTelling[]> {
  const rows = await db.query<{
    login_id: string | null;
    step: TellingStep;
    count: number;
    as_hose: boolean;
    told_at: Temporal.Instant;
  }>(
    `select login_id, step, count, as_hose, told_at from alert_telling where alert_id = any($1::bigint[])
     order by told_at, alert_id, ordinal`,
    [ids],
  );
  return rows.map((row) => ({
    ...present({ loginId: row.login_id }),
    step: row.step,
    count: row.count,
    asHose: row.as_hose,
    at: row.told_at,
  }));
}

/** Keeps that somebody is told; its place in their order makes it theirs once. */
export async function insertTelling(
  tx: Database,
  telling: {
    readonly alertId: number;
    readonly loginId?: string;
    readonly ordinal: number;
    readonly step: TellingStep;
    readonly count: number;
    readonly asHose: boolean;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into alert_telling (alert_id, login_id, ordinal, step, count, as_hose, told_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      telling.alertId,
      telling.loginId ?? null,
      telling.ordinal,
      telling.step,
      telling.count,
      telling.asHose,
      telling.now,
    ],
  );
}

/** Who wants to hear nothing of an alert's progress, and until when. */
export async function snoozesOf(db: Database, ids: readonly number[]): Promise<ReadonlyMap<string, Temporal.Instant>> {
  const rows = await db.query<{ login_id: string; until: Temporal.Instant }>(
    `select distinct on (login_id) login_id, until from alert_snooze where alert_id = any($1::bigint[])
     order by login_id, id desc`,
    [ids],
  );
  return new Map(rows.map((row) => [row.login_id, row.until]));
}

export async function insertSnooze(
  tx: Database,
  snooze: {
    readonly alertId: number;
    readonly loginId: string;
    readonly until: Temporal.Instant;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query('insert into alert_snooze (alert_id, login_id, until, said_at) values ($1, $2, $3, $4)', [
    snooze.alertId,
    snooze.loginId,
    snooze.until,
    snooze.now,
  ]);
}
