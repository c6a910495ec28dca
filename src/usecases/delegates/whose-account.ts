import type { Database } from '../../store/database.ts';
import { type AccountHelped, accountHelped } from '../../store/delegates/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';

/** Whose account somebody helps with; undefined for the owner. */
export const whoseAccount = async (
  db: Database,
  { accountId, role }: AuthorisedAccount,
): Promise<AccountHelped | undefined> => (role === 'owner' ? undefined : accountHelped(db, accountId));
