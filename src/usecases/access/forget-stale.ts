import { forgetEndedSessions, forgetFormAnswers, forgetOldTries, forgetRefusals } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { forgetFailedJobs } from '../../store/jobs.ts';
import { forgetPrivateWords, forgetUnplacedMail } from '../../store/notices/index.ts';
import { forgetOldRegistrations } from '../../store/registration/index.ts';

/**
 * Drops what nobody needs any more: counters of past windows, sessions that ended, registrations that were given up (with the
 * email and password hash of someone who never became a customer here) or finished a month ago, and codes and links
 * that were told or could not be.
 */
export async function forgetStale(db: Database, now: Temporal.Instant): Promise<void> {
  await forgetOldTries(db, now);
  await forgetEndedSessions(db);
  await forgetFormAnswers(db, now.subtract({ hours: 24 }));
  await forgetRefusals(db, now.subtract({ hours: 400 * 24 }));
  await forgetOldRegistrations(db, now);
  await forgetFailedJobs(db, { task: 'tell', days: 7 });
  await forgetPrivateWords(db, now.subtract({ hours: 60 * 24 }));
  await forgetUnplacedMail(db, now.subtract({ hours: 90 * 24 }));
}
