import { join } from 'node:path';
import { present } from '../domain/kernel/index.ts';
import { openNoticeTemplates } from '../gateways/notice-templates.ts';
import { stripeProcessor } from '../gateways/processor-stripe/index.ts';
import type { DatabasePool } from '../store/database.ts';
import type { DocumentMaker } from '../usecases/billing/index.ts';
import type { NoticeContext } from '../usecases/notices/index.ts';
import type { WebDeps } from '../web/page.ts';
import type { WorkerDeps } from '../worker/task.ts';
import { startClock } from './clock.ts';
import { openMigratedDatabase } from './database.ts';
import { type DemoTold, demoStart, prepareDemo } from './demo.ts';
import { demoTasks, openDemoTables, openSandbox, type Sandbox } from './demo-services.ts';
import { openDocuments } from './documents.ts';
import { keepPostgresRunning } from './keep-postgres-running.ts';
import { type Logger, startLog } from './log.ts';
import { openCarrier, openPostOffice, type PostOffice } from './post-office.ts';
import { localFolder } from './project-folder.ts';
import type { Settings } from './settings.ts';
import { hearStrayErrors } from './stray-errors.ts';
import { say } from './terminal.ts';

/** What web and worker share in one process. */
export interface Runtime {
  readonly settings: Settings;
  readonly db: DatabasePool;
  readonly clock: () => Temporal.Instant;
  readonly log: Logger;
  readonly processor: WebDeps['processor'];
  readonly sandbox: Sandbox | undefined;
  readonly post: PostOffice;
  readonly carrier: WorkerDeps['carrier'] | undefined;
  readonly notices: NoticeContext;
  readonly documents: DocumentMaker;
  /** Where print batches are put. */
  readonly outbox: string;
  /** What a newcomer is told, where `up` runs a demo. */
  readonly demo: DemoTold | undefined;
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

export async function openRuntime(
  settings: Settings,
  { demoAccounts, logFile }: { readonly demoAccounts?: number; readonly logFile?: string } = {},
): Promise<Runtime> {
  const log = startLog(settings.environment.LOG_LEVEL, logFile);
  hearStrayErrors(log);
  const opened = await openMigratedDatabase(settings);
  const migratedForDemo = settings.demo ? await openDemoTables(opened.db) : [];
  // With its log in a file, the terminal hears of it too.
  const tell = (line: string) => (logFile === undefined ? undefined : console.error(line));
  const letPostgresGo =
    opened.server &&
    keepPostgresRunning(opened.server, opened.db, {
      again(line) {
        log.warn({}, line);
        tell(line);
      },
      failed(line) {
        log.error({}, line);
        tell(line);
      },
    });
  const { processor, sandbox } = openProcessor(settings, opened.db);
  const demo =
    demoAccounts === undefined
      ? undefined
      : await prepareDemo(opened.db, settings, { accounts: demoAccounts, sandbox });
  const clock = startClock(settings.environment.CAUDAL_NOW ?? (settings.demo ? await demoStart(opened.db) : undefined));
  const post = await openPostOffice(settings, opened.db, clock);
  const { utility, publicUrl } = settings;
  return {
    settings,
    db: opened.db,
    clock,
    log,
    processor,
    sandbox,
    post,
    carrier: openCarrier(settings, opened.db, clock),
    notices: { utility, publicUrl, templates: await openNoticeTemplates(settings.utilityFolder) },
    documents: openDocuments(settings),
    outbox: join(localFolder, 'print'),
    demo,
    migrated: [...opened.migrated, ...migratedForDemo],
    async close() {
      await post.close();
      await letPostgresGo?.();
      await opened.close();
    },
  };
}

/** Stripe where its keys are set; else, in a demo, the bundled processor, which takes no real money. */
export function openProcessor(settings: Settings, db: DatabasePool): Pick<Runtime, 'processor' | 'sandbox'> {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = settings.environment;
  if (secretKey !== undefined && webhookSecret !== undefined) {
    return { processor: stripeProcessor({ secretKey, webhookSecret }), sandbox: undefined };
  }
  return openSandbox(settings, db);
}

export function workerDeps({
  settings,
  db,
  clock,
  log,
  processor,
  sandbox,
  post,
  carrier,
  notices,
  documents,
  outbox,
}: Runtime): WorkerDeps {
  const readsFolder = settings.environment.CAUDAL_READS_FOLDER;
  return {
    db,
    clock,
    log,
    processor,
    utility: settings.utility,
    utilityFolder: settings.utilityFolder,
    publicUrl: settings.publicUrl,
    documents,
    outbox,
    mailer: post.mailer,
    ...present({ carrier }),
    notices,
    ...(readsFolder === undefined
      ? {}
      : {
          watchedReads: {
            folder: readsFolder,
            wallClock: () => Temporal.Now.instant(),
            say: (problem) => say(`problem.${problem.code}`, problem.params),
          },
        }),
    lodgersTasks: demoTasks(sandbox),
  };
}
