import { type MoveChange, type TransitionPolicy, whatTheMoveChanged } from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import { moveFactsOf } from '../../store/transition/index.ts';

/** What the move changed for this account and is not put right yet; empty where there is nothing to say. */
export const changesForAccount = async (
  db: Database,
  accountId: number,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
): Promise<readonly MoveChange[]> => whatTheMoveChanged(await moveFactsOf(db, accountId), at.now, at.policy);
