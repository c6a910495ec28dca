import { present } from '../../../domain/kernel/index.ts';
import { peopleToTell } from '../../../store/alerts/index.ts';
import type { CreditRequest } from '../../../store/credits/index.ts';
import type { Database } from '../../../store/database.ts';
import { enqueue } from '../../../store/jobs.ts';
import { paths } from '../../../web/paths.ts';

/**
 * Leaves to a job, which exists exactly if its cause does, to tell the person who asked; by letter where they no longer
 * reach the account.
 */
export async function tellOfCredit(
  tx: Database,
  {
    request,
    event,
    values,
    publicUrl,
    today,
    now,
  }: {
    readonly request: Pick<CreditRequest, 'id' | 'accountId' | 'alertId' | 'account' | 'loginId' | 'language'>;
    readonly event: 'leak-credit.asked' | 'leak-credit.decided' | 'leak-credit.appealed';
    readonly values: Readonly<Record<string, string | number>>;
    readonly publicUrl: string;
    readonly today: Temporal.PlainDate;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { accountId, account, alertId, loginId, language } = request;
  const person = (await peopleToTell(tx, accountId, today)).find((one) => one.loginId === loginId);
  const notice = {
    event,
    ...present({ to: person?.email }),
    language,
    loginId,
    accountId,
    key: `${event}:${request.id}:${values['round'] ?? 1}`,
    account,
    link: publicUrl + paths.alert(account, String(alertId)),
    ...values,
  };
  await enqueue(tx, { task: 'tell', payload: { notice, now: now.toString() }, key: `tell:${notice.key}` });
}
