import type { BillingProblemCode } from '../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { deleteDrafts, lockRun } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';

/** Throws away the drafts of a run before it is posted, so that it can be run again; returns how many there were. */
export async function discardDrafts(db: Database, runId: number): Promise<Result<number, Problem<BillingProblemCode>>> {
  return db.transaction(async (tx) => {
    const run = await lockRun(tx, runId);
    if (run === undefined) return refused({ code: 'billing.run-not-found', params: { run: runId } });
    if (run.state === 'posted') {
      return refused({ code: 'billing.not-possible-now', params: { state: 'posted', event: 'discard' } });
    }
    return ok(await deleteDrafts(tx, runId));
  });
}
