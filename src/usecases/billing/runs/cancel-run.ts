import { isPermitted } from '../../../domain/access/index.ts';
import { afterRunEvent, type BillingProblemCode } from '../../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import {
  accountsWithLaterBill,
  type BillRun,
  cancelledOfRun,
  deleteDrafts,
  deleteExceptions,
  draftedAccounts,
  findRun,
  insertRunEvent,
  lockRun,
  markBillCancelled,
  markRun,
  type PostedBillOfRun,
  postedBillsOfRun,
} from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { enqueue } from '../../../store/jobs.ts';
import { type Books, hold } from '../../../store/receivables/index.ts';
import { type Clerk, reverseEntry } from '../../receivables/index.ts';
import type { BillingSetting } from '../corrections/recalculate-bill.ts';
import { audited } from './approve-run.ts';
import { jobClerk } from './calculate-run.ts';
import { readReason } from './run-reason.ts';
import { todayIn } from './run-setting.ts';

export interface RunCancellation {
  readonly runId: number;
  readonly reason: string;
  readonly by: Clerk;
  readonly onProgress?: (bills: number) => void;
}

export interface CancelledRun {
  /** Drafts that are gone. */
  readonly discarded: number;
  /** Posted bills whose entries are reversed. */
  readonly cancelled: number;
  /** Bills that stand, and why. */
  readonly kept: readonly { readonly number: string; readonly problem: Problem }[];
}

type CancelProblem = Problem<BillingProblemCode | 'access.not-permitted' | 'ledger.entry-not-found'> | Problem;

const batchSize = 200;

/**
 * Cancels a run. What is not posted is gone as if it had never been calculated; a bill that is posted is cancelled with the
 * reversal of its entry and of the deposit that it gave back. A bill that a later one goes on from, or of which a payment
 * was drafted, stands and is named: that account is for a person. Killed anywhere and asked again, it goes on.
 */
export async function cancelBillRun(
  db: Database,
  { utility }: Pick<BillingSetting, 'utility'>,
  cancellation: RunCancellation,
): Promise<Result<CancelledRun, CancelProblem>> {
  const { runId, by } = cancellation;
  const reason = readReason(cancellation.reason);
  if (!reason.ok) return reason;
  const asked = await mayCancel(db, { runId, by });
  if (!asked.ok) return asked;
  const discarded = await db.transaction((tx) => discardDrafts(tx, { runId, reason: reason.value, by }));
  if (!discarded.ok || discarded.value.isDone) {
    return discarded.ok ? ok({ discarded: discarded.value.drafts, cancelled: 0, kept: [] }) : discarded;
  }
  let cancelled = 0;
  const kept: CancelledRun['kept'][number][] = [];
  const on = todayIn(utility, by.now);
  for (let afterNumber: string | undefined = ''; afterNumber !== undefined; ) {
    const from: string = afterNumber;
    const batch = await db.transaction((tx) => cancelBatch(tx, { runId, from, reason: reason.value, on, now: by.now }));
    cancelled += batch.cancelled;
    kept.push(...batch.kept);
    cancellation.onProgress?.(cancelled);
    afterNumber = batch.next;
  }
  await db.transaction((tx) => close(tx, { runId, reason: reason.value, by, kept: kept.length }));
  return ok({ discarded: discarded.value.drafts, cancelled, kept });
}

/** The same of a posted run by the worker. */
export async function askToCancel(db: Database, cancellation: RunCancellation): Promise<Result<void, CancelProblem>> {
  const { runId, by } = cancellation;
  const reason = readReason(cancellation.reason);
  if (!reason.ok) return reason;
  const asked = await mayCancel(db, { runId, by });
  if (!asked.ok) return asked;
  const payload = { runId, reason: reason.value, ...jobClerk(by) };
  await enqueue(db, { task: 'cancel-bill-run', key: `cancel-bill-run:${runId}`, payload });
  return ok(undefined);
}

/** A posted run is a supervisor's to cancel. */
async function mayCancel(
  db: Database,
  { runId, by }: Pick<RunCancellation, 'runId' | 'by'>,
): Promise<Result<BillRun, CancelProblem>> {
  if (!isPermitted(by.role, 'bill-run.calculate')) return refused({ code: 'access.not-permitted' });
  const run = await findRun(db, runId);
  if (run === undefined) return refused({ code: 'billing.run-not-found', params: { run: runId } });
  if (run.state !== 'calculated' && !isPermitted(by.role, 'bill-run.approve')) {
    return refused({ code: 'billing.cancel-not-yours' });
  }
  const after = afterRunEvent(run.state, 'cancel');
  return after.ok ? ok(run) : after;
}

interface Discarded {
  readonly drafts: number;
  /** Nothing of the run is posted: it is cancelled. */
  readonly isDone: boolean;
}

/** Later runs go first: their bills go on from these drafts, and would leave these days to nobody. */
async function discardDrafts(
  tx: Parameters<typeof hold>[0],
  { runId, reason, by }: { readonly runId: number; readonly reason: string; readonly by: Clerk },
): Promise<Result<Discarded, CancelProblem>> {
  const run = await lockRun(tx, runId);
  if (run === undefined) return refused({ code: 'billing.run-not-found', params: { run: runId } });
  const after = afterRunEvent(run.state, 'cancel');
  if (!after.ok) return after;
  const books = await hold(tx, await draftedAccounts(tx, runId));
  const later = await accountsWithLaterBill(books, runId);
  if (later > 0) return refused({ code: 'billing.discarded-out-of-order', params: { accounts: later } });
  const drafts = await deleteDrafts(books, runId);
  const [posted] = await postedBillsOfRun(books, runId, { afterNumber: '', limit: 1 });
  // A posted one without a posted bill was cut off before its end was written down.
  if (posted !== undefined || run.state === 'posted') {
    // Killed while it was posted: nobody posts the rest any more, and nothing of it is told.
    if (run.state !== 'posted') await markRun(books, runId, { state: 'posted', now: by.now });
    return ok({ drafts, isDone: false });
  }
  await deleteExceptions(books, runId);
  await markRun(books, runId, { state: 'cancelled', now: by.now });
  const detail = { drafts };
  await insertRunEvent(books, { runId, event: 'cancelled', staffId: by.staffId, reason, detail, now: by.now });
  await audited(books, 'bill-run.cancelled', { runId, by, detail });
  return ok({ drafts, isDone: true });
}

interface CancelBatch {
  readonly runId: number;
  readonly from: string;
  readonly reason: string;
  readonly on: Temporal.PlainDate;
  readonly now: Temporal.Instant;
}

async function cancelBatch(
  tx: Parameters<typeof hold>[0],
  { runId, from, reason, on, now }: CancelBatch,
): Promise<{ readonly cancelled: number; readonly kept: CancelledRun['kept']; readonly next: string | undefined }> {
  const page = { afterNumber: from, limit: batchSize };
  const hint = await postedBillsOfRun(tx, runId, page);
  const books = await hold(
    tx,
    hint.map(({ accountId }) => accountId),
  );
  const numbers = new Set(hint.map(({ number }) => number));
  const bills = (await postedBillsOfRun(books, runId, page)).filter(({ number }) => numbers.has(number));
  const kept: CancelledRun['kept'][number][] = [];
  for (const bill of bills) {
    const problem = whyItStands(bill);
    if (problem === undefined) await cancelOne(books, bill, { reason, on, now });
    else kept.push({ number: bill.number, problem });
  }
  return {
    cancelled: bills.length - kept.length,
    kept,
    next: hint.length < batchSize ? undefined : hint.at(-1)?.number,
  };
}

function whyItStands({ number, hasLater, isDrafted }: PostedBillOfRun): Problem<BillingProblemCode> | undefined {
  if (hasLater) return { code: 'billing.cancelled-out-of-order', params: { number } };
  return isDrafted ? { code: 'billing.run-payment-on-its-way', params: { number } } : undefined;
}

async function cancelOne(
  books: Books,
  bill: PostedBillOfRun,
  { reason, on, now }: Pick<CancelBatch, 'reason' | 'on' | 'now'>,
): Promise<void> {
  const memo = `bill ${bill.number} cancelled: ${reason}`;
  const undone = [bill.entryId, ...(bill.depositEntryId === undefined ? [] : [bill.depositEntryId])];
  for (const entryId of undone) {
    const reversed = await reverseEntry(books, { entryId, on, memo, now });
    if (!reversed.ok) throw new Error(`bill ${bill.number}: ${reversed.problem.code}`);
  }
  await markBillCancelled(books, bill.id, reason);
}

async function close(
  tx: Database,
  of: {
    readonly runId: number;
    readonly reason: string;
    readonly by: Clerk;
    readonly kept: number;
  },
): Promise<void> {
  const { runId, reason, by, kept } = of;
  const run = await lockRun(tx, runId);
  if (run?.state !== 'posted') return;
  // Counted where they are: a cancellation that was cut off had cancelled some before.
  const detail = { cancelled: await cancelledOfRun(tx, runId), kept };
  if (kept === 0) await markRun(tx, runId, { state: 'cancelled', now: by.now });
  const event = kept === 0 ? 'cancelled' : 'cancelled-in-part';
  await insertRunEvent(tx, { runId, event, staffId: by.staffId, reason, detail, now: by.now });
  await audited(tx, 'bill-run.cancelled', { runId, by, detail });
}
