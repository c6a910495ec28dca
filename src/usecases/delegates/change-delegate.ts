import type { AccessProblemCode } from '../../domain/access/index.ts';
import type { LetIn } from '../../domain/delegates/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { ownerOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import { changeLetIn, delegatesOf } from '../../store/delegates/index.ts';
import { holdAccounts } from '../../store/receivables/index.ts';
import { type AccessDeps, type AuthorisedAccount, todayOf, type Visit } from '../access/index.ts';
import { endAutopayOfDelegate } from './end-delegate.ts';
import { decidesOfPeople, wrongWithGiven } from './given.ts';
import { knownAs } from './known-as.ts';
import { numberOf, rightsTold } from './tell-of-delegate.ts';

/**
 * The owner gives a helper other rights, or another last day, from now on; both are told. Where the right to autopay is taken,
 * autopay that the helper had set ends: it would go on charging a card whose owner can no longer stop it.
 */
export async function changeDelegateOf(
  { db, tell, utility }: Pick<AccessDeps, 'db' | 'tell' | 'utility'>,
  account: AuthorisedAccount,
  { delegateId, letIn }: { readonly delegateId: number; readonly letIn: LetIn },
  { now, address }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  const today = todayOf(utility, now);
  const { accountId, loginId } = account;
  if (!decidesOfPeople(account)) return refused({ code: 'access.not-yours' });
  const wrong = wrongWithGiven(account, letIn, today);
  if (wrong !== undefined) return refused(wrong);
  return holdAccounts(db, [accountId], async (tx): Promise<Result<undefined, Problem<AccessProblemCode>>> => {
    const [delegate] = await delegatesOf(tx, { accountId, today, id: delegateId });
    if (delegate === undefined || !(await changeLetIn(tx, { ...letIn, id: delegateId, accountId }))) {
      return refused({ code: 'access.not-yours' });
    }
    const actor = { kind: 'customer', id: loginId } as const;
    const detail = {
      access: delegateId,
      ...{ before: delegate.rights.join(' '), rights: letIn.rights.join(' ') },
      ...{ endedBefore: delegate.endsOn?.toString() ?? 'open', endsOn: letIn.endsOn?.toString() ?? 'open' },
    };
    await recordAudit(tx, { at: now, actor, action: 'access.delegate-changed', accountId, detail, address });
    const hadAutopay =
      !letIn.rights.includes('autopay') &&
      (await endAutopayOfDelegate(tx, { accountId, loginId: delegate.loginId, actor, now }));
    const told = { event: 'access.delegate-changed', who: knownAs(delegate), account: numberOf(account) } as const;
    const rights = { ...rightsTold(letIn), autopay: hadAutopay };
    await tell(tx, { ...told, ...rights, reader: 'helper', to: delegate.email, language: delegate.language }, now);
    const owner = await ownerOf(tx, accountId);
    if (owner !== undefined) {
      const { email: to, language } = owner;
      await tell(tx, { ...told, ...rights, reader: 'owner', to, language, accountId, loginId }, now);
    }
    return ok(undefined);
  });
}
