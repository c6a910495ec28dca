import { runOnce } from 'graphile-worker';
import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { sandboxForTests } from '../../../test/support/paying.ts';
import { workerDeps } from '../../../test/support/worker-deps.ts';
import { enqueueDelivery } from '../usecases/sandbox-processor/enqueue-delivery.ts';
import { deliverSandboxWebhooks } from './deliver-sandbox-webhooks.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

test('deliveries that fail while others are asked for do not pile up: one job waits', async ({ db }) => {
  const sandbox = { ...sandboxForTests(db), webhookUrl: 'http://127.0.0.1:1/nobody-listens' };
  await db.query(
    `insert into demo.processor_event (id, webhook_url, payload, created_at)
     values ('evt_1', 'http://127.0.0.1:1/nobody-listens', '{}', $1)`,
    [now],
  );
  const deliver = deliverSandboxWebhooks(sandbox);
  const deps = await workerDeps(db, { mailer: { send: async () => undefined, close: () => undefined }, now });
  for (let asked = 0; asked < 5; asked += 1) {
    await enqueueDelivery(db);
    const taskList = {
      'deliver-sandbox-webhooks': async (payload: unknown) => {
        // A payment is made while the delivery before it is at work.
        await enqueueDelivery(db);
        await db.query(
          `update graphile_worker._private_jobs set run_at = now() + interval '1 hour' where locked_at is null`,
        );
        await deliver(payload, deps, now);
      },
    };
    await runOnce({ pgPool: db.pool, taskList, noHandleSignals: true });
  }
  // What went wrong with another one would be said here; one that is done may be about to go.
  expect(await db.query('select key, last_error from graphile_worker.jobs where locked_at is null')).toEqual([
    { key: 'deliver-sandbox-webhooks', last_error: null },
  ]);
});
