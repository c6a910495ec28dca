import { type AccessProblemCode, codeLimits, doors } from '../../domain/access/index.ts';
import type { LetIn } from '../../domain/delegates/index.ts';
import { isBefore, ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken, newToken } from '../../gateways/secrets.ts';
import { accountNumberOf, loginByEmail, loginById, ownerOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type Invitation, invitationByLink, letLoginIn, takeInvitation } from '../../store/delegates/index.ts';
import { beginRegistration } from '../../store/registration/index.ts';
import { type AccessDeps, type TooManyTries, tellCustomerOfRecord, tryDoor, type Visit } from '../access/index.ts';
import { knownAs } from './known-as.ts';

export interface ShownInvitation extends LetIn {
  readonly number: string;
  /** The email that was let in; absent where it is for the holder of a sheet. */
  readonly email?: string;
  /** That email has a login: its owner signs in. Else a login is made first. */
  readonly hasLogin: boolean;
}

/** What a mailed link offers; opening it does nothing yet, since mail scanners open links too. */
export async function openInvitation(
  { db }: Pick<AccessDeps, 'db'>,
  token: string,
  { now, address }: Visit,
): Promise<Result<ShownInvitation, Problem<AccessProblemCode> | TooManyTries>> {
  const tooMany = await tryDoor(db, doors.invitation, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const invitation = await goodInvitation(db, token, now);
  if (invitation === undefined) return refused({ code: 'access.invitation-over' });
  const { accountId, email, rights, endsOn } = invitation;
  return ok({
    number: await accountNumberOf(db, accountId),
    rights,
    ...present({ email, endsOn }),
    hasLogin: email !== undefined && (await loginByEmail(db, email)) !== undefined,
  });
}

async function goodInvitation(db: Database, token: string, now: Temporal.Instant): Promise<Invitation | undefined> {
  const invitation = await invitationByLink(db, hashToken(token));
  return invitation !== undefined && isGood(invitation, now) ? invitation : undefined;
}

const isGood = ({ stands, isAccepted, expiresAt }: Invitation, now: Temporal.Instant): boolean =>
  stands && !isAccepted && isBefore(now, expiresAt);

/** Somebody signed in with the email that was let in takes the invitation. */
export async function acceptInvitation(
  deps: AccessDeps,
  asked: { readonly token: string; readonly loginId: string },
  visit: Visit,
): Promise<Result<string, Problem<AccessProblemCode>>> {
  return deps.db.transaction(async (tx) => {
    const invitation = await invitationByLink(tx, hashToken(asked.token));
    const taken = invitation && (await acceptFor(tx, invitation, { deps, loginId: asked.loginId, visit }));
    if (invitation === undefined || taken === undefined) return refused({ code: 'access.invitation-over' });
    return taken.ok ? ok(await accountNumberOf(tx, invitation.accountId)) : taken;
  });
}

/** The same within the caller's transaction: where a login was just made for it. */
export async function acceptFor(
  tx: Database,
  invitation: Invitation,
  { deps, loginId, visit }: { readonly deps: AccessDeps; readonly loginId: string; readonly visit: Visit },
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  const { now, address } = visit;
  const { accountId, rights, endsOn, requestId } = invitation;
  const login = await loginById(tx, loginId);
  if (login === undefined || (invitation.email !== undefined && login.email !== invitation.email)) {
    return refused({ code: 'access.invitation-for-another' });
  }
  const owner = await ownerOf(tx, accountId);
  if (owner?.loginId === loginId) return refused({ code: 'access.invite-yourself' });
  if (!isGood(invitation, now) || !(await takeInvitation(tx, { requestId, loginId, now }))) {
    return refused({ code: 'access.invitation-over' });
  }
  const letIn = { rights, ...present({ endsOn }) };
  if (!(await letLoginIn(tx, { ...letIn, loginId, accountId, now })))
    return refused({ code: 'access.invitation-over' });
  await recordAudit(tx, {
    at: now,
    actor: { kind: 'customer', id: loginId },
    action: 'access.delegate-began',
    accountId,
    detail: { request: requestId, rights: rights.join(' ') },
    address,
  });
  await tellCustomerOfRecord(tx, deps, { accountId, loginId, how: 'helper', email: owner?.email ?? '', now });
  if (owner !== undefined) {
    const { email: to, language, loginId: ownerId } = owner;
    await deps.tell(
      tx,
      {
        event: 'access.delegate-began',
        to,
        language,
        accountId,
        loginId: ownerId,
        who: knownAs(present({ email: login.email, label: invitation.label })),
      },
      now,
    );
  }
  return ok(undefined);
}

/** A delegate without a login makes one here, as in every registration. Returns the token of its cookie. */
export async function beginInvited(
  { db }: Pick<AccessDeps, 'db'>,
  token: string,
  { now }: Visit,
): Promise<Result<{ readonly token: string }, Problem<AccessProblemCode>>> {
  const invitation = await goodInvitation(db, token, now);
  if (invitation === undefined) return refused({ code: 'access.invitation-over' });
  const registration = newToken();
  await beginRegistration(db, {
    tokenHash: hashToken(registration),
    accountId: invitation.accountId,
    path: 'invitation',
    accessRequestId: invitation.requestId,
    now,
    expiresAt: now.add({ hours: codeLimits.foundHours }),
  });
  return ok({ token: registration });
}
