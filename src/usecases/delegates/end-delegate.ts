import { formatAccountNumber } from '../../domain/accounts/index.ts';
import { ok, type Result, refused } from '../../domain/kernel/index.ts';
import { recordAudit } from '../../store/audit.ts';
import { type Delegate, delegatesOf, endDelegate } from '../../store/delegates/index.ts';
import { type AccessDeps, type AccessRefused, type AuthorisedAccount, todayOf, type Visit } from '../access/index.ts';

/** The owner ends a delegate's access at once; the delegate is told. */
export async function endDelegateOf(
  { db, tell, utility }: Pick<AccessDeps, 'db' | 'tell' | 'utility'>,
  account: AuthorisedAccount,
  delegateId: number,
  { now, address }: Visit,
): Promise<Result<Delegate, AccessRefused>> {
  const { accountId, loginId } = account;
  if (account.role !== 'owner') return refused({ code: 'access.not-yours' });
  return db.transaction(async (tx) => {
    const [delegate] = await delegatesOf(tx, { accountId, today: todayOf(utility, now), id: delegateId });
    if (delegate === undefined || !(await endDelegate(tx, { id: delegateId, accountId, now }))) {
      return refused({ code: 'access.not-yours' });
    }
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: loginId },
      action: 'access.delegate-ended',
      accountId,
      detail: { access: delegateId },
      address,
    });
    const number = formatAccountNumber(account.number);
    const { email, language } = delegate;
    await tell(tx, { event: 'access.delegate-ended', to: email, language, account: number }, now);
    return ok(delegate);
  });
}
