import type { Database } from '../../store/database.ts';
import type { NoticeContext } from './notice-context.ts';
import type { NoticeToTell } from './notice-to-tell.ts';
import { queueNotice } from './queue-notice.ts';

/** Tells somebody something whose cause is past: the notice is kept and its mail enqueued, both or neither. */
export async function tell(
  db: Database,
  context: NoticeContext,
  notice: NoticeToTell,
  now: Temporal.Instant,
): Promise<void> {
  await db.transaction((tx) => queueNotice(tx, context, notice, now));
}
