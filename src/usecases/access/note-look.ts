import type { Utility } from '../../config/utility.ts';
import { recordAuditOnce } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import type { AuthorisedAccount } from './authorise-account.ts';
import { todayOf, type Visit } from './visit.ts';

/** R9: a helper who comes to an account is written down, once a day: its owner reads who looked, and when. */
export async function noteLookOfHelper(
  db: Database,
  { role, loginId, accountId }: AuthorisedAccount,
  utility: Pick<Utility, 'time_zone'>,
  { now, address }: Visit,
): Promise<void> {
  if (role === 'owner') return;
  const since = todayOf(utility, now).toZonedDateTime(utility.time_zone).toInstant();
  await recordAuditOnce(db, { at: now, loginId, action: 'account.viewed', accountId, address }, since);
}
