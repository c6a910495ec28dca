import { openMailer } from '../../src/gateways/mail.ts';
import { openNoticeTemplates } from '../../src/gateways/notice-templates.ts';
import { openDatabase } from '../../src/store/database.ts';
import { runWorker } from '../../src/worker/run-worker.ts';
import { documentsForTests } from './documents.ts';
import { openTill } from './paying.ts';

/**
 * A whole worker in a process of its own, to be killed: `node working-process.ts DATABASE_URL NOW OUTBOX SMTP_URL`. It
 * says `working` when it takes jobs.
 */
const [url = '', now = '', outbox = '', smtp = ''] = process.argv.slice(2);
const db = openDatabase(url, 8);
const documents = documentsForTests();
const { utility } = documents;
const publicUrl = 'https://water.example.org';
const quiet = () => undefined;
await runWorker(db, {
  db,
  utility,
  utilityFolder: 'utility',
  clock: () => Temporal.Instant.from(now),
  log: { info: quiet, warn: quiet, error: (detail, message) => console.error(message, detail) },
  publicUrl,
  documents,
  outbox,
  mailer: openMailer(smtp, 'Medford Water <billing@water.example.org>'),
  notices: { utility, publicUrl, templates: await openNoticeTemplates('utility') },
  processor: openTill(db).context.processor,
});
process.stdout.write('working\n');
