import {
  type DraftOnItsWay,
  lastDraftOnItsWay,
  type MoveChange,
  type TransitionPolicy,
  whatTheMoveChanged,
} from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import { moveFactsOf } from '../../store/transition/index.ts';

/** What the move changed for this account and is not put right yet; empty where there is nothing to say. */
export const changesForAccount = async (
  db: Database,
  accountId: number,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
): Promise<readonly MoveChange[]> => whatTheMoveChanged(await moveFactsOf(db, accountId), at.now, at.policy);

/** The old portal's last payment for the account's unpaid bill, while it may still arrive. */
export const awaitedLastDraft = async (
  db: Database,
  accountId: number,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
): Promise<DraftOnItsWay | undefined> => lastDraftOnItsWay(await moveFactsOf(db, accountId), at.now, at.policy);
