import { type Mailer, openMailer } from '../../src/gateways/mail.ts';
import { openNoticeTemplates } from '../../src/gateways/notice-templates.ts';
import type { Typst } from '../../src/gateways/typst.ts';
import { openDatabase } from '../../src/store/database.ts';
import { runWorker } from '../../src/worker/run-worker.ts';
import { documentsForTests } from './documents.ts';
import { dyingAt } from './dying-at.ts';
import { openTill } from './paying.ts';

/**
 * A whole worker in a process of its own: `node working-process.ts DATABASE_URL NOW OUTBOX SMTP_URL [EVENT N]`. It dies at
 * its Nth document begun (`document`), mail begun (`mail`) or mail taken by the server (`mailed`).
 */
const [url = '', now = '', outbox = '', smtp = '', event = '', nth] = process.argv.slice(2);
const die = dyingAt(nth === undefined ? undefined : Number(nth));
const db = openDatabase(url, 8);
const documents = documentsForTests();
const typst: Typst = {
  pdf(template, inputs) {
    if (event === 'document') die();
    return documents.typst.pdf(template, inputs);
  },
};
const open = openMailer(smtp, 'Medford Water <billing@water.example.org>');
const mailer: Mailer = {
  async send(mail) {
    if (event === 'mail') die();
    await open.send(mail);
    if (event === 'mailed') die();
  },
  close: open.close,
};
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
  documents: { ...documents, typst },
  outbox,
  mailer,
  notices: { utility, publicUrl, templates: await openNoticeTemplates('utility') },
  processor: openTill(db).context.processor,
});
