import { isPermitted } from '../../../domain/access/index.ts';
import { type BillingProblemCode, reviewRules } from '../../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import {
  type BillHeader,
  type BillRun,
  type DecisionKind,
  deleteDraftsOf,
  draftReads,
  findBill,
  hasLaterBill,
  insertDecisions,
  keepExceptions,
  lockRun,
  waitingBills,
} from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { keepReads, lockStandingRead } from '../../../store/metering/index.ts';
import { type Books, hold } from '../../../store/receivables/index.ts';
import type { Clerk } from '../../receivables/index.ts';
import type { BillingSetting } from '../corrections/recalculate-bill.ts';
import { draftAgain } from '../run-bill-cycle.ts';
import { audited } from './approve-run.ts';
import { estimateInstead } from './estimate-instead.ts';
import { readReason } from './run-reason.ts';
import { cycleOfRun } from './run-setting.ts';

export interface BillDecision {
  readonly runId: number;
  /** Of the draft. */
  readonly number: string;
  readonly kind: DecisionKind;
  readonly reason: string;
  /** What the register really showed, where the read is corrected; the meter where there are several. */
  readonly count?: string | undefined;
  readonly meter?: string | undefined;
  readonly by: Clerk;
}

/** What is thrown away or held out leaves the account without a bill of the run, and the run says why. */
const outOfRun = {
  'hold-out': 'billing.held-out',
  're-read': 'billing.re-read-ordered',
} as const satisfies Partial<Record<DecisionKind, BillingProblemCode>>;

/**
 * What a named person decides about one bill of a calculated run: it is right (`release`), it stays out of the run
 * (`hold-out`), it waits for another read (`re-read`), its read was typed wrong (`correct-read`), or an estimate stands in for
 * the read (`estimate`). The last two calculate the bill again, under another number, and the rules look at it again.
 */
export async function decideBill(
  db: Database,
  setting: BillingSetting,
  decision: BillDecision,
): Promise<Result<void, Problem>> {
  const { runId, number, kind, by } = decision;
  const reason = readReason(decision.reason);
  if (!reason.ok) return reason;
  const bill = await findBill(db, number);
  if (bill?.runId !== runId) return refused({ code: 'billing.decision-other-run', params: { number } });
  return db.transaction(async (tx): Promise<Result<void, Problem>> => {
    const run = await openRun(tx, runId, by);
    if (!run.ok) return run;
    const books = await hold(tx, [bill.accountId]);
    const draft = await findBill(books, number);
    if (draft?.state !== 'draft') return refused({ code: 'billing.decision-other-run', params: { number } });
    const [waiting] = await waitingBills(books, runId, { number });
    if (kind === 'release' && waiting === undefined) return refused({ code: 'billing.nothing-waits' });
    const bills = [{ accountId: draft.accountId, number, rules: waiting?.rules ?? [] }];
    await insertDecisions(books, { runId, kind, reason: reason.value, staffId: by.staffId, now: by.now, bills });
    await audited(books, `bill-run.${kind}`, { runId, by, detail: { bill: number } });
    if (kind === 'release') return ok(undefined);
    if (await hasLaterBill(books, draft.accountId, draft.periodEnd)) {
      return refused({ code: 'billing.discarded-out-of-order', params: { accounts: 1 } });
    }
    if (kind === 'hold-out' || kind === 're-read') {
      await takeOut(books, { runId, kind, reason: reason.value, bills });
      return ok(undefined);
    }
    return readAgain(books, setting, { run: run.value, draft, decision });
  });
}

/** The same decision about every bill that a rule holds: releases what that rule found, or holds the bills out. */
export async function decideByRule(
  db: Database,
  decision: {
    readonly runId: number;
    readonly rule: string;
    readonly kind: 'release' | 'hold-out';
    readonly reason: string;
    readonly by: Clerk;
  },
): Promise<Result<number, Problem>> {
  const { runId, kind, by } = decision;
  const reason = readReason(decision.reason);
  if (!reason.ok) return reason;
  const rule = reviewRules.find((one) => one === decision.rule);
  if (rule === undefined)
    return refused({ code: 'billing.rule-unknown', field: 'rule', params: { known: reviewRules.join(', ') } });
  return db.transaction(async (tx): Promise<Result<number, Problem>> => {
    const run = await openRun(tx, runId, by);
    if (!run.ok) return run;
    const hint = await waitingBills(tx, runId, { rule });
    const books = await hold(
      tx,
      hint.map(({ accountId }) => accountId),
    );
    const held = new Set(hint.map(({ accountId }) => accountId));
    const bills = (await waitingBills(books, runId, { rule })).filter(({ accountId }) => held.has(accountId));
    if (bills.length === 0) return refused({ code: 'billing.nothing-waits' });
    await insertDecisions(books, {
      ...{ runId, kind, reason: reason.value, staffId: by.staffId, now: by.now },
      bills: bills.map((bill) => ({ ...bill, rules: kind === 'release' ? [rule] : bill.rules })),
    });
    if (kind === 'hold-out') await takeOut(books, { runId, kind, reason: reason.value, bills });
    await audited(books, `bill-run.${kind}`, { runId, by, detail: { rule, bills: bills.length } });
    return ok(bills.length);
  });
}

/** The run, kept from everybody else; only one that is calculated and no more can be decided about. */
async function openRun(
  tx: Database,
  runId: number,
  by: Clerk,
): Promise<Result<BillRun, Problem<BillingProblemCode | 'access.not-permitted'>>> {
  if (!isPermitted(by.role, 'bill-run.review')) return refused({ code: 'access.not-permitted' });
  const run = await lockRun(tx, runId);
  if (run === undefined) return refused({ code: 'billing.run-not-found', params: { run: runId } });
  if (run.state === 'calculated') return ok(run);
  return refused({ code: 'billing.run-not-possible-now', params: { state: run.state, event: 'decide' } });
}

async function takeOut(
  books: Books,
  of: {
    readonly runId: number;
    readonly kind: keyof typeof outOfRun;
    readonly reason: string;
    readonly bills: readonly { readonly accountId: number; readonly number: string }[];
  },
): Promise<void> {
  const { runId, kind, reason, bills } = of;
  await deleteDraftsOf(
    books,
    runId,
    bills.map(({ number }) => number),
  );
  await keepExceptions(
    books,
    runId,
    bills.map(({ accountId }) => ({ accountId, problem: { code: outOfRun[kind], params: { reason } } })),
  );
}

/** Puts another read in the place of the one that closes the bill, and calculates the bill again. */
async function readAgain(
  books: Books,
  setting: BillingSetting,
  { run, draft, decision }: { readonly run: BillRun; readonly draft: BillHeader; readonly decision: BillDecision },
): Promise<Result<void, Problem>> {
  const { kind, meter, count, by } = decision;
  const reads = (await draftReads(books, draft.id)).filter(
    ({ serial }) => meter === undefined || meter === '' || serial === meter,
  );
  const [read] = reads;
  await deleteDraftsOf(books, run.id, [draft.number]);
  if (kind === 'estimate') {
    const estimated = await estimateInstead(books, { accountId: draft.accountId, run, reads, by });
    if (!estimated.ok) return estimated;
  } else {
    if (read === undefined || reads.length > 1) return refused({ code: 'billing.read-missing', field: 'meter' });
    const shown = readCount(count ?? '');
    if (shown === undefined)
      return refused({ code: 'billing.count-unreadable', field: 'count', params: { found: count ?? '' } });
    const standing = await lockStandingRead(books, read.serial, read.on);
    if (standing === undefined) {
      const params = { serial: read.serial, on: `${read.on}` };
      return refused({ code: 'metering.no-read-to-correct', params });
    }
    const source = `${by.staffId}: corrected while bill run ${run.id} was looked at`;
    await keepReads(
      books,
      [{ meterSerial: read.serial, on: read.on, count: shown, quality: 'measured', source, supersedesId: standing }],
      by.now,
    );
  }
  await draftAgain(books, cycleOfRun(setting, run, by), { run, accountId: draft.accountId });
  return ok(undefined);
}

/** Whole counts of the register; a comma or a space between thousands is read over. */
function readCount(typed: string): number | undefined {
  const text = typed.trim();
  if (!/^\d{1,12}$|^\d{1,3}(,\d{3}){1,3}$|^\d{1,3}( \d{3}){1,3}$/.test(text)) return undefined;
  return Number(text.replaceAll(/[ ,]/g, ''));
}
