import type { Utility } from '../../../config/utility.ts';
import { usualChoices } from '../../../domain/alerts/index.ts';
import { shownPhone } from '../../../domain/notices/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { type AccessNotice, authoriseAccount, todayOf } from '../../../usecases/access/index.ts';
import { chooseAlerts } from '../../../usecases/alerts/index.ts';
import { askForPhoneCode, provePhone } from '../../../usecases/notices/index.ts';
import type { Agreed, ReRegistered } from './re-register.ts';

/** Of the numbers that are kept for stories: nobody has it. */
const number = '+15415550190';

/**
 * One person proves a telephone and takes alerts of leaks by text beside email, by the use cases that the portal's pages
 * call; gives the number as it is shown. The code that was texted, they have read.
 */
export async function takeTexts(
  db: DatabasePool,
  { loginId, account: typed }: ReRegistered,
  {
    utility,
    pretended: now,
    consent,
  }: { readonly utility: Utility; readonly pretended: Temporal.Instant; readonly consent: Agreed },
): Promise<string> {
  const visit = { now, address: '192.0.2.1' };
  const account = await authoriseAccount(db, { loginId, account: typed, today: todayOf(utility, now) });
  if (!account.ok) throw new Error(`demo: ${account.problem.code}`);
  let code = '';
  const tell = async (_tx: unknown, notice: AccessNotice): Promise<void> => {
    if (notice.event === 'phone.code') code = notice.code;
  };
  const asking = { typed: number, way: 'sms', agreed: true, consent, language: 'es' } as const;
  const asked = await askForPhoneCode({ db, tell }, loginId, asking, visit);
  if (!asked.ok) throw new Error(`demo: ${asked.problem[0]?.code}`);
  const proven = await provePhone({ db, tell }, { loginId, code }, visit);
  if (!proven.ok) throw new Error(`demo: ${proven.problem.code}`);
  const ways = { leak: ['email', 'sms'], burst: ['email', 'sms'] } as const;
  await chooseAlerts(db, account.value, { choices: { ...usualChoices, ways }, visit });
  return shownPhone(number);
}
