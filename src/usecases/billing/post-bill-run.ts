import { type BillingProblemCode, decideDelivery, revenueOf, summaryOfCharges } from '../../domain/billing/index.ts';
import {
  cents,
  isBefore,
  ok,
  type Problem,
  type Refused,
  type Result,
  refused,
  sumCents,
} from '../../domain/kernel/index.ts';
import { billEntry, type LedgerProblemCode } from '../../domain/receivables/index.ts';
import { billMoveNote, cutOverDate } from '../../domain/transition/index.ts';
import {
  type BillRun,
  type DraftToPost,
  draftsBeforeTheirTurn,
  draftsOfLane,
  draftsToPost,
  draftTotals,
  findRun,
  hasDrafts,
  insertLines,
  insertRunEvent,
  keepEstimates,
  keepMoveNotes,
  type Lane,
  lockLane,
  lockRun,
  markBillsPosted,
  markRun,
  shareRun,
} from '../../store/billing/index.ts';
import type { Database, DatabasePool, Transaction } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import {
  type Books,
  hold,
  keepBilledEntries,
  postEntries,
  type SinceLastBill,
  sinceLastBills,
} from '../../store/receivables/index.ts';
import { billMoveFacts } from '../../store/transition/index.ts';
import { creditDeposits, inputHash } from '../receivables/index.ts';
import { inLanes } from './lanes.ts';
import { linesOfPosted } from './lines-of-books.ts';
import type { PostingPolicy } from './policy.ts';

export interface BillRunPosting {
  readonly runId: number;
  readonly policy: PostingPolicy;
  /** When the old portal's e-bills ended; undefined for a utility that moved from none. */
  readonly cutOver?: Temporal.PlainDate;
  readonly now: Temporal.Instant;
  /** Who of the staff posts it. */
  readonly staffId?: string;
  readonly onProgress?: (bills: number) => void;
  /** True where the system before has already delivered these bills: nothing is told, printed or drafted. */
  readonly deliveredElsewhere?: boolean;
}

type PostingProblem = Problem<BillingProblemCode | LedgerProblemCode>;

const batchSize = 1000;

/**
 * Posts a run: each bill's entry, its summary as the account stands now, and how it goes out. Batches are transactions
 * of their own; the one that finds no draft left marks the run posted and enqueues the notices, the print batch and autopay, so
 * that all exist exactly if the run is posted. Posting a posted run again posts nothing. Returns how many bills this
 * call posted.
 */
export async function postBillRun(db: DatabasePool, posting: BillRunPosting): Promise<Result<number, PostingProblem>> {
  const ready = await readyToPost(db, posting);
  if (!ready.ok) return ready;
  let posted = 0;
  let refusal: Refused<PostingProblem> | undefined;
  await inLanes(async (lane) => {
    const drafts = await draftsOfLane(db, posting.runId, lane);
    for (let from = 0; from < drafts.length && refusal === undefined; from += batchSize) {
      const billIds = drafts.slice(from, from + batchSize);
      const batch = await db.transaction((tx) => postBatch(tx, posting, { lane, billIds }));
      if (batch.ok) {
        posted += batch.value;
        posting.onProgress?.(posted);
      } else refusal = batch;
    }
  });
  if (refusal !== undefined) return refusal;
  await db.transaction((tx) => finishRun(tx, posting));
  return ok(posted);
}

async function readyToPost(db: Database, { runId, policy }: BillRunPosting): Promise<Result<void, PostingProblem>> {
  const run = await findRun(db, runId);
  if (run === undefined) return refused({ code: 'billing.run-not-found', params: { run: runId } });
  const may = mayPost(run, policy);
  if (!may.ok || run.state !== 'calculated') return may;
  const { waiting } = await draftTotals(db, runId);
  return waiting > 0 ? refused({ code: 'billing.run-not-reviewed', params: { bills: waiting } }) : ok(undefined);
}

/** Once a second person approved it; before, only where the utility posts without. */
function mayPost({ id, state }: BillRun, policy: PostingPolicy): Result<void, PostingProblem> {
  if (state === 'cancelled') return refused({ code: 'billing.run-not-possible-now', params: { state, event: 'post' } });
  const isMissing = state === 'calculated' && policy.postsWithoutApproval !== true;
  return isMissing ? refused({ code: 'billing.run-not-approved', params: { run: id } }) : ok(undefined);
}

/** The same of a small run, whole or not at all, in the caller's transaction. */
export async function postWithin(tx: Transaction, posting: BillRunPosting): Promise<Result<number, PostingProblem>> {
  const lane = { number: 0, of: 1 };
  const posted = await postBatch(tx, posting, { lane, billIds: await draftsOfLane(tx, posting.runId, lane) });
  if (posted.ok) await finishRun(tx, posting);
  return posted;
}

/** Posts these drafts of a lane; returns how many were to be posted still. */
async function postBatch(
  tx: Transaction,
  { runId, policy, cutOver, now, deliveredElsewhere }: BillRunPosting,
  { lane, billIds }: { readonly lane: Lane; readonly billIds: readonly number[] },
): Promise<Result<number, PostingProblem>> {
  await lockLane(tx, `post ${runId}`, lane);
  const run = await shareRun(tx, runId);
  if (run === undefined) return refused({ code: 'billing.run-not-found', params: { run: runId } });
  if (run.state === 'posted') return ok(0);
  // Asked again, since the run may have been cancelled meanwhile.
  const may = mayPost(run, policy);
  if (!may.ok) return may;
  const drafts = await draftsToPost(tx, billIds);
  if (drafts.length === 0) return ok(0);
  const accountIds = drafts.map((draft) => draft.accountId);
  const books = await hold(tx, accountIds);
  const draftIds = drafts.map(({ id }) => id);
  const early = await draftsBeforeTheirTurn(books, draftIds);
  if (early > 0) return refused({ code: 'billing.posted-out-of-order', params: { bills: early } });
  await creditDeposits(books, {
    bills: drafts.map(({ accountId, kind }) => ({ accountId, isFinal: kind === 'final' })),
    runId,
    on: run.issuedOn,
    policy: policy.deposits,
    isTold: deliveredElsewhere !== true,
    now,
  });
  const beforeCutOver = cutOver !== undefined && isBefore(run.issuedOn, cutOver);
  await keepEstimates(books, draftIds, { source: `bill run ${runId}: estimated`, now });
  const posted = await postDrafts(books, drafts, { run, policy, beforeCutOver, now });
  return posted.ok ? ok(drafts.length) : posted;
}

async function finishRun(tx: Database, { runId, now, deliveredElsewhere, staffId }: BillRunPosting): Promise<void> {
  const run = await lockRun(tx, runId);
  // Drafts that came while this run was posted are posted by the next call.
  if (run === undefined || run.state === 'posted' || run.state === 'cancelled' || (await hasDrafts(tx, runId))) return;
  await markRun(tx, runId, { state: 'posted', now });
  await insertRunEvent(tx, { runId, event: 'posted', staffId, now });
  if (deliveredElsewhere === true) return;
  for (const task of ['bill-notices', 'print-batch', 'schedule-drafts']) {
    await enqueue(tx, { task, payload: { runId }, key: `${task}:${runId}` });
  }
}

interface PostingTerms {
  readonly run: BillRun;
  readonly policy: PostingPolicy;
  readonly beforeCutOver: boolean;
  readonly now: Temporal.Instant;
}

async function postDrafts(
  books: Books,
  drafts: readonly DraftToPost[],
  terms: PostingTerms,
): Promise<Result<void, PostingProblem>> {
  const standings = await sinceLastBills(
    books,
    drafts.map((draft) => draft.accountId),
  );
  const entries = await postEntries(
    books,
    drafts.map((draft) => entryRequest(draft, terms.run)),
    terms.now,
  );
  if (!entries.ok) return entries;
  const bills = drafts.map((draft, index) => {
    const standing = standings.get(draft.accountId);
    const entry = entries.value[index];
    if (standing === undefined || entry === undefined) throw new Error(`bill ${draft.number} was not posted`);
    return { draft, standing, entryId: entry.id };
  });
  await insertLines(
    books,
    bills.flatMap(({ draft, standing }) => postedLines(draft, standing, terms.policy)),
  );
  await keepBilledEntries(
    books,
    bills.map(({ draft, standing }) => ({ billId: draft.id, entryIds: standing.entryIds })),
  );
  await noteTheMove(books, drafts, terms);
  await markBillsPosted(
    books,
    bills.map(({ draft, standing, entryId }) => {
      const charges = sumCents(draft.lines.map((line) => line.amount));
      const newCharges = cents(charges + standing.postedSince);
      const { delivery, reason } = decideDelivery({ ...draft.delivery, beforeCutOver: terms.beforeCutOver });
      const summary = summaryOfCharges(standing, newCharges, terms.policy.lateFee);
      return { id: draft.id, entryId, summary, delivery, reason };
    }),
  );
  return ok(undefined);
}

/** Written into the bill while it is a draft: what it says about the move stays as it was on its day. */
async function noteTheMove(
  books: Books,
  drafts: readonly DraftToPost[],
  { run, policy: { move } }: PostingTerms,
): Promise<void> {
  if (move === undefined || isBefore(run.dueOn, cutOverDate(move))) return;
  const facts = await billMoveFacts(
    books,
    drafts.map(({ accountId }) => accountId),
  );
  await keepMoveNotes(
    books,
    drafts.flatMap(({ id, accountId }) => {
      const known = facts.get(accountId);
      const note = known && billMoveNote(known, run, move);
      return note === undefined ? [] : [{ id, note }];
    }),
  );
}

const entryRequest = ({ accountId, number, lines }: DraftToPost, run: BillRun) => ({
  entry: billEntry({
    accountId,
    on: run.issuedOn,
    billNumber: number,
    charges: lines.map(({ part, amount }) => ({ revenue: revenueOf(part), amount })),
  }),
  idempotencyKey: `bill:${number}`,
  inputHash: inputHash({ accountId, lines }),
});

/** Its entry leaves out what the ledger has already. */
const postedLines = (draft: DraftToPost, { posted }: SinceLastBill, policy: PostingPolicy) =>
  linesOfPosted(posted, policy).map((line, index) => ({
    billId: draft.id,
    position: draft.lines.length + index,
    line,
  }));
