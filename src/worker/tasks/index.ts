import type { Task } from '../task.ts';
import { deliverSandboxWebhooks } from './deliver-sandbox-webhooks.ts';

/** Every task by the name that jobs call it. */
export const tasks: Readonly<Record<string, Task>> = {
  'deliver-sandbox-webhooks': deliverSandboxWebhooks,
};
