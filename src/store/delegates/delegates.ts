import type { AccountRight, LetIn } from '../../domain/delegates/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** Somebody with the right numbers who asks the owner to be let in. */
export interface AccessRequest {
  readonly id: number;
  readonly accountId: number;
  readonly email: string;
  readonly language: 'es' | 'en';
  readonly requestedAt: Temporal.Instant;
}

/** Who waits for the owner's answer, the longest wait first; with `id`, that one. */
export async function waitingRequests(db: Database, accountId: number, id?: number): Promise<readonly AccessRequest[]> {
  const rows = await db.query<{
    id: number;
    account_id: number;
    email: string;
    language: 'es' | 'en';
    requested_at: Temporal.Instant;
  }>(
    `select id, account_id, email, language, requested_at from access_request
     where account_id = $1 and answer is null and ($2::bigint is null or id = $2) order by requested_at, id`,
    [accountId, id ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    email: row.email,
    language: row.language,
    requestedAt: row.requested_at,
  }));
}

interface Answered {
  readonly by: string;
  readonly now: Temporal.Instant;
}

/** Keeps the answer; false where it was answered before. */
export async function answerRequest(
  tx: Database,
  request: { readonly id: number; readonly accountId: number },
  answer: Answered & {
    readonly letIn?: LetIn & { readonly invitationHash: string; readonly expiresAt: Temporal.Instant };
  },
): Promise<boolean> {
  const { letIn } = answer;
  const rows = await tx.query(
    `update access_request set answer = $3, answered_at = $4, answered_by = $5, rights = $6, ends_on = $7,
       invitation_hash = $8, invitation_expires_at = $9
     where id = $1 and account_id = $2 and answer is null returning id`,
    [
      request.id,
      request.accountId,
      letIn === undefined ? 'refused' : 'let-in',
      answer.now,
      answer.by,
      letIn?.rights ?? null,
      letIn?.endsOn ?? null,
      letIn?.invitationHash ?? null,
      letIn?.expiresAt ?? null,
    ],
  );
  return rows.length === 1;
}

/** An owner's yes that is being delivered to the person who asked. */
export interface Invitation extends LetIn {
  readonly requestId: number;
  readonly accountId: number;
  readonly email: string;
  readonly expiresAt: Temporal.Instant;
  readonly isAccepted: boolean;
  /** The person who said yes still owns the account. */
  readonly stands: boolean;
}

/** The invitation that a mailed link is for. */
export const invitationByLink = (db: Database, hash: string): Promise<Invitation | undefined> =>
  selectInvitation(db, 'r.invitation_hash = $1', hash);

/** The invitation that a registration goes on from. */
export const invitationOfRegistration = (db: Database, registrationId: number): Promise<Invitation | undefined> =>
  selectInvitation(db, 'r.id = (select access_request_id from registration where id = $1)', registrationId);

async function selectInvitation(
  db: Database,
  condition: string,
  parameter: string | number,
): Promise<Invitation | undefined> {
  const [row] = await db.query<{
    id: number;
    account_id: number;
    email: string;
    rights: readonly AccountRight[];
    ends_on: Temporal.PlainDate | null;
    expires_at: Temporal.Instant;
    accepted: boolean;
    stands: boolean;
  }>(
    `select r.id, r.account_id, r.email, r.rights, r.ends_on, r.invitation_expires_at as expires_at,
       r.accepted_at is not null as accepted,
       exists (select from standing_access x where x.account_id = r.account_id and x.login_id = r.answered_by
         and x.role = 'owner') as stands
     from access_request r where ${condition} and r.answer = 'let-in'`,
    [parameter],
  );
  if (row === undefined) return undefined;
  return {
    requestId: row.id,
    accountId: row.account_id,
    email: row.email,
    rights: row.rights,
    ...present({ endsOn: row.ends_on }),
    expiresAt: row.expires_at,
    isAccepted: row.accepted,
    stands: row.stands,
  };
}

/** Takes an invitation once; false where it was taken. */
export async function takeInvitation(tx: Database, requestId: number, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.query(
    'update access_request set accepted_at = $2 where id = $1 and accepted_at is null returning id',
    [requestId, now],
  );
  return rows.length === 1;
}

/** Lets a login in, in the place of what it was let in to before; false where it owns the account. */
export async function letLoginIn(
  tx: Database,
  access: LetIn & { readonly loginId: string; readonly accountId: number; readonly now: Temporal.Instant },
): Promise<boolean> {
  await tx.query(
    `update account_access set ended_at = $3
     where login_id = $1 and account_id = $2 and role = 'delegate' and ended_at is null`,
    [access.loginId, access.accountId, access.now],
  );
  const rows = await tx.query(
    `insert into account_access (login_id, account_id, role, granted_at, proven_by, rights, ends_on)
     values ($1, $2, 'delegate', $3, 'invitation', $4, $5) on conflict do nothing returning id`,
    [access.loginId, access.accountId, access.now, access.rights, access.endsOn ?? null],
  );
  return rows.length === 1;
}

export interface Delegate extends LetIn {
  readonly id: number;
  readonly loginId: string;
  readonly email: string;
  readonly language: 'es' | 'en';
  readonly since: Temporal.Instant;
}

/** Who was let in and still is on `today`, the newest last; with `id`, that one. */
export async function delegatesOf(
  db: Database,
  account: { readonly accountId: number; readonly today: Temporal.PlainDate; readonly id?: number },
): Promise<readonly Delegate[]> {
  const rows = await db.query<{
    id: number;
    login_id: string;
    email: string;
    language: 'es' | 'en';
    rights: readonly AccountRight[];
    ends_on: Temporal.PlainDate | null;
    granted_at: Temporal.Instant;
  }>(
    `select x.id, x.login_id, l.email, l.language, x.rights, x.ends_on, x.granted_at
     from standing_access x join login l on l.id = x.login_id
     where x.account_id = $1 and x.role = 'delegate' and (x.ends_on is null or x.ends_on >= $2)
       and ($3::bigint is null or x.id = $3)
     order by x.granted_at, x.id`,
    [account.accountId, account.today, account.id ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    loginId: row.login_id,
    email: row.email,
    language: row.language,
    rights: row.rights,
    ...present({ endsOn: row.ends_on }),
    since: row.granted_at,
  }));
}

/** Ends what a delegate was let in to; false where it has ended. */
export async function endDelegate(
  tx: Database,
  delegate: { readonly id: number; readonly accountId: number; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.query(
    `update account_access set ended_at = $3
     where id = $1 and account_id = $2 and role = 'delegate' and ended_at is null returning id`,
    [delegate.id, delegate.accountId, delegate.now],
  );
  return rows.length === 1;
}
