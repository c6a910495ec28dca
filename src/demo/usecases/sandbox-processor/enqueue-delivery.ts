import type { Database } from '../../../store/database.ts';
import { enqueue } from '../../../store/jobs.ts';

/** One job delivers whatever waits; events written meanwhile join it. */
export const enqueueDelivery = (tx: Database): Promise<void> =>
  enqueue(tx, { task: 'deliver-sandbox-webhooks', key: 'deliver-sandbox-webhooks', maxAttempts: 20 });
