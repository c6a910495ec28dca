import type { Database, Transaction } from '../database.ts';

/**
 * Work that waits, without the numbers of the queue. Left out is a demo's own, and, without the sign-ins, what would send a
 * private notice: its words did not come along.
 */
const waiting = (withSignIns: boolean): string => `
  select task.identifier as task, job.payload::text as payload, job.key, queue.queue_name as queue, job.run_at, job.priority,
    job.max_attempts, job.attempts, job.last_error
  from graphile_worker._private_jobs job
  join graphile_worker._private_tasks task on task.id = job.task_id
  left join graphile_worker._private_job_queues queue on queue.id = job.job_queue_id
  where task.identifier <> 'deliver-sandbox-webhooks'
    ${withSignIns ? '' : `and not (task.identifier = 'send-notice' and exists (select from notice n where n.private and n.id = (job.payload ->> 'noticeId')::bigint))`}
  order by job.run_at, task.identifier collate "C", job.payload::text collate "C", job.key collate "C"`;

export const waitingJobsAsCsv = (
  tx: Transaction,
  { withSignIns, take }: { readonly withSignIns: boolean; readonly take: (piece: Uint8Array) => Promise<void> },
): Promise<number> => tx.copyOut(`copy (${waiting(withSignIns)}) to stdout (format csv, header)`, take);

/** Puts waiting work into the queue as it stood: when it is due, how often it was tried. */
export async function csvIntoQueue(tx: Transaction, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  await tx.query(
    `create temporary table leave_job (nth bigint generated always as identity, task text, payload text, key text, queue text,
       run_at timestamptz, priority integer, max_attempts integer, attempts integer, last_error text) on commit drop`,
  );
  await tx.copyIn(
    `copy leave_job (task, payload, key, queue, run_at, priority, max_attempts, attempts, last_error) from stdin (format csv, header match)`,
    pieces,
  );
  await tx.query(
    `with added as materialized (
       select j.attempts, j.last_error, (graphile_worker.add_job(j.task, payload => j.payload::json, queue_name => j.queue,
         run_at => j.run_at, max_attempts => j.max_attempts, job_key => j.key, priority => j.priority)).id
       from leave_job j order by j.nth
     )
     select from added`,
  );
}

/** How often each was tried, and what it said last. */
export async function tellTries(tx: Transaction): Promise<void> {
  await tx.query(
    `update graphile_worker._private_jobs job set attempts = j.attempts, last_error = j.last_error
     from leave_job j, graphile_worker._private_tasks task
     where j.attempts > 0 and task.id = job.task_id and task.identifier = j.task and job.run_at = j.run_at
       and job.payload::text = j.payload and job.key is not distinct from j.key`,
  );
}

export const isQueueEmpty = async (db: Database): Promise<boolean> => {
  const rows = await db.query('select from graphile_worker._private_jobs limit 1');
  return rows.length === 0;
};
