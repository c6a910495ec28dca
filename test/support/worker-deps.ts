import type { Mailer } from '../../src/gateways/mail.ts';
import { openNoticeTemplates } from '../../src/gateways/notice-templates.ts';
import type { DatabasePool } from '../../src/store/database.ts';
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
