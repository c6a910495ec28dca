import {
  type BillingPolicy,
  billNumber,
  type CalculatedBill,
  calculateBill,
  isDoubtful,
  type RateBook,
  type ServicePointToBill,
  summaryOfCharges,
} from '../../domain/billing/index.ts';
import {
  type Cents,
  cents,
  isBefore,
  ok,
  type Problem,
  present,
  type Result,
  refused,
  sumCents,
} from '../../domain/kernel/index.ts';
import type { RegisterRead } from '../../domain/metering/index.ts';
import {
  accountsOfCycle,
  type BillCandidate,
  type BillException,
  type BillRun,
  billCandidates,
  type CandidatePage,
  clearExceptions,
  doubtfulBills,
  heldOut,
  insertDrafts,
  insertFindings,
  insertRun,
  insertRunEvent,
  keepCalculation,
  keepExceptions,
  lastRun,
  lockCycle,
  lockLane,
  nextBills,
  shareRun,
} from '../../store/billing/index.ts';
import type { Database, DatabasePool, Transaction } from '../../store/database.ts';
import { servicePointsToBill } from '../../store/metering/index.ts';
import { hold, sinceLastBills } from '../../store/receivables/index.ts';
import { accountTerms } from './account-terms.ts';
import { type HourlyReadPolicy, keepMadeReads, type MadeRead, withHourlyReads } from './hourly-reads.ts';
import { inLanes } from './lanes.ts';
import { openReview, type Review, type ReviewedAccount, reviewBills } from './runs/review-bills.ts';

export interface BillCycle {
  readonly cycle: string;
  /** Reads up to this date are billed. */
  readonly readThrough: Temporal.PlainDate;
  readonly issuedOn: Temporal.PlainDate;
  readonly rates: RateBook;
  readonly policy: BillingPolicy;
  readonly now: Temporal.Instant;
  /** Who of the staff calculates: they cannot approve it. */
  readonly staffId?: string;
  /** Meters with hourly reads are read from their hours; without it, as people read them. */
  readonly hourlyReads?: HourlyReadPolicy;
  /** Calculates everything and writes nothing. */
  readonly dryRun?: boolean;
  /** Accounts a transaction; 1,000 unless said. */
  readonly batchSize?: number;
  /** Told after each batch how many accounts were looked at so far. */
  readonly onProgress?: (accounts: number) => void;
}

export interface BillCycleOutcome {
  /** The run that holds the drafts; none where nothing was ever written for the cycle and date. */
  readonly run?: BillRun;
  /** Bills calculated by this call. Zero where the cycle had been run before and nothing changed. */
  readonly billed: number;
  readonly newCharges: Cents;
  readonly estimated: number;
  readonly exceptions: readonly BillException[];
}

/** Accounts in a batch and its transaction: large enough to spread the cost of a statement, small enough to lose little. */
const defaultBatchSize = 1000;
/** An estimate looks at the same season a year ago, a first and a last bill at both sides of a change; any other at its own days. */
const daysBackToEstimate = 420;
const daysBackToGoOn = 12;

/**
 * Turns a cycle's reads into drafts. Each batch is one transaction, so a run that was killed goes on where it stopped;
 * run again, it bills only who has no bill yet. An account that cannot be billed is an exception and stops nobody.
 */
export async function runBillCycle(db: DatabasePool, cycle: BillCycle): Promise<BillCycleOutcome> {
  if (cycle.dryRun !== true) await db.transaction((tx) => beginFirstRun(tx, cycle));
  const exceptions: BillException[] = [];
  // Sums, not the bills: a run of any size takes the memory of its batches.
  const all = { accounts: 0, billed: 0, newCharges: cents(0), estimated: 0 };
  const review = await openReview(db, cycle);
  // Who moved in is billed after who moved out, so that one count closes the old account and opens the new.
  for (const only of ['billed-before', 'beginning'] as const) {
    await inLanes(async (lane) => {
      for (let afterId: number | undefined = 0; afterId !== undefined; ) {
        const page = { afterId, lane, only };
        const batch: Batch = await db.transaction((tx) => billBatch(tx, { cycle, review }, page));
        exceptions.push(...batch.exceptions);
        all.accounts += batch.accounts;
        all.billed += batch.billed;
        all.newCharges = cents(all.newCharges + batch.newCharges);
        all.estimated += batch.estimated;
        cycle.onProgress?.(all.accounts);
        afterId = batch.lastId;
      }
    });
  }
  const run = await lastRun(db, cycle.cycle, cycle.readThrough);
  const { billed, newCharges, estimated } = all;
  return {
    ...present({ run }),
    ...{ billed, newCharges, estimated },
    exceptions: exceptions.toSorted((a, b) => a.accountId - b.accountId),
  };
}

interface Batch {
  readonly billed: number;
  readonly newCharges: Cents;
  readonly estimated: number;
  readonly exceptions: readonly BillException[];
  readonly accounts: number;
  /** Undefined where there are no more accounts. */
  readonly lastId: number | undefined;
}

async function billBatch(
  tx: Transaction,
  { cycle, review }: { readonly cycle: BillCycle; readonly review: Review | undefined },
  { lane, ...page }: Pick<CandidatePage, 'afterId' | 'lane' | 'only'>,
): Promise<Batch> {
  const limit = cycle.batchSize ?? defaultBatchSize;
  await lockLane(tx, `bill-run ${cycle.cycle} ${cycle.readThrough}`, lane);
  const accountIds = await accountsOfCycle(tx, cycle.cycle, { ...page, limit, lane });
  const filled = cycle.dryRun === true ? undefined : await runToFill(tx, cycle);
  // Held before they are looked at: a bill that is cancelled meanwhile would leave its days to nobody.
  if (filled !== undefined) await hold(tx, accountIds);
  const isLookedAt = cycle.dryRun === true || filled !== undefined;
  const asked = isLookedAt ? await billCandidates(tx, accountIds, cycle) : [];
  const out = filled?.state === 'calculated' ? await heldOut(tx, filled.id, accountIds) : new Set<number>();
  const candidates = asked.filter(({ accountId }) => !out.has(accountId));
  const calculated = await calculateAll(tx, cycle, candidates);
  const { bills, exceptions } = calculated;
  if (filled !== undefined && candidates.length > 0) {
    // A run that somebody approved takes no more bills: they make a supplement. Exceptions alone do not.
    const supplement = filled.supplement + 1;
    const run = filled.state !== 'calculated' && bills.length > 0 ? await beginRun(tx, cycle, supplement) : filled;
    await keepExceptions(tx, run.id, exceptions);
    const findings = await reviewBills(tx, review, { ...calculated, candidates });
    await storeDrafts(tx, { run, cycle, ...calculated, findings });
  }
  const lastId = accountIds.length < limit ? undefined : accountIds.at(-1);
  return {
    billed: bills.length,
    newCharges: sumCents(bills.map((bill) => bill.newCharges)),
    estimated: bills.filter((bill) => bill.estimated).length,
    exceptions,
    accounts: candidates.length,
    lastId,
  };
}

/** Begins the cycle's run before the lanes do, so that they need not wait for each other. */
async function beginFirstRun(tx: Database, cycle: BillCycle): Promise<void> {
  await lockCycle(tx, cycle.cycle, cycle.readThrough);
  const last = await lastRun(tx, cycle.cycle, cycle.readThrough);
  // After one that was cancelled the cycle is run again.
  if (last !== undefined && last.state !== 'cancelled') return;
  if (await hasCandidates(tx, cycle)) await beginRun(tx, cycle, (last?.supplement ?? -1) + 1);
}

async function hasCandidates(tx: Database, { cycle, readThrough, batchSize: limit = defaultBatchSize }: BillCycle) {
  for (let afterId: number | undefined = 0; afterId !== undefined; ) {
    const ids: readonly number[] = await accountsOfCycle(tx, cycle, { afterId, limit, lane: { number: 0, of: 1 } });
    if ((await billCandidates(tx, ids, { readThrough })).length > 0) return true;
    afterId = ids.length < limit ? undefined : ids.at(-1);
  }
  return false;
}

/**
 * The run that takes the drafts: one that is calculated, kept from being posted meanwhile; or the last one that was posted,
 * with the turn to begin its supplement. Undefined where nobody had anything to bill. Asked before accounts are held.
 */
async function runToFill(tx: Database, { cycle, readThrough }: BillCycle): Promise<BillRun | undefined> {
  const known = await lastRun(tx, cycle, readThrough);
  if (known === undefined) return undefined;
  const open = await shareRun(tx, known.id);
  if (open?.state === 'calculated') return open;
  await lockCycle(tx, cycle, readThrough);
  const last = await lastRun(tx, cycle, readThrough);
  return last?.state === 'calculated' ? shareRun(tx, last.id) : last;
}

async function beginRun(tx: Database, cycle: BillCycle, supplement: number): Promise<BillRun> {
  const { readThrough, issuedOn, policy, now, staffId } = cycle;
  const dueOn = issuedOn.add({ days: policy.dueDays });
  const run = await insertRun(tx, { cycle: cycle.cycle, readThrough, issuedOn, dueOn, supplement }, now);
  await insertRunEvent(tx, { runId: run.id, event: 'calculated', staffId, now });
  return run;
}

/** What a bill would be if one account were billed now from what stood before it; nothing is kept. */
export async function calculateOne(
  tx: Database,
  cycle: BillCycle,
  candidate: BillCandidate,
): Promise<Result<CalculatedBill | undefined, Problem>> {
  const { bills, exceptions } = await calculateAll(tx, cycle, [candidate], daysBackToEstimate);
  const [refusal] = exceptions;
  return refusal === undefined ? ok(bills[0]) : refused(refusal.problem);
}

/** A run of its own for one account, a supplement of its cycle; undefined where there is nothing to bill. */
export async function draftOne(
  tx: Database,
  cycle: BillCycle,
  candidate: BillCandidate,
): Promise<Result<{ readonly run: BillRun; readonly bill: CalculatedBill } | undefined, Problem>> {
  const calculated = await calculateAll(tx, cycle, [candidate], daysBackToEstimate);
  const [refusal] = calculated.exceptions;
  if (refusal !== undefined) return refused(refusal.problem);
  const [bill] = calculated.bills;
  if (bill === undefined) return ok(undefined);
  await lockCycle(tx, cycle.cycle, cycle.readThrough);
  const last = await lastRun(tx, cycle.cycle, cycle.readThrough);
  const run = await beginRun(tx, cycle, (last?.supplement ?? -1) + 1);
  await storeDrafts(tx, { run, cycle, ...calculated });
  return ok({ run, bill });
}

/** Calculates one account again into the run that held its draft; an exception of the run where it cannot be billed. */
export async function draftAgain(
  tx: Database,
  cycle: BillCycle,
  { run, accountId }: { readonly run: BillRun; readonly accountId: number },
): Promise<void> {
  const candidates = await billCandidates(tx, [accountId], { readThrough: cycle.readThrough });
  const calculated = await calculateAll(tx, cycle, candidates, daysBackToEstimate);
  await keepExceptions(tx, run.id, calculated.exceptions);
  const findings = await reviewBills(tx, await openReview(tx, cycle), { ...calculated, candidates });
  await storeDrafts(tx, { run, cycle, ...calculated, findings });
}

interface Calculated {
  readonly bills: readonly CalculatedBill[];
  readonly exceptions: readonly BillException[];
  readonly made: ReadonlyMap<RegisterRead, MadeRead>;
  /** By the serial of a meter. */
  readonly rateClasses: ReadonlyMap<string, string>;
}

/** First with the few reads an ordinary bill needs; then those that nobody read again, with a year to estimate from. */
async function calculateAll(
  tx: Database,
  cycle: BillCycle,
  candidates: readonly BillCandidate[],
  daysBack = daysBackToGoOn,
): Promise<Calculated> {
  const bills: CalculatedBill[] = [];
  const exceptions: BillException[] = [];
  const unread: BillCandidate[] = [];
  const made = new Map<RegisterRead, MadeRead>();
  const rateClasses = new Map<string, string>();
  const withHours = async (
    points: ReadonlyMap<number, readonly ServicePointToBill[]>,
    some: readonly BillCandidate[],
  ): Promise<ReadonlyMap<number, readonly ServicePointToBill[]>> => {
    if (cycle.hourlyReads === undefined) return points;
    const { readThrough, hourlyReads: policy } = cycle;
    const days = { lastDays: lastDays(some, readThrough), firstDays: firstDays(some) };
    const read = await withHourlyReads(tx, points, { ...days, policy });
    for (const [one, about] of read.made) made.set(one, about);
    return read.points;
  };
  const calculateWith = async (some: readonly BillCandidate[], reach: number) => {
    if (some.length === 0) return;
    const meters = some.map((candidate) => ({ ...candidate, start: candidate.billedThrough ?? candidate.openedOn }));
    const terms = await accountTerms(
      tx,
      some.map(({ accountId }) => accountId),
    );
    const points = await withHours(await servicePointsToBill(tx, meters, reach), some);
    for (const { rateClass, installations } of [...points.values()].flat()) {
      for (const { register } of installations) rateClasses.set(register.serial, rateClass);
    }
    const doubtful = await doubtfulBills(tx, lastBillsInDoubt(some, points));
    for (const candidate of some) {
      const { accountId } = candidate;
      const account = {
        ...{ ...candidate, ...terms.get(accountId), servicePoints: points.get(accountId) ?? [] },
        ...present({ doubtful: doubtful.get(candidate.lastBillId ?? 0) }),
      };
      const calculated = calculateBill(account, cycle);
      const wantsHistory = calculated.ok
        ? (calculated.value?.estimates.length ?? 0) > 0
        : calculated.problem.code === 'metering.no-history-to-estimate';
      if (wantsHistory && reach < daysBackToEstimate) unread.push(candidate);
      else if (!calculated.ok) exceptions.push({ accountId: candidate.accountId, problem: calculated.problem });
      else if (calculated.value !== undefined) bills.push(calculated.value);
    }
  };
  const atChange = candidates.filter(
    ({ billedThrough, closedOn }) => billedThrough === undefined || closedOn !== undefined,
  );
  const atChangeIds = new Set(atChange);
  await calculateWith(
    candidates.filter((candidate) => !atChangeIds.has(candidate)),
    daysBack,
  );
  await calculateWith([...unread, ...atChange], daysBackToEstimate);
  return { bills, exceptions, made, rateClasses };
}

/** The last day of each account's period: it closes, or is read. */
const lastDays = (some: readonly BillCandidate[], readThrough: Temporal.PlainDate) =>
  new Map(
    some.map(({ accountId, closedOn }) => [
      accountId,
      closedOn !== undefined && isBefore(closedOn, readThrough) ? closedOn : readThrough,
    ]),
  );

/** The first day of those that were never billed: their meters are read on it. */
const firstDays = (some: readonly BillCandidate[]) =>
  new Map(
    some
      .filter(({ billedThrough }) => billedThrough === undefined)
      .map(({ accountId, openedOn }) => [accountId, openedOn]),
  );

/** The last bills that ended with a count that is not sure, or on a day after the account was closed. */
const lastBillsInDoubt = (
  some: readonly BillCandidate[],
  points: ReadonlyMap<number, readonly ServicePointToBill[]>,
): readonly number[] =>
  some.flatMap(({ accountId, lastBillId, closedOn, billedThrough }) => {
    if (lastBillId === undefined) return [];
    const isPastClosing = closedOn !== undefined && billedThrough !== undefined && isBefore(closedOn, billedThrough);
    const inDoubt = (points.get(accountId) ?? []).some(({ installations }) => installations.some(isDoubtful));
    return isPastClosing || inDoubt ? [lastBillId] : [];
  });

async function storeDrafts(
  tx: Database,
  {
    run,
    bills,
    cycle,
    made,
    findings = [],
  }: {
    run: BillRun;
    bills: readonly CalculatedBill[];
    cycle: BillCycle;
    made: ReadonlyMap<RegisterRead, MadeRead>;
    findings?: readonly ReviewedAccount[];
  },
): Promise<void> {
  if (bills.length === 0) return;
  if (cycle.staffId !== undefined) await keepCalculation(tx, { runId: run.id, staffId: cycle.staffId, now: cycle.now });
  const accountIds = bills.map((bill) => bill.accountId);
  await keepMadeReads(
    tx,
    bills.flatMap((bill) => bill.uses),
    { made, source: `bill run ${run.id}: hours`, now: cycle.now },
  );
  const standings = await sinceLastBills(tx, accountIds);
  const next = await nextBills(tx, bills.length);
  const drafts = bills.map((bill, index) => {
    const standing = standings.get(bill.accountId);
    const { id, serial } = next[index] ?? {};
    if (standing === undefined || id === undefined || serial === undefined)
      throw new Error(`account ${bill.accountId} has no standing`);
    const newCharges = cents(bill.newCharges + standing.postedSince);
    return {
      ...{ id, bill },
      number: billNumber(serial),
      summary: summaryOfCharges(standing, newCharges, cycle.policy.lateFee),
    };
  });
  await insertDrafts(tx, run, { drafts, now: cycle.now });
  const byAccount = new Map(drafts.map(({ id, bill }) => [bill.accountId, id]));
  await insertFindings(
    tx,
    findings.flatMap(({ accountId, found }) =>
      found.map((finding) => ({ ...finding, billId: byAccount.get(accountId) ?? 0 })),
    ),
  );
  await clearExceptions(tx, run, accountIds);
}
