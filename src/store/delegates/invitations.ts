import type { AccountRight, LetIn } from '../../domain/delegates/index.ts';
import { type Language, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** How somebody comes to an invitation: they asked, the owner sent it by email, or handed over a sheet of paper. */
type InvitationOrigin = 'asked' | 'email' | 'paper';

/** An owner's yes that is on its way to the person it is for. */
export interface Invitation extends LetIn {
  readonly requestId: number;
  readonly accountId: number;
  readonly origin: InvitationOrigin;
  /** The email it is for; absent where it is for the holder of a sheet. */
  readonly email?: string;
  /** Whom the owner means. */
  readonly label?: string;
  readonly expiresAt: Temporal.Instant;
  readonly isAccepted: boolean;
  /** It was not withdrawn, and the person who said yes still owns the account. */
  readonly stands: boolean;
}

/** The invitation that a mailed link is for. */
export const invitationByLink = async (db: Database, hash: string): Promise<Invitation | undefined> =>
  (await selectInvitations(db, 'r.invitation_hash = $1', hash))[0];

/** The invitation that a registration goes on from. */
export const invitationOfRegistration = async (db: Database, registrationId: number): Promise<Invitation | undefined> =>
  (await selectInvitations(db, 'r.id = (select access_request_id from registration where id = $1)', registrationId))[0];

/** Invitations on paper whose code begins so, with the hash of the whole code. */
export async function invitationsByCodeStart(
  db: Database,
  start: string,
): Promise<readonly { readonly invitation: Invitation; readonly codeHash: string }[]> {
  const condition = 'r.code_start = $1 and r.accepted_at is null and r.withdrawn_at is null';
  const found = await selectInvitations(db, condition, start);
  return found.flatMap(({ codeHash, ...invitation }) => (codeHash === undefined ? [] : [{ invitation, codeHash }]));
}

async function selectInvitations(
  db: Database,
  condition: string,
  parameter: string | number,
): Promise<readonly (Invitation & { readonly codeHash?: string })[]> {
  const rows = await db.query<{
    id: number;
    account_id: number;
    origin: InvitationOrigin;
    email: string | null;
    label: string | null;
    rights: readonly AccountRight[];
    ends_on: Temporal.PlainDate | null;
    expires_at: Temporal.Instant;
    code_hash: string | null;
    accepted: boolean;
    stands: boolean;
  }>(
    `select r.id, r.account_id, r.origin, r.email, r.label, r.rights, r.ends_on, r.invitation_expires_at as expires_at, r.code_hash,
       r.accepted_at is not null as accepted,
       r.withdrawn_at is null and exists (select from standing_access x where x.account_id = r.account_id
         and x.login_id = r.answered_by and x.role = 'owner') as stands
     from access_request r where ${condition} and r.answer = 'let-in'`,
    [parameter],
  );
  return rows.map((row) => ({
    requestId: row.id,
    accountId: row.account_id,
    origin: row.origin,
    ...present({ email: row.email, label: row.label, endsOn: row.ends_on, codeHash: row.code_hash }),
    rights: row.rights,
    expiresAt: row.expires_at,
    isAccepted: row.accepted,
    stands: row.stands,
  }));
}

/** Takes an invitation once; false where it was taken, withdrawn or has run out. */
export async function takeInvitation(
  tx: Database,
  taken: { readonly requestId: number; readonly loginId: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.query(
    `update access_request set accepted_at = $2, accepted_by = $3
     where id = $1 and accepted_at is null and withdrawn_at is null and invitation_expires_at > $2 returning id`,
    [taken.requestId, taken.now, taken.loginId],
  );
  return rows.length === 1;
}

/** What opens an invitation: a link by mail, or a code on paper. Only hashes are kept. */
export type Opener = { readonly linkHash: string } | { readonly codeStart: string; readonly codeHash: string };

const columnsOf = (opener: Opener): readonly (string | null)[] =>
  'linkHash' in opener ? [opener.linkHash, null, null] : [null, opener.codeStart, opener.codeHash];

export interface NewInvitation extends LetIn {
  readonly accountId: number;
  readonly by: string;
  readonly email?: string;
  readonly label?: string;
  readonly language: Language;
  readonly opener: Opener;
  readonly expiresAt: Temporal.Instant;
  readonly now: Temporal.Instant;
}

/** An invitation that the owner begins: answered as it is asked. */
export async function insertInvitation(tx: Database, invitation: NewInvitation): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into access_request (account_id, origin, email, label, language, requested_at, answer, answered_at, answered_by,
       sent_at, rights, ends_on, invitation_expires_at, invitation_hash, code_start, code_hash)
     values ($1, $2, $3, $4, $5, $6, 'let-in', $6, $7, $6, $8, $9, $10, $11, $12, $13) returning id`,
    [
      invitation.accountId,
      invitation.email === undefined ? 'paper' : 'email',
      invitation.email ?? null,
      invitation.label ?? null,
      invitation.language,
      invitation.now,
      invitation.by,
      invitation.rights,
      invitation.endsOn ?? null,
      invitation.expiresAt,
      ...columnsOf(invitation.opener),
    ],
  );
  if (row === undefined) throw new Error('no invitation was kept');
  return row.id;
}

/** Gives an invitation that waits a new link or code; the one before opens nothing any more. False where none waits. */
export async function renewInvitation(
  tx: Database,
  renewed: {
    readonly id: number;
    readonly accountId: number;
    readonly opener: Opener;
    readonly expiresAt: Temporal.Instant;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const rows = await tx.query(
    `update access_request set sent_at = $3, invitation_expires_at = $4, invitation_hash = $5, code_start = $6, code_hash = $7
     where id = $1 and account_id = $2 and answer = 'let-in' and accepted_at is null and withdrawn_at is null returning id`,
    [renewed.id, renewed.accountId, renewed.now, renewed.expiresAt, ...columnsOf(renewed.opener)],
  );
  return rows.length === 1;
}

/** The link by which somebody who typed a paper's code goes on, in the place of one of before. */
export async function linkInvitation(db: Database, requestId: number, linkHash: string): Promise<void> {
  await db.query('update access_request set invitation_hash = $2 where id = $1', [requestId, linkHash]);
}

/** Withdraws an invitation that waits; false where none does. */
export async function withdrawInvitation(
  tx: Database,
  withdrawn: { readonly id: number; readonly accountId: number; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.query(
    `update access_request set withdrawn_at = $3
     where id = $1 and account_id = $2 and answer = 'let-in' and accepted_at is null and withdrawn_at is null returning id`,
    [withdrawn.id, withdrawn.accountId, withdrawn.now],
  );
  return rows.length === 1;
}

/** An invitation as its owner sees it. */
export interface SentInvitation extends LetIn {
  readonly id: number;
  readonly origin: InvitationOrigin;
  readonly email?: string;
  readonly label?: string;
  readonly language: Language;
  readonly sentAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly withdrawnAt?: Temporal.Instant;
}

/** What an owner said yes to and nobody has taken, the newest first; with `id`, that one. */
export async function untakenInvitations(
  db: Database,
  of: { readonly accountId: number; readonly loginId: string; readonly id?: number },
): Promise<readonly SentInvitation[]> {
  const rows = await db.query<{
    id: number;
    origin: InvitationOrigin;
    email: string | null;
    label: string | null;
    language: Language;
    rights: readonly AccountRight[];
    ends_on: Temporal.PlainDate | null;
    sent_at: Temporal.Instant;
    expires_at: Temporal.Instant;
    withdrawn_at: Temporal.Instant | null;
  }>(
    `select id, origin, email, label, language, rights, ends_on, coalesce(sent_at, answered_at) as sent_at,
       invitation_expires_at as expires_at, withdrawn_at
     from access_request where account_id = $1 and answered_by = $2 and answer = 'let-in' and accepted_at is null
       and ($3::bigint is null or id = $3)
     order by coalesce(sent_at, answered_at) desc, id desc limit 200`,
    [of.accountId, of.loginId, of.id ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    origin: row.origin,
    ...present({ email: row.email, label: row.label, endsOn: row.ends_on, withdrawnAt: row.withdrawn_at }),
    language: row.language,
    rights: row.rights,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
  }));
}
