import type { Utility } from '../../config/utility.ts';
import { type Goal, type MonthAgainstGoal, monthsAgainstGoals, monthsOf } from '../../domain/conservation/index.ts';
import { recordAudit } from '../../store/audit.ts';
import { goalsOf, insertGoal } from '../../store/conservation/index.ts';
import type { Database } from '../../store/database.ts';
import { type AuthorisedAccount, needsRight, todayOf, type Visit } from '../access/index.ts';
import { loadStretches } from './load-stretches.ts';

/** A household's goal, and where its months stand, newest first. */
export interface GoalOfAccount {
  readonly goal: Goal | undefined;
  readonly months: readonly MonthAgainstGoal[];
}

/** A year of months, and last year's beside them. */
const monthsRead = 24;

export async function goalOfAccount(
  db: Database,
  { accountId }: AuthorisedAccount,
  { utility, now }: { readonly utility: Pick<Utility, 'time_zone'>; readonly now: Temporal.Instant },
): Promise<GoalOfAccount> {
  const said = await goalsOf(db, accountId);
  if (said.length === 0) return { goal: undefined, months: [] };
  const zone = utility.time_zone;
  const today = todayOf(utility, now);
  const months = monthsOf(await loadStretches(db, accountId, { zone, today, months: monthsRead }));
  return { goal: said.at(-1)?.goal, months: monthsAgainstGoals(said, months, { today, zone }).slice(0, 13) };
}

/** Sets a goal, or gives it up with `undefined`; what stood before stays in the months that are over. */
export async function setGoal(
  db: Database,
  account: AuthorisedAccount,
  { goal, visit: { now, address } }: { readonly goal: Goal | undefined; readonly visit: Visit },
): Promise<void> {
  needsRight(account, 'manage');
  await db.transaction(async (tx) => {
    await insertGoal(tx, account, { goal, saidAt: now });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: account.loginId },
      action: 'goal.said',
      accountId: account.accountId,
      detail: { kind: goal?.kind ?? 'none' },
      address,
    });
  });
}
