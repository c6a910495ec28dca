import { visitOver } from '../../domain/kiosk/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type EndHow, endVisitRow, forgetVisitSession, openVisits } from '../../store/kiosk/index.ts';

/** How a visit ended, and what its browser was told to drop. */
interface Ended {
  readonly visitId: number;
  readonly how: EndHow;
  /** By name; undefined where the browser is not there to be told. */
  readonly cookiesDropped: readonly string[] | undefined;
}

/** Ends a visit: its sign-in ends on the server, and how it ended is written down for good. Twice is once. */
export async function endVisit(db: Database, ended: Ended, now: Temporal.Instant): Promise<void> {
  await db.transaction(async (tx) => {
    const sessionEnded = await forgetVisitSession(tx, ended.visitId);
    if (!(await endVisitRow(tx, { ...ended, sessionEnded, now }))) return;
    const detail = { visit: ended.visitId, how: ended.how };
    await recordAudit(tx, { at: now, actor: { kind: 'system' }, action: 'kiosk.visit-ended', detail });
  });
}

/**
 * Ends visits that are over and whose browser was never seen again, because the computer was switched off: nobody's sign-in
 * outlives a visit for want of a request. Gives how many.
 */
export async function endOverdueVisits(db: Database, now: Temporal.Instant): Promise<number> {
  let ended = 0;
  for (const visit of await openVisits(db)) {
    const how = visitOver(visit, now);
    if (how === undefined) continue;
    await endVisit(db, { visitId: visit.id, how, cookiesDropped: undefined }, now);
    ended += 1;
  }
  return ended;
}
