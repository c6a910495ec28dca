import type { IdentityFacts } from '../../domain/accounts/index.ts';
import type { AccountRight, LetIn } from '../../domain/delegates/index.ts';
import { type Cents, cents, type Language, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { type LiveLogin, type LiveSession, liveLoginColumns, liveSession, liveSessionValues } from '../live-login.ts';
import { accountsNumbered } from '../numbered.sql.ts';
import { balanceOf } from '../receivables/index.ts';

/** How a login came to an account. */
export type Proof = 'bill-numbers' | 'mailed-code' | 'invitation' | 'paper-bill';
export type AccessRole = 'owner' | 'delegate';

export interface ReachableAccount {
  readonly accountId: number;
  readonly number: string;
  readonly role: AccessRole;
  /** What a delegate was let in to do; absent for the owner. */
  readonly letIn?: LetIn;
  readonly nickname?: string;
  readonly closedOn?: Temporal.PlainDate;
  readonly street: string;
  readonly balance: Cents;
}

interface ReachableRow {
  readonly account_id: number;
  readonly number: string;
  readonly role: AccessRole;
  readonly rights: readonly AccountRight[] | null;
  readonly ends_on: Temporal.PlainDate | null;
  readonly nickname: string | null;
  readonly closed_on: Temporal.PlainDate | null;
  readonly street: string;
  readonly balance: number;
}

/** SQL for the accounts that a login reaches, oldest access first; with `number`, only that one. */
const reachedBy = (login: string, number?: string): string =>
  `select a.id as account_id, a.number, x.role, x.rights, x.ends_on, x.nickname, a.closed_on,
     concat_ws(', ', p.line1, p.line2) as street,
     ${balanceOf('a.id')} as balance
   from standing_access x
   join account a on a.id = x.account_id
   join premise p on p.id = a.premise_id
   where x.login_id = ${login}${number === undefined ? '' : ` and a.number = ${number}`}
   order by x.granted_at, x.id`;

const toReachable = (row: ReachableRow): ReachableAccount => ({
  accountId: row.account_id,
  number: row.number,
  role: row.role,
  ...(row.rights === null ? {} : { letIn: { rights: row.rights, ...present({ endsOn: row.ends_on }) } }),
  ...present({ nickname: row.nickname, closedOn: row.closed_on }),
  street: row.street,
  balance: cents(row.balance),
});

/** The accounts a login reaches, oldest access first; with `number`, only that one. */
export async function accountsOfLogin(
  db: Database,
  loginId: string,
  number?: string,
): Promise<readonly ReachableAccount[]> {
  const rows =
    number === undefined
      ? await db.query<ReachableRow>(reachedBy('$1'), [loginId])
      : await db.query<ReachableRow>(reachedBy('$1', '$2'), [loginId, number]);
  return rows.map(toReachable);
}

/** The login of a session that stands, and the account of a number if it reaches that. */
export async function liveLoginReaching(
  db: Database,
  session: LiveSession,
  number: string,
): Promise<{ readonly login: LiveLogin; readonly account?: ReachableAccount } | undefined> {
  const [row] = await db.query<LiveLogin & (ReachableRow | { readonly account_id: null })>(
    `select ${liveLoginColumns}, reached.*
     from ${liveSession('$1', '$2', '$3')} join login l on l.id = s.login_id
     left join lateral (${reachedBy('s.login_id', '$4')}) reached on true`,
    [...liveSessionValues(session), number],
  );
  if (row === undefined) return undefined;
  const { id, loginId, email, language, createdAt } = row;
  const login = { id, loginId, email, language, createdAt };
  return row.account_id === null ? { login } : { login, account: toReachable(row) };
}

/** Gives a login an account. False where the account has an owner already; nothing is overwritten. */
export async function grantAccess(
  tx: Database,
  access: {
    readonly loginId: string;
    readonly accountId: number;
    readonly provenBy: Proof;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into account_access (login_id, account_id, role, granted_at, proven_by) values ($1, $2, 'owner', $3, $4)
     on conflict do nothing returning id`,
    [access.loginId, access.accountId, access.now, access.provenBy],
  );
  return rows.length === 1;
}

export interface AccountOwner {
  readonly loginId: string;
  /** Absent for people without one, who are told on paper. */
  readonly email?: string;
  readonly language: Language;
}

/** Whose the account is in the portal, if anybody's; nobody's while it is closed by an objection. */
export async function ownerOf(db: Database, accountId: number): Promise<AccountOwner | undefined> {
  const [row] = await db.query<{ id: string; email: string | null; language: Language }>(
    `select l.id, l.email, l.language from standing_access x join login l on l.id = x.login_id
     where x.account_id = $1 and x.role = 'owner'`,
    [accountId],
  );
  return row && { loginId: row.id, ...present({ email: row.email }), language: row.language };
}

/** Everybody who reaches an account: its owner and the delegates. */
export async function loginsWithAccess(db: Database, accountId: number): Promise<readonly AccountOwner[]> {
  const rows = await db.query<{ id: string; email: string | null; language: Language }>(
    `select l.id, l.email, l.language from account_access x join login l on l.id = x.login_id
     where x.account_id = $1 and x.ended_at is null order by x.id`,
    [accountId],
  );
  return rows.map(({ id, email, language }) => ({ loginId: id, ...present({ email }), language }));
}

/** Ends everybody's access to an account: its owner's and the delegates that owner let in. */
export async function endAccess(tx: Database, accountId: number, now: Temporal.Instant): Promise<void> {
  await tx.query(
    `update account_access set ended_at = $2, ended_why = 'account' where account_id = $1 and ended_at is null`,
    [accountId, now],
  );
}

/**
 * The account by its number or, where no account of today has it, by what one was called earlier, as access to it is decided;
 * the newest of several.
 */
export async function findAccountForAccess(
  db: Database,
  number: string,
): Promise<(IdentityFacts & { readonly accountId: number; readonly claimed: boolean }) | undefined> {
  const [row] = await db.query<{
    id: number;
    zip: string;
    closed_on: Temporal.PlainDate | null;
    claimed: boolean;
    balance: number;
  }>(
    `select a.id, p.zip, a.closed_on, ${balanceOf('a.id')} as balance,
       exists (select from account_access where account_id = a.id and role = 'owner' and ended_at is null) as claimed
     from ${accountsNumbered('$1')} found
     join account a on a.id = found.id
     join premise p on p.id = a.premise_id
     order by found.rank, a.opened_on desc limit 1`,
    [number],
  );
  if (row === undefined) return undefined;
  const { id, zip, closed_on, claimed, balance } = row;
  return { accountId: id, zip, ...present({ closedOn: closed_on }), claimed, balance: cents(balance) };
}

/** Whom the account is billed to, and how they are reached by what is on file. */
export async function customerOfRecord(
  db: Database,
  accountId: number,
): Promise<{ readonly account: string; readonly language: Language; readonly email?: string }> {
  const [row] = await db.query<{ account: string; language: Language; email: string | null }>(
    `select a.number as account, c.language, c.email
     from account a join customer c on c.id = a.customer_id where a.id = $1`,
    [accountId],
  );
  if (row === undefined) throw new Error(`no account ${accountId}`);
  return { account: row.account, language: row.language, ...present({ email: row.email }) };
}

export async function accountNumberOf(db: Database, accountId: number): Promise<string> {
  const [row] = await db.query<{ number: string }>(`select number from account where id = $1`, [accountId]);
  if (row === undefined) throw new Error(`no account ${accountId}`);
  return row.number;
}

export async function keepAccessRequest(
  tx: Database,
  request: {
    readonly accountId: number;
    readonly email: string;
    readonly language: Language;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(`insert into access_request (account_id, email, language, requested_at) values ($1, $2, $3, $4)`, [
    request.accountId,
    request.email,
    request.language,
    request.now,
  ]);
}
