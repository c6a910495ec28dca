import type { ReadingUnit } from '../../domain/alerts/index.ts';
import type { Goal, SaidGoal } from '../../domain/conservation/index.ts';
import type { Database } from '../database.ts';

interface GoalRow {
  readonly kind: 'percent' | 'amount' | 'none';
  readonly percent: number | null;
  readonly amount: string | null;
  readonly unit: ReadingUnit | null;
  readonly said_at: Temporal.Instant;
}

const goalOf = ({ percent, amount, unit }: GoalRow): Goal | undefined => {
  if (percent !== null) return { kind: 'percent', percent };
  return amount === null || unit === null ? undefined : { kind: 'amount', amount, unit };
};

/** Everything that was aimed at, oldest first; the last stands. */
export async function goalsOf(db: Database, accountId: number): Promise<readonly SaidGoal[]> {
  const rows = await db.query<GoalRow>(
    'select kind, percent, amount, unit, said_at from water_goal where account_id = $1 order by id',
    [accountId],
  );
  return rows.map((row) => ({ goal: goalOf(row), saidAt: row.said_at }));
}

export async function insertGoal(
  tx: Database,
  { accountId, loginId }: { readonly accountId: number; readonly loginId: string },
  { goal, saidAt }: SaidGoal,
): Promise<void> {
  await tx.query(
    'insert into water_goal (account_id, login_id, kind, percent, amount, unit, said_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      accountId,
      loginId,
      goal?.kind ?? 'none',
      goal?.kind === 'percent' ? goal.percent : null,
      goal?.kind === 'amount' ? goal.amount : null,
      goal?.kind === 'amount' ? goal.unit : null,
      saidAt,
    ],
  );
}

/** The zone of an account's premise, by its first service point. */
export async function zoneOfAccount(db: Database, accountId: number): Promise<string | undefined> {
  const [row] = await db.query<{ zone: string }>(
    `select s.elevation_zone as zone from account a join service_point s on s.premise_id = a.premise_id
     where a.id = $1 order by s.id limit 1`,
    [accountId],
  );
  return row?.zone;
}
