import { isPermitted } from '../../../domain/access/index.ts';
import { mayApprove } from '../../../domain/billing/index.ts';
import { isOnOrBefore, ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import { calculatedBy, draftTotals, insertRunEvent, lockRun, markRun } from '../../../store/billing/index.ts';
import type { Database, DatabasePool } from '../../../store/database.ts';
import { enqueue } from '../../../store/jobs.ts';
import type { Clerk } from '../../receivables/index.ts';
import type { BillingSetting } from '../corrections/recalculate-bill.ts';
import { billingPolicy } from '../policy.ts';
import { postBillRun } from '../post-bill-run.ts';
import { jobClerk } from './calculate-run.ts';
import { todayIn } from './run-setting.ts';

export interface RunApproval {
  readonly runId: number;
  /** Said in the history; may be empty. */
  readonly note: string;
  /** What was looked at: another number of bills, or another sum, is refused. */
  readonly seen?: { readonly bills: number; readonly newCharges: number };
  readonly by: Clerk;
}

/** A second person approves a run as they saw it: from here on it takes no more bills, and can be posted. */
export async function approveBillRun(
  db: Database,
  { utility }: Pick<BillingSetting, 'utility'>,
  { runId, note, seen, by }: RunApproval,
): Promise<Result<void, Problem>> {
  if (!isPermitted(by.role, 'bill-run.approve')) return refused({ code: 'billing.approve-not-yours' });
  return db.transaction(async (tx): Promise<Result<void, Problem>> => {
    const run = await lockRun(tx, runId);
    if (run === undefined) return refused({ code: 'billing.run-not-found', params: { run: runId } });
    const totals = await draftTotals(tx, runId);
    const may = mayApprove(
      { ...totals, state: run.state, calculatedBy: await calculatedBy(tx, runId) },
      { staffId: by.staffId, ...present({ seen }) },
    );
    if (!may.ok) return may;
    const today = todayIn(utility, by.now);
    if (isOnOrBefore(run.dueOn, today)) {
      const params = { found: `${run.dueOn}`, issued: `${run.issuedOn}`, today: `${today}` };
      return refused({ code: 'billing.due-on-past', params });
    }
    await markRun(tx, runId, { state: 'approved', now: by.now });
    const detail = { bills: totals.bills, cents: totals.newCharges };
    await insertRunEvent(tx, {
      runId,
      event: 'approved',
      staffId: by.staffId,
      reason: note.slice(0, 1000),
      detail,
      now: by.now,
    });
    await audited(tx, 'bill-run.approved', { runId, by, detail });
    return ok(undefined);
  });
}

/** Posts an approved run: its bills are owed. Again, it goes on where it stopped, or posts nothing. */
export async function postApprovedRun(
  db: DatabasePool,
  { utility }: Pick<BillingSetting, 'utility'>,
  {
    runId,
    by,
    onProgress,
  }: { readonly runId: number; readonly by: Clerk; readonly onProgress?: (bills: number) => void },
): Promise<Result<number, Problem>> {
  if (!isPermitted(by.role, 'bill-run.post')) return refused({ code: 'access.not-permitted' });
  const posted = await postBillRun(db, {
    runId,
    policy: billingPolicy(utility),
    cutOver: todayIn(utility, utility.cutOver),
    now: by.now,
    staffId: by.staffId,
    ...present({ onProgress }),
  });
  if (posted.ok && posted.value > 0)
    await audited(db, 'bill-run.posted', { runId, by, detail: { bills: posted.value } });
  return posted;
}

/** The same by the worker. */
export async function askToPost(
  db: Database,
  { runId, by }: { readonly runId: number; readonly by: Clerk },
): Promise<Result<void, Problem>> {
  if (!isPermitted(by.role, 'bill-run.post')) return refused({ code: 'access.not-permitted' });
  await enqueue(db, { task: 'post-bill-run', key: `post-bill-run:${runId}`, payload: { runId, ...jobClerk(by) } });
  return ok(undefined);
}

export const audited = (
  tx: Database,
  action: string,
  {
    runId,
    by,
    detail,
  }: { readonly runId: number; readonly by: Clerk; readonly detail: Readonly<Record<string, string | number>> },
): Promise<void> =>
  recordAudit(tx, {
    at: by.now,
    actor: { kind: 'staff', id: by.staffId },
    action,
    detail: { run: runId, ...detail },
    address: by.address,
  });
