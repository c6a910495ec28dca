import { join } from 'node:path';
import { type Problem, present } from '../domain/kernel/index.ts';
import type { Metrics } from '../gateways/metrics.ts';
import { openNoticeTemplates } from '../gateways/notice-templates.ts';
import { stripeProcessor } from '../gateways/processor-stripe/index.ts';
import type { DatabasePool } from '../store/database.ts';
import { pageSessionOf } from '../store/page-session.ts';
import { jobLimits, pageLimits, probeLimits, uploadLimits } from '../store/time-limits.ts';
import type { DocumentMaker } from '../usecases/billing/index.ts';
import type { ProcessKind } from '../usecases/health/index.ts';
import type { NoticeContext } from '../usecases/notices/index.ts';
import type { Operations } from '../web/operations.ts';
import type { WebDeps } from '../web/page.ts';
import type { WorkerDeps } from '../worker/task.ts';
import { checkSecret, secretLines } from './check-secret.ts';
import { clockOf } from './clock-of.ts';
import { openMigratedDatabase } from './database.ts';
import { type DemoTold, prepareDemo } from './demo.ts';
import { demoTasks, openDemoTables, openSandbox, type Sandbox } from './demo-services.ts';
import { openDocuments } from './documents.ts';
import { keepPostgresRunning } from './keep-postgres-running.ts';
import { type Logger, startLog } from './log.ts';
import { openOperations } from './operations.ts';
import { openCarrier, openPostOffice, type PostOffice } from './post-office.ts';
import { localFolder, projectFolder } from './project-folder.ts';
import type { Settings } from './settings.ts';
import { hearStrayErrors } from './stray-errors.ts';
import { say } from './terminal.ts';

/** What web and worker share in one process. */
export interface Runtime {
  readonly settings: Settings;
  /** For what is done at the start: long work. */
  readonly db: DatabasePool;
  /** Pages, files that staff upload, and jobs take their connections from pools of their own: none can use up another's. */
  readonly pools: { readonly pages: DatabasePool; readonly uploads: DatabasePool; readonly jobs: DatabasePool };
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
  readonly operations: Operations;
  readonly metrics: Metrics;
  /** A worker in this process says here how long ago it told the database that it lives. */
  readonly workerBeat: { secondsSince(): number | undefined };
  /** What a newcomer is told, where `up` runs a demo. */
  readonly demo: DemoTold | undefined;
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

export interface RuntimeOptions {
  /** Which of Caudal's processes this one is. */
  readonly process: ProcessKind;
  readonly demoAccounts?: number;
  readonly logFile?: string;
}

export async function openRuntime(
  settings: Settings,
  { process, demoAccounts, logFile }: RuntimeOptions,
): Promise<Runtime> {
  const log = startLog(settings.environment.LOG_LEVEL, logFile);
  hearStrayErrors(log);
  const opened = await openMigratedDatabase(settings);
  const migratedForDemo = settings.demo ? await openDemoTables(opened.db) : [];
  // With its log in a file, the terminal hears about it too.
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
  for (const line of secretLines(await checkSecret(opened.db, settings, { keep: true }))) {
    log.warn({}, line);
    tell(line);
  }
  const { CAUDAL_WEB_CONNECTIONS, CAUDAL_WORKER_CONNECTIONS } = settings.environment;
  const pools = {
    pages: opened.open(CAUDAL_WEB_CONNECTIONS, pageLimits, await pageSessionOf(opened.db)),
    uploads: opened.open(uploadConnections, uploadLimits),
    jobs: opened.open(CAUDAL_WORKER_CONNECTIONS, jobLimits),
  };
  const { operations, metrics, workerBeat } = openOperations(settings, {
    process,
    probes: opened.open(2, probeLimits),
    pools,
    migration: opened.lastMigration,
  });
  const { processor, sandbox } = openProcessor(settings, pools.pages);
  const demo =
    demoAccounts === undefined ? undefined : await prepareDemo(opened, settings, { accounts: demoAccounts, sandbox });
  const clock = await clockOf(settings, opened.db);
  const post = await openPostOffice(settings, pools.jobs, clock);
  const { utility, publicUrl } = settings;
  const documents = openDocuments(settings);
  return {
    settings,
    db: opened.db,
    pools,
    clock,
    log,
    processor,
    sandbox,
    post,
    carrier: openCarrier(settings, pools.jobs, clock),
    notices: { utility, publicUrl, templates: await openNoticeTemplates(settings.utilityFolder, utility.languages) },
    documents,
    outbox: join(localFolder(), 'print'),
    operations,
    metrics,
    workerBeat,
    demo,
    migrated: [...opened.migrated, ...migratedForDemo],
    async close() {
      await post.close();
      await documents.typst.close();
      await letPostgresGo?.();
      await opened.close();
    },
  };
}

/** Files of staff are taken in one by one. */
const uploadConnections = 2;

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
  pools,
  clock,
  log,
  processor,
  sandbox,
  post,
  carrier,
  notices,
  documents,
  outbox,
  metrics,
}: Runtime): WorkerDeps {
  const { CAUDAL_READS_FOLDER: readsFolder, CAUDAL_EXCHANGE_FOLDER: exchangeFolder } = settings.environment;
  const watching = {
    wallClock: () => Temporal.Now.instant(),
    say: (problem: Problem) => say(`problem.${problem.code}`, problem.params),
  };
  return {
    db: pools.jobs,
    clock,
    log,
    processor,
    utility: settings.utility,
    utilityFolder: settings.utilityFolder,
    publicUrl: settings.publicUrl,
    documents,
    outbox,
    mailer: {
      ...post.mailer,
      async send(mail) {
        await post.mailer.send(mail).catch((error: unknown) => {
          metrics.mailed('failed');
          throw error;
        });
        metrics.mailed('sent');
      },
    },
    ...present({ carrier }),
    notices,
    ...(readsFolder === undefined ? {} : { watchedReads: { ...watching, folder: readsFolder } }),
    ...(exchangeFolder === undefined
      ? {}
      : { exchange: { ...watching, folder: exchangeFolder, mappingsFolder: join(projectFolder, 'exchange') } }),
    lodgersTasks: demoTasks(sandbox),
  };
}
