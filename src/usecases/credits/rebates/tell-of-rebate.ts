import type { Utility } from '../../../config/utility.ts';
import { inLanguage, present } from '../../../domain/kernel/index.ts';
import { peopleToTell } from '../../../store/alerts/index.ts';
import type { RebateApplication } from '../../../store/credits/index.ts';
import type { Database } from '../../../store/database.ts';
import { enqueue } from '../../../store/jobs.ts';
import { paths } from '../../../web/paths.ts';

/**
 * Leaves to a job, which exists exactly if its cause does, to tell the person who asked; by letter where they no longer
 * reach the account.
 */
export async function tellOfRebate(
  tx: Database,
  about: {
    readonly rebate: Pick<RebateApplication, 'id' | 'accountId' | 'account' | 'loginId' | 'language' | 'programme'>;
    readonly event: 'rebate.asked' | 'rebate.more-needed' | 'rebate.decided' | 'rebate.appealed';
    /** The step it tells about; the asking itself is 0. */
    readonly ordinal?: number;
    readonly values: Readonly<Record<string, string | number>>;
    readonly utility: Pick<Utility, 'rebates'>;
    readonly publicUrl: string;
    readonly today: Temporal.PlainDate;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { rebate, event, values, utility, publicUrl, today, now } = about;
  const { id, accountId, account, loginId, language, programme } = rebate;
  const person = (await peopleToTell(tx, accountId, today)).find((one) => one.loginId === loginId);
  const notice = {
    event,
    ...present({ to: person?.email }),
    language,
    loginId,
    accountId,
    key: `${event}:${id}:${about.ordinal ?? 0}`,
    account,
    programme: inLanguage(utility.rebates.words[programme]?.name, language) ?? programme,
    link: publicUrl + paths.rebate(account, String(id)),
    ...values,
  };
  await enqueue(tx, { task: 'tell', payload: { notice, now: now.toString() }, key: `tell:${notice.key}` });
}
