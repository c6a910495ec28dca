import { type AccessProblemCode, codeLimits, doors } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { recordAudit } from '../../store/audit.ts';
import {
  renewInvitation,
  type SentInvitation,
  untakenInvitations,
  withdrawInvitation,
} from '../../store/delegates/index.ts';
import { type AccessDeps, type AuthorisedAccount, tryDoor, type Visit } from '../access/index.ts';
import { decidesOfPeople } from './given.ts';
import { type InviteRefused, mailed, onPaper, type PaperInvitation, tellInvited } from './invite.ts';
import { numberOf } from './tell-of-delegate.ts';

/** An invitation of this owner that nobody has taken; undefined for anybody else. */
export async function sentInvitation(
  { db }: Pick<AccessDeps, 'db'>,
  account: AuthorisedAccount,
  id: number,
): Promise<SentInvitation | undefined> {
  if (!decidesOfPeople(account)) return undefined;
  const { accountId, loginId } = account;
  const [found] = await untakenInvitations(db, { accountId, loginId, id });
  return found?.withdrawnAt === undefined ? found : undefined;
}

/** Takes an invitation back before it is taken: its link or code opens nothing any more. Who was mailed one is told. */
export async function withdraw(
  deps: AccessDeps,
  account: AuthorisedAccount,
  id: number,
  { now, address }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  const { accountId, loginId } = account;
  return deps.db.transaction(async (tx): Promise<Result<undefined, Problem<AccessProblemCode>>> => {
    const invitation = await sentInvitation({ db: tx }, account, id);
    if (invitation === undefined || !(await withdrawInvitation(tx, { id, accountId, now }))) {
      return refused({ code: 'access.invitation-over' });
    }
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: loginId },
      action: 'access.invitation-withdrawn',
      accountId,
      detail: { request: id },
      address,
    });
    const { email: to, language } = invitation;
    if (to !== undefined) {
      await deps.tell(tx, { event: 'access.invitation-withdrawn', to, language, account: numberOf(account) }, now);
    }
    return ok(undefined);
  });
}

/** Sends an invitation again, or prints its sheet again: with a new link or code, and the one of before is worthless. */
export async function sendAgain(
  deps: AccessDeps,
  account: AuthorisedAccount,
  id: number,
  { now, address }: Visit,
): Promise<Result<PaperInvitation | undefined, InviteRefused>> {
  const { accountId, loginId } = account;
  const known = await sentInvitation(deps, account, id);
  if (known === undefined) return refused({ code: 'access.invitation-over' });
  const tooMany = await tryDoor(deps.db, doors.invite, { address, subject: loginId }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const opening = known.email === undefined ? await onPaper() : mailed();
  const expiresAt = now.add({ hours: codeLimits.invitationDays * 24 });
  return deps.db.transaction(async (tx): Promise<Result<PaperInvitation | undefined, InviteRefused>> => {
    if (!(await renewInvitation(tx, { id, accountId, opener: opening.opener, expiresAt, now }))) {
      return refused({ code: 'access.invitation-over' });
    }
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: loginId },
      action: 'access.invited-again',
      accountId,
      detail: { request: id },
      address,
    });
    const { email } = known;
    if (email !== undefined && opening.token !== undefined) {
      await tellInvited(tx, deps, { account, invitation: { ...known, email }, token: opening.token, now });
    }
    return ok(opening.code === undefined ? undefined : { code: opening.code, expiresAt });
  });
}
