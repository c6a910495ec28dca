import type { Utility } from '../../config/utility.ts';
import { present } from '../../domain/kernel/index.ts';
import { ownerOf } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import type { AssistanceGranted } from '../../store/receivables/index.ts';

/** Leaves to a job to tell the account's owner, once; by letter where nobody reaches it online. */
export async function tellOfAssistance(
  tx: Database,
  { id, accountId, programme, endsOn }: AssistanceGranted,
  told: {
    readonly event: 'assistance.began' | 'assistance.ending';
    readonly utility: Pick<Utility, 'assistance'>;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { event, utility, now } = told;
  const name = utility.assistance.programmes.find((one) => one.id === programme)?.name;
  if (name === undefined) return;
  const owner = await ownerOf(tx, accountId);
  const notice = {
    event,
    key: `${event}:${id}`,
    accountId,
    ...present({ to: owner?.email, loginId: owner?.loginId, language: owner?.language }),
    programme: name,
    lastOn: endsOn.subtract({ days: 1 }).toString(),
  };
  await enqueue(tx, { task: 'tell', payload: { notice, now: now.toString() }, key: `tell:${notice.key}` });
}
