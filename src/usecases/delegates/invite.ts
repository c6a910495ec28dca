import { type AccessProblemCode, codeLimits, doors, helperCodeStart, readEmail } from '../../domain/access/index.ts';
import type { LetIn } from '../../domain/delegates/index.ts';
import { type Language, ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken, newHelperCode, newToken } from '../../gateways/secrets.ts';
import { hashSecret } from '../../gateways/slow-hash.ts';
import { loginById } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import {
  accountHelped,
  delegatesOf,
  insertInvitation,
  type SentInvitation,
  untakenInvitations,
} from '../../store/delegates/index.ts';
import {
  type AccessDeps,
  type AuthorisedAccount,
  type TooManyTries,
  todayOf,
  tryDoor,
  type Visit,
} from '../access/index.ts';
import { decidesOfPeople, wrongWithGiven } from './given.ts';
import { waits } from './people.ts';
import { numberOf, rightsTold } from './tell-of-delegate.ts';

/** Whom an owner invites, and how it reaches them. */
export interface Invite extends LetIn {
  /** By a link in a mail, or by a code on a sheet that the owner hands over. */
  readonly to: { readonly way: 'email' | 'paper'; readonly email: string; readonly label: string };
  readonly language: Language;
}

/** A sheet to hand over: its code is kept nowhere and shown once. */
export interface PaperInvitation {
  readonly code: string;
  readonly expiresAt: Temporal.Instant;
}

export type InviteRefused = Problem<AccessProblemCode> | TooManyTries;

const maxLabel = 60;

/**
 * R6: the owner invites somebody to help. By email it is a link for the person who proves to have that email; on paper it is a
 * code for the person who holds the sheet. Nobody has access before they accept, and the owner is told when they do.
 */
export async function invite(
  deps: AccessDeps,
  account: AuthorisedAccount,
  asked: Invite,
  visit: Visit,
): Promise<Result<PaperInvitation | undefined, InviteRefused>> {
  const { db, utility } = deps;
  const { now } = visit;
  if (!decidesOfPeople(account)) return refused({ code: 'access.not-yours' });
  const wrong = wrongWithGiven(account, asked, todayOf(utility, now));
  if (wrong !== undefined) return refused(wrong);
  const to = await readTo(deps, account, asked, now);
  if (!to.ok) return to;
  const tooMany = await tryDoor(db, doors.invite, { address: visit.address, subject: account.loginId }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const { email } = to.value;
  const opening = email === undefined ? await onPaper() : mailed();
  const expiresAt = now.add({ hours: codeLimits.invitationDays * 24 });
  await db.transaction(async (tx) => {
    const { rights, endsOn, language } = asked;
    const id = await insertInvitation(tx, {
      ...{
        accountId: account.accountId,
        by: account.loginId,
        rights,
        language,
        opener: opening.opener,
        expiresAt,
        now,
      },
      ...present({ endsOn }),
      ...to.value,
    });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: account.loginId },
      action: 'access.invited',
      accountId: account.accountId,
      detail: { request: id, on: asked.to.way, rights: rights.join(' ') },
      address: visit.address,
    });
    if (opening.token !== undefined && email !== undefined) {
      await tellInvited(tx, deps, { account, invitation: { ...asked, email }, token: opening.token, now });
    }
  });
  return ok(opening.code === undefined ? undefined : { code: opening.code, expiresAt });
}

/** The email or the words for whom a sheet is; an email that has access, is invited or is the owner's own is none to invite. */
async function readTo(
  { db, utility }: AccessDeps,
  { accountId, loginId }: AuthorisedAccount,
  { to }: Invite,
  now: Temporal.Instant,
): Promise<Result<{ readonly email?: string; readonly label?: string }, Problem<AccessProblemCode>>> {
  const label = to.label.trim().replaceAll(/\s+/g, ' ');
  if (label.length > maxLabel) {
    return refused({ code: 'access.label-too-long', field: 'label', params: { max: maxLabel } });
  }
  if (to.way === 'paper') {
    return label === '' ? refused({ code: 'access.label-missing', field: 'label' }) : ok({ label });
  }
  const email = readEmail(to.email);
  if (email === undefined) return refused({ code: 'access.email-unreadable', field: 'email' });
  if ((await loginById(db, loginId))?.email === email)
    return refused({ code: 'access.invite-yourself', field: 'email' });
  const delegates = await delegatesOf(db, { accountId, today: todayOf(utility, now) });
  if (delegates.some((one) => one.email === email)) {
    return refused({ code: 'access.helper-known', field: 'email', params: { email } });
  }
  const sent = await untakenInvitations(db, { accountId, loginId });
  return sent.some((one) => one.email === email && waits(one, now))
    ? refused({ code: 'access.invited-already', field: 'email', params: { email } })
    : ok({ email, ...(label === '' ? {} : { label }) });
}

/** A new link, of which only a hash is kept. */
export function mailed() {
  const token = newToken();
  return { opener: { linkHash: hashToken(token) }, token, code: undefined };
}

/** A new code: what finds its row, and a slow hash of the whole. */
export async function onPaper() {
  const code = newHelperCode();
  const opener = { codeStart: code.slice(0, helperCodeStart), codeHash: await hashSecret(code) };
  return { opener, code, token: undefined };
}

/** Mails the link, with who invites and to what. */
export async function tellInvited(
  tx: Parameters<AccessDeps['tell']>[0],
  { tell, links }: Pick<AccessDeps, 'tell' | 'links'>,
  {
    account,
    invitation,
    token,
    now,
  }: {
    readonly account: AuthorisedAccount;
    readonly invitation: LetIn & Pick<SentInvitation, 'language'> & { readonly email: string };
    readonly token: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const who = (await loginById(tx, account.loginId))?.email ?? (await accountHelped(tx, account.accountId)).name;
  await tell(
    tx,
    {
      event: 'access.invited',
      to: invitation.email,
      language: invitation.language,
      account: numberOf(account),
      who,
      link: links.invitation(token),
      days: codeLimits.invitationDays,
      ...rightsTold(invitation),
    },
    now,
  );
}
