import { isPermitted, type StaffRole } from '../../domain/access/index.ts';
import { nightRest } from '../../domain/alerts/index.ts';
import { ok, present, type Result, refused } from '../../domain/kernel/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database, Transaction } from '../../store/database.ts';
import {
  dropJobs,
  failNoticesOfDeadJobs,
  giveUpNotices,
  lockDeadJobs,
  lockDeadTextsAndCalls,
  noticesWithoutJob,
  recordJobAnswer,
  requeueNotices,
  reviveJobs,
} from '../../store/dead-jobs.ts';
import { enqueue } from '../../store/jobs.ts';
import { lockQueuedNotice } from '../../store/notices/index.ts';
import { fallBackToEmail, noticeTries } from '../notices/index.ts';

/** Who answers: one of the staff, or the operator at the machine. */
export interface DeadLetterBy {
  readonly staff?: { readonly id: string; readonly role: StaffRole };
  readonly now: Temporal.Instant;
  readonly address?: string;
}

export type DeadLetterProblem = {
  readonly code: 'access.not-permitted' | 'jobs.not-dead' | 'jobs.reason-missing';
  readonly field?: string;
};

const isAllowed = ({ staff }: DeadLetterBy): boolean =>
  staff === undefined || isPermitted(staff.role, 'dead-letter.answer');

/** Begins dead jobs again, with all their tries: one, those of a task, or all. How many that were. */
export async function sendAgain(
  db: Database,
  which: { readonly ids?: readonly number[]; readonly task?: string },
  by: DeadLetterBy,
): Promise<Result<number, DeadLetterProblem>> {
  if (!isAllowed(by)) return refused({ code: 'access.not-permitted' });
  return db.transaction(async (tx) => {
    const jobs = await lockDeadJobs(tx, which);
    if (jobs.length === 0) return refused({ code: 'jobs.not-dead' });
    await requeueNotices(tx, noticesOf(jobs));
    await reviveJobs(
      tx,
      jobs.map(({ id }) => id),
    );
    for (const job of jobs) await keep(tx, job, { answer: 'sent-again' }, by);
    return ok(jobs.length);
  });
}

/** Gives one up for good; why is kept. */
export async function discardDeadLetter(
  db: Database,
  { id, reason }: { readonly id: number; readonly reason: string },
  by: DeadLetterBy,
): Promise<Result<undefined, DeadLetterProblem>> {
  if (!isAllowed(by)) return refused({ code: 'access.not-permitted' });
  if (reason.trim() === '') return refused({ code: 'jobs.reason-missing', field: 'reason' });
  return db.transaction(async (tx) => {
    const jobs = await lockDeadJobs(tx, { ids: [id] });
    const [job] = jobs;
    if (job === undefined) return refused({ code: 'jobs.not-dead' });
    await giveUpNotices(tx, noticesOf(jobs));
    await dropJobs(tx, [id]);
    await keep(tx, job, { answer: 'discarded', reason: reason.trim().slice(0, 500) }, by);
    return ok(undefined);
  });
}

type Locked = Awaited<ReturnType<typeof lockDeadJobs>>[number];

const noticesOf = (jobs: readonly Locked[]): number[] => jobs.flatMap(({ notice_id: id }) => (id === null ? [] : [id]));

async function keep(
  tx: Transaction,
  job: Locked,
  said: { readonly answer: 'sent-again' | 'discarded'; readonly reason?: string },
  { staff, now, address }: DeadLetterBy,
): Promise<void> {
  const { id: jobId, task, last_error: lastError, notice_id: noticeId } = job;
  await recordJobAnswer(tx, { ...{ jobId, task, lastError, noticeId, now, staffId: staff?.id }, ...said });
  await recordAudit(tx, {
    at: now,
    actor: staff === undefined ? { kind: 'system' } : { kind: 'staff', id: staff.id },
    action: `dead-letter.${said.answer}`,
    detail: { job: jobId, task },
    ...present({ address }),
  });
}

/** The most that are put right at once; the next minutes take the rest. */
const maxAtOnce = 1000;

/** What became of notices that waited for nothing. */
export interface SettledNotices {
  /** They say that they could not be sent, and wait for staff. */
  readonly failed: number;
  /** They had lost their job, and got another. */
  readonly found: number;
  /** Texts and calls whose words go by email instead. */
  readonly byEmail: number;
}

/**
 * No notice waits for ever: a text or call whose job's tries are used up goes by email, any other says so, and one whose job was
 * lost gets another.
 */
export async function settleWaitingNotices(db: Database, now: Temporal.Instant): Promise<SettledNotices> {
  const byEmail = await db.transaction((tx) => sendByEmailInstead(tx, now));
  const failed = await failNoticesOfDeadJobs(db);
  const lost = await noticesWithoutJob(db, maxAtOnce);
  for (const { id: noticeId, channel, rest } of lost) {
    await enqueue(db, {
      task: 'send-notice',
      payload: { noticeId, ...(channel === 'email' ? {} : { rest: rest ?? [nightRest] }) },
      key: `lost-notice:${noticeId}`,
      maxAttempts: noticeTries,
    });
  }
  return { failed, found: lost.length, byEmail };
}

/** Their jobs go: there is nothing left for staff to send. Where nobody can be written to, the job stays. */
async function sendByEmailInstead(tx: Transaction, now: Temporal.Instant): Promise<number> {
  const told: number[] = [];
  for (const { jobId, noticeId } of await lockDeadTextsAndCalls(tx, maxAtOnce)) {
    const notice = await lockQueuedNotice(tx, noticeId);
    if (notice !== undefined && (await fallBackToEmail(tx, notice, { reason: 'tries-used-up', now }))) told.push(jobId);
  }
  await dropJobs(tx, told);
  return told.length;
}
