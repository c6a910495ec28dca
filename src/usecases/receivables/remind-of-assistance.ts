import type { Utility } from '../../config/utility.ts';
import type { Database } from '../../store/database.ts';
import { assistanceToRemindOf } from '../../store/receivables/index.ts';
import { tellOfAssistance } from './tell-of-assistance.ts';

/** Tells everybody whose help ends soon, once, in time to show proof again; returns how many. */
export async function remindOfAssistance(
  db: Database,
  { utility, now }: { readonly utility: Pick<Utility, 'assistance' | 'time_zone'>; readonly now: Temporal.Instant },
): Promise<number> {
  const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const by = today.add({ days: utility.assistance.remind_days_before_end });
  return db.transaction(async (tx) => {
    const ending = await assistanceToRemindOf(tx, { today, by });
    for (const granted of ending) await tellOfAssistance(tx, granted, { event: 'assistance.ending', utility, now });
    return ending.length;
  });
}
