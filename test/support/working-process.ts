import { type Mailer, openMailer } from '../../src/gateways/mail.ts';
import { openDatabase } from '../../src/store/database.ts';
import { runWorker } from '../../src/worker/run-worker.ts';
import { dyingAt } from './dying-at.ts';
import { workerDeps } from './worker-deps.ts';

/** A worker of these tests that is without its lock was killed by them. */
const soonDead = { lookEveryMs: 50, deadAfterLooks: 4 };

/**
 * A whole worker in a process of its own: `node working-process.ts DATABASE_URL NOW OUTBOX SMTP_URL [EVENT N]`. It dies at
 * its Nth document begun (`document`), mail begun (`mail`) or mail taken by the server (`mailed`).
 */
const [url = '', now = '', outbox = '', smtp = '', event = '', nth] = process.argv.slice(2);
const die = dyingAt(nth === undefined ? undefined : Number(nth));
const db = openDatabase(url, 8);
const open = openMailer(smtp, 'Medford Water <billing@water.example.org>');
const mailer: Mailer = {
  async send(mail) {
    if (event === 'mail') die();
    await open.send(mail);
    if (event === 'mailed') die();
  },
  close: open.close,
};
const deps = await workerDeps(db, { mailer, now: Temporal.Instant.from(now), outbox });
const { typst } = deps.documents;
const documents = {
  ...deps.documents,
  typst: {
    threads: 1,
    pdf(...made: Parameters<typeof typst.pdf>) {
      if (event === 'document') die();
      return typst.pdf(...made);
    },
  },
};
await runWorker(db, { ...deps, documents }, soonDead);
