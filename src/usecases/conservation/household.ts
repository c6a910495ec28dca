import type { HouseholdProfile } from '../../domain/conservation/index.ts';
import { recordAudit } from '../../store/audit.ts';
import { householdProfiles, insertProfile, type SaidProfile } from '../../store/conservation/index.ts';
import type { Database } from '../../store/database.ts';
import { type AuthorisedAccount, needsRight, type Visit } from '../access/index.ts';

/** What stands of the account's home; undefined where nobody said anything. */
export const householdOf = async (db: Database, { accountId }: AuthorisedAccount): Promise<SaidProfile | undefined> =>
  (await householdProfiles(db, [accountId])).get(accountId);

/** Keeps what the customer says about the home, whole: an answer that is left out now is taken back. */
export async function sayHousehold(
  db: Database,
  account: AuthorisedAccount,
  { profile, visit: { now, address } }: { readonly profile: HouseholdProfile; readonly visit: Visit },
): Promise<void> {
  needsRight(account, 'manage');
  await db.transaction(async (tx) => {
    await insertProfile(tx, account, { ...profile, saidAt: now });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: account.loginId },
      action: 'household.said',
      accountId: account.accountId,
      detail: { answers: Object.keys(profile).length },
      address,
    });
  });
}
