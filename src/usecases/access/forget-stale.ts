import type { Database } from '../../store/database.ts';
import { forgetEndedSessions } from '../../store/logins.ts';
import { forgetOldTries } from '../../store/rate-limits.ts';
import { forgetOldRegistrations } from '../../store/registrations.ts';

/**
 * Drops what nobody needs any more: counters of past windows, sessions that ended, registrations that were given up (with the
 * e-mail and password hash of someone who never became a customer here) or finished a month ago.
 */
export async function forgetStale(db: Database, now: Temporal.Instant): Promise<void> {
  await forgetOldTries(db, now);
  await forgetEndedSessions(db);
  await forgetOldRegistrations(db, now);
}
