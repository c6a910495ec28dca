import { present } from '../../domain/kernel/index.ts';
import type { TransitionPolicy } from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import { insertOutreachOnce } from '../../store/transition/index.ts';
import { listAtRisk } from './list-at-risk.ts';

const reason = 'move-last-draft-missing';

/**
 * Tells every customer whose last draft by the old portal did not arrive or came back, once, by email or letter; it is in
 * the list of contacts, where staff see it. Returns how many were told now.
 */
export async function tellOfMissingDrafts(
  db: Database,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy },
): Promise<number> {
  const missing = (await listAtRisk(db, at)).filter(({ because }) => because === 'last-draft-missing');
  let told = 0;
  for (const risk of missing) {
    const { accountId, email: to } = risk;
    const outreach = { accountId, channel: to === undefined ? 'letter' : 'email', reason, at: at.now } as const;
    const isNew = await db.transaction(async (tx) => {
      if (!(await insertOutreachOnce(tx, outreach, Temporal.Instant.fromEpochMilliseconds(0)))) return false;
      const key = `move.last-draft-missing:${risk.billNumber}`;
      const notice = {
        event: 'move.last-draft-missing',
        ...present({ to }),
        language: risk.language,
        accountId,
        account: risk.account,
        owed: risk.owed,
        dueOn: risk.dueOn.toString(),
        reason: risk.stage,
        key,
      };
      await enqueue(tx, { task: 'tell', payload: { notice, now: at.now.toString() }, key: `tell:${key}` });
      return true;
    });
    if (isNew) told += 1;
  }
  return told;
}
