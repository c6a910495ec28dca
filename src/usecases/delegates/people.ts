import { ok, type Result, refused } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { type AccessRequest, type Delegate, delegatesOf, waitingRequests } from '../../store/delegates/index.ts';
import type { AccessRefused, AuthorisedAccount } from '../access/index.ts';

export interface PeopleOfAccount {
  readonly waiting: readonly AccessRequest[];
  readonly delegates: readonly Delegate[];
}

/** Who asks to be let in and who was. For the owner alone: whom the owner let in does not see the others. */
export async function peopleOf(
  db: Database,
  account: AuthorisedAccount,
  today: Temporal.PlainDate,
): Promise<Result<PeopleOfAccount, AccessRefused>> {
  if (account.role !== 'owner') return refused({ code: 'access.not-yours' });
  const { accountId } = account;
  return ok({
    waiting: await waitingRequests(db, accountId),
    delegates: await delegatesOf(db, { accountId, today }),
  });
}
