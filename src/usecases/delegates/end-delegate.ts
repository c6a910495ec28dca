import { ok, type Result, refused } from '../../domain/kernel/index.ts';
import { ownerOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type Delegate, delegatesOf, endDelegate } from '../../store/delegates/index.ts';
import { holdAccounts } from '../../store/receivables/index.ts';
import {
  type AccessDeps,
  type AccessRefused,
  type AuthorisedAccount,
  endWhatWasSet,
  todayOf,
  type Visit,
} from '../access/index.ts';
import { knownAs } from './known-as.ts';
import { numberOf } from './tell-of-delegate.ts';

type EndDeps = Pick<AccessDeps, 'db' | 'tell' | 'utility'>;

/** The owner ends a helper's access at once; the helper is told. Autopay that the helper had set ends with it. */
export async function endDelegateOf(
  { db, tell, utility }: EndDeps,
  account: AuthorisedAccount,
  delegateId: number,
  { now, address }: Visit,
): Promise<Result<Delegate, AccessRefused>> {
  const { accountId, loginId } = account;
  if (account.role !== 'owner') return refused({ code: 'access.not-yours' });
  return holdAccounts(db, [accountId], async (tx): Promise<Result<Delegate, AccessRefused>> => {
    const [delegate] = await delegatesOf(tx, { accountId, today: todayOf(utility, now), id: delegateId });
    if (delegate === undefined || !(await endDelegate(tx, { id: delegateId, accountId, why: 'owner', now }))) {
      return refused({ code: 'access.not-yours' });
    }
    const actor = { kind: 'customer', id: loginId } as const;
    const detail = { access: delegateId };
    await recordAudit(tx, { at: now, actor, action: 'access.delegate-ended', accountId, detail, address });
    const hadAutopay = await endAutopayOfDelegate(tx, { accountId, loginId: delegate.loginId, actor, now });
    const { email: to, language } = delegate;
    await tell(
      tx,
      { event: 'access.delegate-ended', to, language, account: numberOf(account), autopay: hadAutopay },
      now,
    );
    return ok(delegate);
  });
}

/** A helper gives the access back; the owner is told. */
export async function giveBackAccess(
  { db, tell, utility }: EndDeps,
  account: AuthorisedAccount,
  { now, address }: Visit,
): Promise<Result<undefined, AccessRefused>> {
  const { accountId, loginId } = account;
  if (account.role !== 'delegate') return refused({ code: 'access.not-yours' });
  return holdAccounts(db, [accountId], async (tx): Promise<Result<undefined, AccessRefused>> => {
    const delegates = await delegatesOf(tx, { accountId, today: todayOf(utility, now) });
    const own = delegates.find((one) => one.loginId === loginId);
    if (own === undefined || !(await endDelegate(tx, { id: own.id, accountId, why: 'helper', now }))) {
      return refused({ code: 'access.not-yours' });
    }
    const actor = { kind: 'customer', id: loginId } as const;
    const detail = { access: own.id };
    await recordAudit(tx, { at: now, actor, action: 'access.delegate-left', accountId, detail, address });
    const hadAutopay = await endAutopayOfDelegate(tx, { accountId, loginId, actor, now });
    const owner = await ownerOf(tx, accountId);
    if (owner !== undefined) {
      const { email: to, language, loginId: ownerId } = owner;
      const told = { to, language, accountId, loginId: ownerId, who: knownAs(own), autopay: hadAutopay };
      await tell(tx, { event: 'access.delegate-left', ...told }, now);
    }
    return ok(undefined);
  });
}

/** Ends the autopay that somebody had set who may not any more, and writes it down. True where there was one. */
export async function endAutopayOfDelegate(
  tx: Database,
  {
    accountId,
    loginId,
    actor,
    now,
  }: {
    readonly accountId: number;
    readonly loginId: string;
    readonly actor: { readonly kind: 'customer'; readonly id: string } | { readonly kind: 'system' };
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const ended = await endWhatWasSet(tx, { accountId, isTheirs: (login) => login === loginId, now });
  if (ended.autopay) await recordAudit(tx, { at: now, actor, action: 'autopay.ended', accountId });
  return ended.autopay;
}
