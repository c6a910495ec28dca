import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { demoCarrier } from '../demo/gateways/carrier.ts';
import { startDemoMailbox } from '../demo/gateways/mailbox.ts';
import { keepDemoMail, keepDemoText } from '../demo/store/mailbox.ts';
import { type Sandbox, sandboxProcessor } from '../demo/usecases/sandbox-processor/index.ts';
import { demoMailboxArea } from '../demo/web/mailbox.tsx';
import { sandboxProcessorArea } from '../demo/web/sandbox-processor/area.ts';
import { deliverSandboxWebhooks } from '../demo/worker/deliver-sandbox-webhooks.ts';
import type { Carrier } from '../gateways/carrier.ts';
import { readMigrations } from '../gateways/migration-files.ts';
import type { Database, DatabasePool } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import type { PaymentProcessor } from '../usecases/payments/index.ts';
import type { Area } from '../web/area.ts';
import { paths } from '../web/paths.ts';
import type { WorkerDeps } from '../worker/task.ts';
import { projectFolder } from './project-folder.ts';
import type { Settings } from './settings.ts';

export type { Sandbox } from '../demo/usecases/sandbox-processor/index.ts';

/** Brings the tables that only a demo has up to date; returns the names of the migrations that ran now. */
export const openDemoTables = async (db: DatabasePool): Promise<readonly string[]> =>
  migrate(db, await readMigrations(join(projectFolder, 'db', 'demo')), { schema: 'demo' });

/** The bundled processor: its pages are served beside the portal's, its webhooks come back over HTTP as from anyone. */
export function openSandbox(settings: Settings, db: DatabasePool): { processor: PaymentProcessor; sandbox: Sandbox } {
  const { HOST, PORT } = settings.environment;
  const sandbox: Sandbox = {
    db,
    merchant: settings.utility.short_name,
    webhookUrl: `http://${HOST === '0.0.0.0' ? '127.0.0.1' : HOST}:${PORT}${paths.processorWebhook('sandbox')}`,
    webhookSecret: createHmac('sha256', settings.secret).update('caudal sandbox webhook').digest('base64url'),
    pageUrl: (session) => `${settings.publicUrl}${paths.sandboxCheckout(session)}`,
  };
  return { processor: sandboxProcessor(sandbox), sandbox };
}

/** Pages that a demo adds; each says "not found" where there is no demo, or no bundled processor. */
export const demoAreas = (sandbox: Sandbox | undefined): readonly Area[] => [
  sandboxProcessorArea(() => sandbox),
  demoMailboxArea,
];

/** Jobs that a demo adds. */
export const demoTasks = (sandbox: Sandbox | undefined): NonNullable<WorkerDeps['lodgersTasks']> => ({
  'deliver-sandbox-webhooks': deliverSandboxWebhooks(sandbox),
});

export const openDemoCarrier = (db: Database, clock: () => Temporal.Instant): Carrier =>
  demoCarrier(({ way, to, language, text }) =>
    keepDemoText(db, { kind: way === 'sms' ? 'text' : 'call', recipient: to, language, body: text }, clock()),
  );

/** A post office of the demo's own, which keeps every mail. */
export const openDemoMailbox = (
  db: Database,
  clock: () => Temporal.Instant,
): Promise<{ readonly url: string; close(): Promise<void> }> =>
  startDemoMailbox((mail) => keepDemoMail(db, mail, clock()));
