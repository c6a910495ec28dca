import { Logger, runOnce } from 'graphile-worker';
import type { Mailer } from '../../src/gateways/mail.ts';
import { openNoticeTemplates } from '../../src/gateways/notice-templates.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { taskListOf } from '../../src/worker/run-worker.ts';
import type { WorkerDeps } from '../../src/worker/task.ts';
import { documentsForTests } from './documents.ts';
import { openTill } from './paying.ts';

/** What a whole worker needs. Only its errors are said. */
export async function workerDeps(
  db: DatabasePool,
  { mailer, now, outbox = '' }: { readonly mailer: Mailer; readonly now: Temporal.Instant; readonly outbox?: string },
): Promise<WorkerDeps> {
  const documents = documentsForTests();
  const { utility } = documents;
  const publicUrl = 'https://water.example.org';
  const quiet = () => undefined;
  return {
    db,
    utility,
    utilityFolder: 'utility',
    clock: () => now,
    log: { info: quiet, warn: quiet, error: (detail, message) => console.error(message, detail) },
    publicUrl,
    documents,
    outbox,
    mailer,
    notices: { utility, publicUrl, templates: await openNoticeTemplates('utility') },
    processor: openTill(db).context.processor,
  };
}

const noMailer: Mailer = { send: () => Promise.reject(new Error('no mail is sent here')), close: () => undefined };

/** Runs the jobs of one task that wait, as a worker would. */
export async function runQueuedJobs(
  db: DatabasePool,
  task: string,
  now = Temporal.Instant.from('2026-05-07T16:00:00Z'),
): Promise<void> {
  const { [task]: one } = taskListOf(await workerDeps(db, { mailer: noMailer, now }));
  if (one === undefined) throw new Error(`there is no task ${task}`);
  const logger = new Logger(() => () => undefined);
  await runOnce({ pgPool: db.pool, taskList: { [task]: one }, noHandleSignals: true, logger });
}
