import type { BillingProblemCode } from '../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { accountsWithLaterBill, deleteDrafts, draftedAccounts, lockRun } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { hold } from '../../store/receivables/index.ts';

/**
 * Throws away the drafts of a run before it is posted, so that it can be run again; returns how many there were. Later runs
 * go first: their bills go on from these, and would leave these days to nobody.
 */
export async function discardDrafts(db: Database, runId: number): Promise<Result<number, Problem<BillingProblemCode>>> {
  return db.transaction(async (tx): Promise<Result<number, Problem<BillingProblemCode>>> => {
    const run = await lockRun(tx, runId);
    if (run === undefined) return refused({ code: 'billing.run-not-found', params: { run: runId } });
    if (run.state === 'posted') {
      return refused({ code: 'billing.not-possible-now', params: { state: 'posted', event: 'discard' } });
    }
    const books = await hold(tx, await draftedAccounts(tx, runId));
    const later = await accountsWithLaterBill(books, runId);
    if (later > 0) return refused({ code: 'billing.discarded-out-of-order', params: { accounts: later } });
    return ok(await deleteDrafts(books, runId));
  });
}
