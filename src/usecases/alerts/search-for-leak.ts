import { followSearch, type LeakSearch, type SearchWay } from '../../domain/alerts/index.ts';
import { insertSearchAnswer, searchAnswersOf } from '../../store/alerts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type AuthorisedAccount, needsRight } from '../access/index.ts';
import type { AccountAlert } from './load-alerts.ts';

/** How far the guided search of an alert has come. */
export async function searchWay(
  db: Database,
  alert: Pick<AccountAlert, 'ids'>,
  search: LeakSearch,
): Promise<SearchWay> {
  const answers = await searchAnswersOf(db, alert.ids);
  return followSearch(search, new Map(answers.map(({ step, answer }) => [step, answer])));
}

/** Keeps an answer; a step answered again goes on from the new answer, and the old one stays in the record. */
export async function answerSearch(
  db: Database,
  account: AuthorisedAccount,
  given: {
    readonly alert: AccountAlert;
    readonly step: string;
    readonly answer: 'yes' | 'no';
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  needsRight(account, 'alerts');
  const { loginId, accountId } = account;
  const { alert, step, answer, now } = given;
  await db.transaction(async (tx) => {
    await insertSearchAnswer(tx, { alertId: alert.id, loginId, step, answer, answeredAt: now });
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'alert.searched', accountId, detail: { alert: alert.id, step } });
  });
}
