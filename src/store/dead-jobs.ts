import type { QuietHours } from '../domain/alerts/index.ts';
import { type ListAsked, type ListPart, present } from '../domain/kernel/index.ts';
import type { Database, Transaction } from './database.ts';
import { listPart } from './list-part.ts';

/** A job whose tries are used up: nobody begins it again by itself. What it carries may open something, and is not told. */
export interface DeadJob {
  readonly id: number;
  readonly task: string;
  readonly tries: number;
  readonly lastError: string;
  readonly createdAt: Temporal.Instant;
  /** For how long it has waited, by the server's clock: a pretend one says nothing of jobs. */
  readonly waitedSeconds: number;
  /** When it was tried for the last time. */
  readonly diedAt: Temporal.Instant;
  /** What was to be sent, where it is a notice, and to whom. */
  readonly notice?: {
    readonly id: number;
    readonly event: string;
    readonly subject: string;
    readonly channel: 'email' | 'sms' | 'voice';
    readonly recipient: string;
  };
  /** The account that it is about. */
  readonly account?: string;
}

interface DeadJobRow {
  readonly id: number;
  readonly task: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly created_at: Temporal.Instant;
  readonly updated_at: Temporal.Instant;
  readonly waited: number;
  readonly notice_id: number | null;
  readonly event: string | null;
  readonly subject: string | null;
  readonly channel: 'email' | 'sms' | 'voice' | null;
  readonly recipient: string | null;
  readonly account: string | null;
}

const isDead = 'job.attempts >= job.max_attempts and job.locked_at is null';

const noticeOf = `case when task.identifier = 'send-notice' then (job.payload ->> 'noticeId')::bigint end`;

/** The longest dead first. */
export const deadJobs = (
  db: Database,
  { task, id, ...asked }: ListAsked & { readonly task?: string; readonly id?: number },
): Promise<ListPart<DeadJob>> =>
  listPart<DeadJobRow, DeadJob>(
    db,
    {
      select: `select job.id, task.identifier as task, job.attempts, job.last_error, job.created_at, job.updated_at,
          extract(epoch from now() - job.created_at)::float8 as waited,
          n.id as notice_id, n.event, n.subject, n.channel, n.recipient, a.number as account
        from graphile_worker._private_jobs job
        join graphile_worker._private_tasks task on task.id = job.task_id
        left join notice n on n.id = ${noticeOf}
        left join account a on a.id = coalesce(n.account_id,
          case when task.identifier = 'tell' then (job.payload -> 'notice' ->> 'accountId')::bigint end)
        where ${isDead} and ($1::text is null or task.identifier = $1) and ($2::bigint is null or job.id = $2)`,
      parameters: [task ?? null, id ?? null],
      order: [{ by: 'l.updated_at', type: 'timestamptz' }],
      id: { by: 'l.id', type: 'bigint' },
      sorts: {
        task: { by: 'l.task', type: 'text' },
        account: { by: 'l.account', type: 'text', isNullable: true },
        error: { by: 'left(l.last_error, 200)', type: 'text', isNullable: true },
        tries: { by: 'l.attempts', type: 'bigint' },
        created: { by: 'l.created_at', type: 'timestamptz' },
      },
      toRow: toDeadJob,
    },
    asked,
  );

const toDeadJob = (row: DeadJobRow): DeadJob => ({
  id: row.id,
  task: row.task,
  tries: row.attempts,
  lastError: row.last_error ?? '',
  createdAt: row.created_at,
  waitedSeconds: row.waited,
  diedAt: row.updated_at,
  ...(row.notice_id === null || row.event === null || row.channel === null || row.recipient === null
    ? {}
    : {
        notice: {
          ...{ id: row.notice_id, event: row.event, subject: row.subject ?? '' },
          ...{ channel: row.channel, recipient: row.recipient },
        },
      }),
  ...present({ account: row.account }),
});

/** How many are dead, by task. */
export async function deadJobsByTask(
  db: Database,
): Promise<readonly { readonly task: string; readonly jobs: number }[]> {
  return db.query<{ task: string; jobs: number }>(
    `select task.identifier as task, count(*)::int as jobs
     from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
     where ${isDead} group by task.identifier order by 1`,
  );
}

interface LockedDeadJob {
  readonly id: number;
  readonly task: string;
  readonly last_error: string | null;
  readonly notice_id: number | null;
}

/** Dead jobs for this transaction alone: what somebody else answers at this moment, or brought to life, is not among them. */
export const lockDeadJobs = (
  tx: Transaction,
  { task, ids }: { readonly task?: string; readonly ids?: readonly number[] },
): Promise<readonly LockedDeadJob[]> =>
  tx.query<LockedDeadJob>(
    `select job.id, task.identifier as task, job.last_error,
       (select n.id from notice n where n.id = ${noticeOf}) as notice_id
     from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
     where ${isDead} and ($1::text is null or task.identifier = $1) and ($2::bigint[] is null or job.id = any($2))
     order by job.id for update of job skip locked`,
    [task ?? null, ids ?? null],
  );

/** They are begun again at once, with all their tries. */
export async function reviveJobs(tx: Transaction, ids: readonly number[]): Promise<void> {
  await tx.query('select from graphile_worker.reschedule_jobs($1::bigint[], run_at => now(), attempts => 0)', [ids]);
}

export async function dropJobs(tx: Transaction, ids: readonly number[]): Promise<void> {
  await tx.query('select from graphile_worker.complete_jobs($1::bigint[])', [ids]);
}

export interface JobAnswer {
  readonly jobId: number;
  readonly task: string;
  readonly answer: 'sent-again' | 'discarded';
  readonly reason?: string;
  readonly lastError: string | null;
  readonly noticeId: number | null;
  readonly staffId: string | undefined;
  readonly now: Temporal.Instant;
}

export async function recordJobAnswer(tx: Transaction, answer: JobAnswer): Promise<void> {
  await tx.query(
    `insert into job_answer (job_id, task, notice_id, answer, reason, last_error, staff_id, answered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[answer.jobId, answer.task, answer.noticeId, answer.answer, answer.reason ?? null],
      ...[answer.lastError, answer.staffId ?? null, answer.now],
    ],
  );
}

export interface RecordedJobAnswer {
  readonly id: number;
  readonly jobId: number;
  readonly task: string;
  readonly answer: 'sent-again' | 'discarded';
  readonly reason?: string;
  /** What was to be sent. */
  readonly subject?: string;
  /** Who; undefined for the operator's command. */
  readonly staffName?: string;
  readonly at: Temporal.Instant;
}

interface AnswerRow {
  readonly id: number;
  readonly job_id: number;
  readonly task: string;
  readonly answer: 'sent-again' | 'discarded';
  readonly reason: string | null;
  readonly subject: string | null;
  readonly staff_name: string | null;
  readonly answered_at: Temporal.Instant;
}

/** What was done with dead jobs, newest first. */
export const jobAnswers = (db: Database, asked: ListAsked): Promise<ListPart<RecordedJobAnswer>> =>
  listPart<AnswerRow, RecordedJobAnswer>(
    db,
    {
      select: `select j.id, j.job_id, j.task, j.answer, j.reason, n.subject, s.name as staff_name, j.answered_at
        from job_answer j left join notice n on n.id = j.notice_id left join staff_member s on s.id = j.staff_id`,
      parameters: [],
      order: [{ by: 'l.answered_at', type: 'timestamptz', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        answered: { by: 'l.answered_at', type: 'timestamptz' },
        task: { by: 'l.task', type: 'text' },
        answer: { by: 'l.answer', type: 'text' },
        by: { by: 'l.staff_name', type: 'text', isNullable: true },
      },
      toRow: (row) => ({
        ...{ id: row.id, jobId: row.job_id, task: row.task, answer: row.answer, at: row.answered_at },
        ...present({ reason: row.reason, subject: row.subject, staffName: row.staff_name }),
      }),
    },
    asked,
  );

/**
 * Texts and calls of people with a login whose tries are used up, with their jobs, for this transaction alone. Private ones
 * are not among them: a code goes where it was asked for.
 */
export const lockDeadTextsAndCalls = (
  tx: Transaction,
  limit: number,
): Promise<readonly { readonly jobId: number; readonly noticeId: number }[]> =>
  tx.query(
    `select job.id as "jobId", n.id as "noticeId"
     from graphile_worker._private_jobs job
     join graphile_worker._private_tasks task on task.id = job.task_id
     join notice n on n.id = ${noticeOf}
     where ${isDead} and n.state = 'queued' and n.channel in ('sms', 'voice') and not n.private and n.login_id is not null
     order by job.id limit $1 for update of job skip locked`,
    [limit],
  );

/** Notices that still wait although the tries of their job are used up say so; how many that were. */
export async function failNoticesOfDeadJobs(db: Database): Promise<number> {
  const rows = await db.query(
    `update notice set state = 'failed', failure = 'tries-used-up'
     where state = 'queued' and id in (
       select ${noticeOf} from graphile_worker._private_jobs job
       join graphile_worker._private_tasks task on task.id = job.task_id where ${isDead}
     ) returning id`,
  );
  return rows.length;
}

interface NoticeWithoutJob {
  readonly id: number;
  readonly channel: 'email' | 'sms' | 'voice';
  readonly event: string;
  /** The hours in which a text or a call waits; null where they were not kept. */
  readonly rest: readonly QuietHours[] | null;
}

/** Notices that wait for a job that there is not, lost however it was: they would wait for ever. One statement sees both or neither. */
export async function noticesWithoutJob(db: Database, limit: number): Promise<readonly NoticeWithoutJob[]> {
  return db.query<NoticeWithoutJob>(
    `select id, channel, event, rest from notice where state = 'queued' and channel <> 'letter' and not exists (
       select from graphile_worker._private_jobs job
       join graphile_worker._private_tasks task on task.id = job.task_id
       where task.identifier = 'send-notice' and (job.payload ->> 'noticeId')::bigint = notice.id
     ) order by id limit $1`,
    [limit],
  );
}

/** They wait to be sent again. */
export async function requeueNotices(tx: Transaction, ids: readonly number[]): Promise<void> {
  await tx.query(
    `update notice set state = 'queued', failure = null where id = any($1::bigint[]) and state = 'failed'`,
    [ids],
  );
}

/** They will not be sent: staff said why. */
export async function giveUpNotices(tx: Transaction, ids: readonly number[]): Promise<void> {
  await tx.query(
    `update notice set state = 'failed', failure = 'discarded' where id = any($1::bigint[]) and state <> 'sent'`,
    [ids],
  );
}

/** A mail that a server refused for good, or a letter that no font can set: nobody tries it again. */
export interface RefusedNotice {
  readonly id: number;
  readonly subject: string;
  readonly recipient: string;
  readonly account: string | null;
  readonly said: string;
  readonly createdAt: Temporal.Instant;
}

/** The newest first. */
export const refusedNotices = (db: Database, asked: ListAsked): Promise<ListPart<RefusedNotice>> =>
  listPart<RefusedNotice>(
    db,
    {
      select: `select n.id, n.subject, n.recipient, a.number as account, n.created_at as "createdAt",
          regexp_replace(n.failure, '^(refused|not-printable): ?', '') as said
        from notice n
        left join account a on a.id = n.account_id
        where n.state = 'failed' and (n.failure like 'refused:%' or n.failure like 'not-printable:%')`,
      parameters: [],
      order: [],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        subject: { by: 'l.subject', type: 'text' },
        recipient: { by: 'l.recipient', type: 'text' },
        said: { by: 'l.said', type: 'text' },
        created: { by: 'l."createdAt"', type: 'timestamptz' },
      },
      toRow: (row) => row,
    },
    asked,
  );
