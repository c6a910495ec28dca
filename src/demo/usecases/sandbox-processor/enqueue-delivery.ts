import type { Database } from '../../../store/database.ts';
import { enqueue, isJobWaiting } from '../../../store/jobs.ts';

const task = 'deliver-sandbox-webhooks';

/** One job delivers whatever waits; events written meanwhile join it. */
export const enqueueDelivery = (tx: Database): Promise<void> => enqueue(tx, { task, key: task, maxAttempts: 20 });

/** Whether another delivery than the one at work waits to be begun. */
export const isDeliveryWaiting = (db: Database): Promise<boolean> => isJobWaiting(db, task);
