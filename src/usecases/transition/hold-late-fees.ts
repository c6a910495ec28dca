import { cutOverDate, holdsLateFees, lateFeeHold, type TransitionPolicy } from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import { atRiskCandidates, holdLateFeesOf } from '../../store/transition/index.ts';

/**
 * Holds late fees for every account that is at risk now or waits for the old portal's last draft, as the utility's policy
 * says; a hold that stands already is left as it is. Returns how many are new. Safe to run every day, and before late
 * fees are charged.
 */
export async function holdLateFees(
  db: Database,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
): Promise<number> {
  const hold = lateFeeHold(at.policy);
  if (hold === undefined) return 0;
  return db.transaction(async (tx) => {
    const candidates = await atRiskCandidates(tx, cutOverDate(at.policy));
    const held = await holdLateFeesOf(
      tx,
      candidates.filter(({ facts }) => holdsLateFees(facts, at.now, at.policy)).map(({ accountId }) => accountId),
      { ...hold, now: at.now },
    );
    return held.length;
  });
}
