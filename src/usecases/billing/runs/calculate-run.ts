import { isPermitted } from '../../../domain/access/index.ts';
import { checkRunDates } from '../../../domain/billing/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import { runsBeside } from '../../../store/billing/index.ts';
import type { Database, DatabasePool } from '../../../store/database.ts';
import { enqueue } from '../../../store/jobs.ts';
import type { Clerk } from '../../receivables/index.ts';
import type { BillingSetting } from '../corrections/recalculate-bill.ts';
import { type BillCycleOutcome, runBillCycle } from '../run-bill-cycle.ts';
import { cycleOfRun, todayIn } from './run-setting.ts';

/** A run as somebody types it. */
export interface TypedRun {
  readonly cycle: string;
  readonly readThrough: string;
  /** Left out or empty: the cycle's own number of days after the reads. */
  readonly issueOn?: string | undefined;
}

export interface PlannedRun {
  readonly cycle: string;
  readonly readThrough: Temporal.PlainDate;
  readonly issuedOn: Temporal.PlainDate;
}

/** What was typed, where it can be meant: a cycle that there is, dates of these weeks, a month that was not run. */
export async function planRun(
  db: Database,
  { utility }: Pick<BillingSetting, 'utility'>,
  typed: TypedRun,
  now: Temporal.Instant,
): Promise<Result<PlannedRun, Problem>> {
  const { billing } = utility;
  const cycle = billing.cycles.find(({ name }) => name === typed.cycle);
  if (cycle === undefined) {
    const known = billing.cycles.map(({ name }) => name).join(', ');
    return refused({ code: 'billing.cycle-unknown', field: 'cycle', params: { cycle: typed.cycle, known } });
  }
  const readThrough = readDate(typed.readThrough);
  if (readThrough === undefined) return unreadable('readThrough', typed.readThrough);
  const { issueOn = '' } = typed;
  const issuedOn = issueOn === '' ? readThrough.add({ days: cycle.issue_after_days }) : readDate(issueOn);
  if (issuedOn === undefined) return unreadable('issueOn', issueOn);
  const dates = { readThrough, issuedOn, dueOn: issuedOn.add({ days: billing.due_days.value }) };
  const checked = checkRunDates(dates, {
    today: todayIn(utility, now),
    policy: billing.review.dates,
    others: await runsBeside(db, cycle.name, readThrough),
  });
  return checked.ok ? ok({ cycle: cycle.name, readThrough, issuedOn }) : checked;
}

const unreadable = (field: string, found: string) =>
  refused({ code: 'billing.date-unreadable', field, params: { found } });

function readDate(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text.trim())) return undefined;
  try {
    return Temporal.PlainDate.from(text.trim(), { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

export interface RunAsked {
  readonly run: PlannedRun;
  /** Left out for a dry run of somebody who gives no name. */
  readonly by: Clerk;
  readonly onProgress?: (accounts: number) => void;
}

/** Calculates a run's drafts by name; run again, it goes on with who has none. */
export async function calculateBillRun(
  db: DatabasePool,
  setting: BillingSetting,
  { run, by, onProgress }: RunAsked,
): Promise<Result<BillCycleOutcome, Problem>> {
  if (!isPermitted(by.role, 'bill-run.calculate')) return refused({ code: 'access.not-permitted' });
  const outcome = await runBillCycle(db, { ...cycleOfRun(setting, run, by), ...present({ onProgress }) });
  if (outcome.run !== undefined && outcome.billed > 0) {
    const detail = { run: outcome.run.id, bills: outcome.billed, exceptions: outcome.exceptions.length };
    const actor = { kind: 'staff', id: by.staffId } as const;
    await recordAudit(db, { at: by.now, actor, action: 'bill-run.calculated', detail, address: by.address });
  }
  return ok(outcome);
}

/** The same by the worker: a town takes longer than a page may. */
export async function askToCalculate(
  db: Database,
  setting: Pick<BillingSetting, 'utility'>,
  { typed, by }: { readonly typed: TypedRun; readonly by: Clerk },
): Promise<Result<PlannedRun, Problem>> {
  if (!isPermitted(by.role, 'bill-run.calculate')) return refused({ code: 'access.not-permitted' });
  const planned = await planRun(db, setting, typed, by.now);
  if (!planned.ok) return planned;
  const { cycle, readThrough, issuedOn } = planned.value;
  await enqueue(db, {
    task: 'calculate-bill-run',
    key: `calculate-bill-run:${cycle}:${readThrough}`,
    payload: { cycle, readThrough: `${readThrough}`, issuedOn: `${issuedOn}`, ...jobClerk(by) },
  });
  return planned;
}

/** Who asked, for the job that does it. */
export const jobClerk = ({ staffId, role, address }: Clerk) => ({ staffId, role, address });
