import { rm } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { Logger, run } from 'graphile-worker';
import { startDemoMailbox } from '../../../src/demo/gateways/mailbox.ts';
import { keepDemoMail } from '../../../src/demo/store/mailbox.ts';
import { type Sandbox, sandboxProcessor } from '../../../src/demo/usecases/sandbox-processor/index.ts';
import { openAssetFolder } from '../../../src/gateways/asset-folder.ts';
import { openMailer } from '../../../src/gateways/mail.ts';
import { openNoticeTemplates } from '../../../src/gateways/notice-templates.ts';
import { openCustomerSignIn } from '../../../src/gateways/sign-in-customers.ts';
import { openStaffSignIn } from '../../../src/gateways/sign-in-staff.ts';
import { demoTasks, openDemoCarrier } from '../../../src/main/demo-services.ts';
import { webAreas } from '../../../src/main/web-areas.ts';
import type { DatabasePool } from '../../../src/store/database.ts';
import { enqueue } from '../../../src/store/jobs.ts';
import { createApp } from '../../../src/web/app.tsx';
import type { WebDeps } from '../../../src/web/page.ts';
import { paths } from '../../../src/web/paths.ts';
import { taskListOf } from '../../../src/worker/run-worker.ts';
import { folderInProject } from '../../support/folder-in-project.ts';
import { referenceUtility, webDeps } from '../../support/web.ts';

const quiet = new Logger(() => () => undefined);

export interface RunningPortal {
  readonly url: string;
  readonly deps: ReturnType<typeof webDeps>;
  close(): Promise<void>;
}

/**
 * Everything as it runs for people: the whole web over HTTP with its built assets, the worker, the sandbox processor
 * with its webhooks, and a real SMTP server that keeps the mail for the demo mailbox. The clock starts at `now` and stands.
 */
export async function startPortal(
  db: DatabasePool,
  now?: Temporal.Instant,
  changed: Partial<WebDeps> = {},
): Promise<RunningPortal> {
  let answer: (request: Request, env: object) => Response | Promise<Response> = () => new Response('', { status: 503 });
  const server = serve({ fetch: (request, env) => answer(request, env), port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the portal has no port');
  const url = `http://localhost:${address.port}`;

  const realms = { pool: db.pool, publicUrl: url, secret: 'a secret for tests only, long enough' };
  const sandbox: Sandbox = {
    db,
    merchant: 'Medford Water',
    webhookUrl: `http://127.0.0.1:${address.port}${paths.processorWebhook('sandbox')}`,
    webhookSecret: 'a webhook secret for tests only',
    pageUrl: (session) => `${url}${paths.sandboxCheckout(session)}`,
  };
  const deps = webDeps(db, {
    demo: true,
    publicUrl: url,
    customers: openCustomerSignIn(realms),
    staffRealm: openStaffSignIn(realms),
    processor: sandboxProcessor(sandbox),
    assets: await openAssetFolder('dist/assets', { look: referenceUtility.look, from: 'utility' }),
    tell: (tx, notice, at) => enqueue(tx, { task: 'tell', payload: { notice, now: at.toString() } }),
    ...changed,
  });
  if (now !== undefined) deps.time.now = now;
  const carrier = openDemoCarrier(db, deps.clock);
  const app = createApp({ ...deps, carrier }, webAreas(sandbox));
  answer = (request, env) => app.fetch(request, env);

  const mailbox = await startDemoMailbox((mail) => keepDemoMail(db, mail, deps.clock()));
  const mailer = openMailer(mailbox.url, 'Medford Water <billing@water.example.org>');
  const outbox = await folderInProject();
  const taskList = taskListOf({
    ...deps,
    db,
    utilityFolder: 'utility',
    outbox,
    mailer,
    carrier,
    lodgersTasks: demoTasks(sandbox),
    notices: { utility: deps.utility, publicUrl: url, templates: await openNoticeTemplates('utility') },
  });
  // The worker's own jobs, as they come; what runs by the clock would outlive a test.
  const worker = await run({
    ...{ pgPool: db.pool, taskList, parsedCronItems: [] },
    ...{ concurrency: 1, noHandleSignals: true, logger: quiet },
  });
  return {
    url,
    deps,
    async close() {
      await worker.stop();
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      mailer.close();
      await mailbox.close();
      await rm(outbox, { recursive: true, force: true });
    },
  };
}
