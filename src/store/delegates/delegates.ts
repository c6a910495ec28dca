import type { AccountRight, LetIn } from '../../domain/delegates/index.ts';
import { type Language, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** Lets a login in, in the place of what it was let in to before; false where it owns the account. */
export async function letLoginIn(
  tx: Database,
  access: LetIn & { readonly loginId: string; readonly accountId: number; readonly now: Temporal.Instant },
): Promise<boolean> {
  await tx.query(
    `update account_access set ended_at = $3, ended_why = 'replaced'
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
  /** Absent for people without one. */
  readonly email?: string;
  /** Whom the owner meant, where they came by a sheet. */
  readonly label?: string;
  readonly language: Language;
  readonly since: Temporal.Instant;
}

/** SQL for whom the owner meant by an access `x`. */
const labelOfAccess = `(select r.label from access_request r
  where r.account_id = x.account_id and r.accepted_by = x.login_id order by r.accepted_at desc limit 1)`;

/** Who was let in and still is on `today`, the newest last; with `id`, that one. */
export async function delegatesOf(
  db: Database,
  account: { readonly accountId: number; readonly today: Temporal.PlainDate; readonly id?: number },
): Promise<readonly Delegate[]> {
  const rows = await db.query<{
    id: number;
    login_id: string;
    email: string | null;
    label: string | null;
    language: Language;
    rights: readonly AccountRight[];
    ends_on: Temporal.PlainDate | null;
    granted_at: Temporal.Instant;
  }>(
    `select x.id, x.login_id, l.email, ${labelOfAccess} as label, l.language, x.rights, x.ends_on, x.granted_at
     from standing_access x join login l on l.id = x.login_id
     where x.account_id = $1 and x.role = 'delegate' and (x.ends_on is null or x.ends_on >= $2)
       and ($3::bigint is null or x.id = $3)
     order by x.granted_at, x.id`,
    [account.accountId, account.today, account.id ?? null],
  );
  return rows.map((row) => ({
    id: row.id,
    loginId: row.login_id,
    ...present({ email: row.email, label: row.label, endsOn: row.ends_on }),
    language: row.language,
    rights: row.rights,
    since: row.granted_at,
  }));
}

export type EndedWhy = 'owner' | 'helper' | 'day';

/** Ends what a delegate was let in to; false where it has ended. */
export async function endDelegate(
  tx: Database,
  delegate: {
    readonly id: number;
    readonly accountId: number;
    readonly why: EndedWhy;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const rows = await tx.query(
    `update account_access set ended_at = $3, ended_why = $4
     where id = $1 and account_id = $2 and role = 'delegate' and ended_at is null returning id`,
    [delegate.id, delegate.accountId, delegate.now, delegate.why],
  );
  return rows.length === 1;
}

/** Other rights, or another last day; false where the access has ended. A new last day is told again before it comes. */
export async function changeLetIn(
  tx: Database,
  changed: LetIn & { readonly id: number; readonly accountId: number },
): Promise<boolean> {
  const rows = await tx.query(
    `update account_access set rights = $3, ends_on = $4,
       ending_told_at = case when ends_on is not distinct from $4 then ending_told_at end
     where id = $1 and account_id = $2 and role = 'delegate' and ended_at is null returning id`,
    [changed.id, changed.accountId, changed.rights, changed.endsOn ?? null],
  );
  return rows.length === 1;
}

/** Somebody who had access and has it no longer. */
export interface FormerDelegate {
  readonly email?: string;
  readonly label?: string;
  readonly rights: readonly AccountRight[];
  readonly since: Temporal.Instant;
  readonly endedAt?: Temporal.Instant;
  /** Its last day, where that is over and the access not yet taken away. */
  readonly endedOn?: Temporal.PlainDate;
  readonly why?: EndedWhy | 'account' | 'objection';
}

/** Whom the owner had let in, the last ended first; who was let in again instead is not among them. */
export async function formerDelegates(
  db: Database,
  { accountId, today }: { readonly accountId: number; readonly today: Temporal.PlainDate },
): Promise<readonly FormerDelegate[]> {
  const rows = await db.query<{
    email: string | null;
    label: string | null;
    rights: readonly AccountRight[];
    granted_at: Temporal.Instant;
    ended_at: Temporal.Instant | null;
    ends_on: Temporal.PlainDate | null;
    ended_why: NonNullable<FormerDelegate['why']> | null;
  }>(
    `select l.email, ${labelOfAccess} as label, x.rights, x.granted_at, x.ended_at, x.ends_on,
       coalesce(x.ended_why, case when x.ended_at is null then 'day' end) as ended_why
     from account_access x join login l on l.id = x.login_id
     where x.account_id = $1 and x.role = 'delegate' and x.ended_why is distinct from 'replaced'
       and (x.ended_at is not null or x.ends_on < $2)
     order by coalesce(x.ended_at, x.granted_at) desc, x.id desc limit 200`,
    [accountId, today],
  );
  return rows.map((row) => ({
    rights: row.rights,
    since: row.granted_at,
    ...present({ email: row.email, label: row.label, endedAt: row.ended_at, why: row.ended_why }),
    ...(row.ended_at === null ? present({ endedOn: row.ends_on }) : {}),
  }));
}

/** A delegate whose last day is near or over. */
export interface EndingDelegate {
  readonly accessId: number;
  readonly accountId: number;
  readonly account: string;
  readonly loginId: string;
  readonly email?: string;
  readonly label?: string;
  readonly language: Language;
  readonly endsOn: Temporal.PlainDate;
}

/** Whose last day is over on `today`, of one account or of all. */
export const overdueDelegates = (
  db: Database,
  { today, accountId }: { readonly today: Temporal.PlainDate; readonly accountId?: number },
): Promise<readonly EndingDelegate[]> =>
  accountId === undefined
    ? selectEnding(db, 'x.ends_on < $1', [today])
    : selectEnding(db, 'x.ends_on < $1 and x.account_id = $2', [today, accountId]);

/** Whose last day comes by `by`, and who was not told so. */
export const endingDelegates = (
  db: Database,
  { today, by }: { readonly today: Temporal.PlainDate; readonly by: Temporal.PlainDate },
): Promise<readonly EndingDelegate[]> =>
  selectEnding(db, 'x.ends_on >= $1 and x.ends_on <= $2 and x.ending_told_at is null', [today, by]);

async function selectEnding(
  db: Database,
  condition: string,
  parameters: readonly (Temporal.PlainDate | number)[],
): Promise<readonly EndingDelegate[]> {
  const rows = await db.query<{
    id: number;
    account_id: number;
    account: string;
    login_id: string;
    email: string | null;
    label: string | null;
    language: Language;
    ends_on: Temporal.PlainDate;
  }>(
    `select x.id, x.account_id, a.number as account, x.login_id, l.email,
       ${labelOfAccess} as label, l.language, x.ends_on
     from account_access x
     join login l on l.id = x.login_id
     join account a on a.id = x.account_id
     where x.role = 'delegate' and x.ended_at is null and ${condition}
     order by x.id`,
    [...parameters],
  );
  return rows.map((row) => ({
    accessId: row.id,
    accountId: row.account_id,
    account: row.account,
    loginId: row.login_id,
    ...present({ email: row.email, label: row.label }),
    language: row.language,
    endsOn: row.ends_on,
  }));
}

/** Keeps that both were told about a last day; false where somebody else was quicker. */
export async function markEndingTold(tx: Database, accessId: number, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.query(
    'update account_access set ending_told_at = $2 where id = $1 and ending_told_at is null and ended_at is null returning id',
    [accessId, now],
  );
  return rows.length === 1;
}

export interface PersonKnown {
  readonly loginId: string;
  readonly email?: string;
  readonly label?: string;
  readonly role: 'owner' | 'delegate';
}

/** Everybody who reaches an account or ever did, the newest access of each. */
export async function everybodyOf(db: Database, accountId: number): Promise<readonly PersonKnown[]> {
  const rows = await db.query<{
    login_id: string;
    email: string | null;
    label: string | null;
    role: 'owner' | 'delegate';
  }>(
    `select distinct on (x.login_id) x.login_id, l.email, ${labelOfAccess} as label, x.role
     from account_access x join login l on l.id = x.login_id
     where x.account_id = $1 order by x.login_id, x.id desc`,
    [accountId],
  );
  return rows.map(({ login_id: loginId, role, ...known }) => ({ loginId, role, ...present(known) }));
}

/** Whose account a helper sees. */
export interface AccountHelped {
  readonly name: string;
  /** Who owns the account in the portal; nobody while that is closed. */
  readonly ownerEmail?: string;
}

export async function accountHelped(db: Database, accountId: number): Promise<AccountHelped> {
  const [row] = await db.query<{ name: string; email: string | null }>(
    `select c.name, (select l.email from standing_access x join login l on l.id = x.login_id
       where x.account_id = a.id and x.role = 'owner') as email
     from account a join customer c on c.id = a.customer_id where a.id = $1`,
    [accountId],
  );
  if (row === undefined) throw new Error(`no account ${accountId}`);
  return { name: row.name, ...present({ ownerEmail: row.email }) };
}
