import { lateFeeHold, type TransitionPolicy } from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import { holdLateFeesOf } from '../../store/transition/index.ts';
import { listAtRisk } from './list-at-risk.ts';

/**
 * Holds late fees for every account that is at risk now, as the utility's policy says; a hold that stands already is
 * left as it is. Returns how many are new. Safe to run every day, and before late fees are charged.
 */
export async function holdLateFees(
  db: Database,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
): Promise<number> {
  const hold = lateFeeHold(at.policy);
  if (hold === undefined) return 0;
  return db.transaction(async (tx) => {
    const risks = await listAtRisk(tx, at);
    const held = await holdLateFeesOf(
      tx,
      risks.map((risk) => risk.accountId),
      { ...hold, now: at.now },
    );
    return held.length;
  });
}
