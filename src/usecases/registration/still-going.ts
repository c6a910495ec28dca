import { isBefore } from '../../domain/kernel/index.ts';
import type { Registration } from '../../store/registration/index.ts';

/** The registration, unless there is none, it is over, or it waited too long. */
export const stillGoing = (registration: Registration | undefined, now: Temporal.Instant): Registration | undefined =>
  registration !== undefined && !registration.done && isBefore(now, registration.expiresAt) ? registration : undefined;
