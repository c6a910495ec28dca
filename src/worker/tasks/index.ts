import type { Task } from '../task.ts';
import { assessLateFeesTask } from './assess-late-fees.ts';
import { deliverSandboxWebhooks } from './deliver-sandbox-webhooks.ts';
import { expireAbandonedPaymentsTask } from './expire-abandoned-payments.ts';
import { forgetStaleTask } from './forget-stale.ts';
import { scheduleDraftsTask } from './schedule-drafts.ts';
import { submitDraftsTask } from './submit-drafts.ts';

/** Every task by the name that jobs call it. */
export const tasks: Readonly<Record<string, Task>> = {
  'assess-late-fees': assessLateFeesTask,
  'deliver-sandbox-webhooks': deliverSandboxWebhooks,
  'expire-abandoned-payments': expireAbandonedPaymentsTask,
  'forget-stale': forgetStaleTask,
  'schedule-drafts': scheduleDraftsTask,
  'submit-drafts': submitDraftsTask,
};
