import { type Language, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';
import { standingOf } from '../receivables/index.ts';
import type { AccessRole, Proof } from './account-access.ts';

/** Keeps the way to object to an access, as a hash. */
export async function keepObjectionLink(
  tx: Database,
  link: {
    readonly tokenHash: string;
    readonly loginId: string;
    readonly accountId: number;
    readonly now: Temporal.Instant;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into access_objection_link (token_hash, access_id, made_at, expires_at)
     select $1, id, $4, $5 from account_access where login_id = $2 and account_id = $3 and ended_at is null`,
    [link.tokenHash, link.loginId, link.accountId, link.now, link.expiresAt],
  );
}

/** Takes a link once; the access it objects to, or undefined where it was taken, is too old or never was. */
export async function takeObjectionLink(
  tx: Database,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<number | undefined> {
  const [row] = await tx.query<{ access_id: number }>(
    `update access_objection_link set used_at = $2
     where token_hash = $1 and used_at is null and expires_at > $2 returning access_id`,
    [tokenHash, now],
  );
  return row?.access_id;
}

/** Whether a link can still be taken. */
export async function isObjectionLinkGood(db: Database, tokenHash: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await db.query(
    'select from access_objection_link where token_hash = $1 and used_at is null and expires_at > $2',
    [tokenHash, now],
  );
  return rows.length === 1;
}

/** Somebody who reaches an account, or did until an objection closed that. */
export interface PersonOnAccount {
  readonly accessId: number;
  readonly accountId: number;
  readonly loginId: string;
  /** Absent for people without one. */
  readonly email?: string;
  readonly language: Language;
  readonly role: AccessRole;
  readonly provenBy: Proof;
  readonly since: Temporal.Instant;
  /** The objection that waits for the staff. */
  readonly objectionId?: number;
  /** An objection to it, or to the access of the person who let them in, is open. */
  readonly isClosed: boolean;
}

export const peopleOnAccount = (db: Database, accountId: number): Promise<readonly PersonOnAccount[]> =>
  selectPeople(db, 'x.account_id = $1 and x.ended_at is null', accountId);

/** The person of an access, ended or not. */
export const personOfAccess = async (db: Database, accessId: number): Promise<PersonOnAccount | undefined> =>
  (await selectPeople(db, 'x.id = $1', accessId))[0];

async function selectPeople(db: Database, condition: string, parameter: number): Promise<readonly PersonOnAccount[]> {
  const rows = await db.query<{
    id: number;
    account_id: number;
    login_id: string;
    email: string | null;
    language: Language;
    role: AccessRole;
    proven_by: Proof;
    granted_at: Temporal.Instant;
    objection_id: number | null;
    closed: boolean;
  }>(
    `select x.id, x.account_id, x.login_id, l.email, l.language, x.role, x.proven_by, x.granted_at, o.id as objection_id,
       exists (select from access_closed c where c.account_id = x.account_id and c.login_id = x.login_id) as closed
     from account_access x join login l on l.id = x.login_id
     left join access_objection o on o.access_id = x.id and o.decided_at is null
     where ${condition} order by x.role desc, x.granted_at, x.id`,
    [parameter],
  );
  return rows.map((row) => ({
    accessId: row.id,
    accountId: row.account_id,
    loginId: row.login_id,
    ...present({ email: row.email }),
    language: row.language,
    role: row.role,
    provenBy: row.proven_by,
    since: row.granted_at,
    ...present({ objectionId: row.objection_id }),
    isClosed: row.closed,
  }));
}

/** Closes an access that has not ended, until staff decide; undefined where it has, or is closed already. */
export async function insertObjection(
  tx: Database,
  objection: {
    readonly accessId: number;
    readonly channel: 'mail' | 'phone';
    readonly now: Temporal.Instant;
    readonly staffId?: string;
    readonly reason?: string;
  },
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `insert into access_objection (access_id, channel, opened_at, opened_by, reason)
     select id, $2, $3, $4, $5 from account_access where id = $1 and ended_at is null
     on conflict do nothing returning id`,
    [objection.accessId, objection.channel, objection.now, objection.staffId ?? null, objection.reason ?? null],
  );
  return row?.id;
}

export type ObjectionOutcome = 'restored' | 'removed';

/** An objection with what staff need to decide it. */
export interface ObjectionCase {
  readonly id: number;
  readonly accessId: number;
  readonly accountId: number;
  readonly account: string;
  readonly customerName: string;
  /** Absent for people without one. */
  readonly email?: string;
  readonly role: AccessRole;
  readonly provenBy: Proof;
  readonly since: Temporal.Instant;
  readonly channel: 'mail' | 'phone';
  readonly openedAt: Temporal.Instant;
  readonly openedBy?: string;
  readonly reason?: string;
  readonly outcome?: ObjectionOutcome;
  readonly decidedAt?: Temporal.Instant;
  readonly decidedBy?: string;
  readonly decidedReason?: string;
  /** What their login set on the account and is not acted on while this is open. */
  readonly hasAutopay: boolean;
  /** A draft of it that is scheduled and waits; or a bill that it would pay, of which none is planned meanwhile. */
  readonly draft?: { readonly bill: string; readonly draftOn?: Temporal.PlainDate; readonly dueOn: Temporal.PlainDate };
  readonly hasEbill: boolean;
}

/** Cases by whether they wait: those that do with the longest wait first, of the others the newest. */
export const selectObjections = (
  db: Database,
  { waiting, ...asked }: ListAsked & { readonly waiting: boolean },
): Promise<ListPart<ObjectionCase>> =>
  listPart(
    db,
    {
      select: cases(waiting ? 'o.decided_at is null' : 'o.decided_at is not null'),
      parameters: [],
      order: [{ by: waiting ? 'l.opened_at' : 'l.decided_at', type: 'timestamptz', isDown: !waiting }],
      id: { by: 'l.id', type: 'bigint', isDown: !waiting },
      sorts: {
        case: { by: 'l.id', type: 'bigint' },
        account: { by: 'l.account', type: 'text' },
        email: { by: 'l.email', type: 'text', isNullable: true },
        channel: { by: 'l.channel', type: 'text' },
        opened: { by: 'l.opened_at', type: 'timestamptz' },
        draft: { by: 'l.draft_due_on', type: 'date', isNullable: true },
        state: { by: 'l.outcome', type: 'text', isNullable: true },
      },
      toRow: toCase,
    },
    asked,
  );

export const objectionById = async (db: Database, id: number): Promise<ObjectionCase | undefined> =>
  (await select(db, 'o.id = $1', [id]))[0];

export const openObjectionsOf = (db: Database, accountId: number): Promise<readonly ObjectionCase[]> =>
  select(db, 'x.account_id = $1 and o.decided_at is null order by o.id', [accountId]);

interface CaseRow {
  id: number;
  access_id: number;
  account_id: number;
  account: string;
  name: string;
  email: string | null;
  role: AccessRole;
  proven_by: Proof;
  granted_at: Temporal.Instant;
  channel: 'mail' | 'phone';
  opened_at: Temporal.Instant;
  opened_by: string | null;
  reason: string | null;
  outcome: ObjectionOutcome | null;
  decided_at: Temporal.Instant | null;
  decided_by: string | null;
  decided_reason: string | null;
  has_autopay: boolean;
  draft_bill: string | null;
  draft_on: Temporal.PlainDate | null;
  draft_due_on: Temporal.PlainDate;
  has_ebill: boolean;
}

const cases = (condition: string): string =>
  `select o.id, o.access_id, x.account_id, a.number as account, c.name, l.email, x.role, x.proven_by,
     x.granted_at, o.channel, o.opened_at, opener.name as opened_by, o.reason, o.outcome, o.decided_at,
     decider.name as decided_by, o.decided_reason,
     held.bill as draft_bill, held.draft_on, held.due_on as draft_due_on,
     exists (select from autopay y where y.account_id = x.account_id and y.login_id = x.login_id and y.ended_at is null)
       as has_autopay,
     exists (select from ebill y where y.account_id = x.account_id and y.login_id = x.login_id and y.ended_at is null)
       as has_ebill
   from access_objection o
   join account_access x on x.id = o.access_id
   join login l on l.id = x.login_id
   join account a on a.id = x.account_id
   join customer c on c.id = a.customer_id
   left join lateral (
     select * from (
       select b.number as bill, d.draft_on, b.due_on from autopay_draft d
       join autopay y on y.id = d.autopay_id and y.account_id = x.account_id and y.login_id = x.login_id
       join bill b on b.id = d.bill_id
       where d.state = 'scheduled'
       union all
       select b.number, null, b.due_on
       from autopay y
       cross join ${standingOf('y.account_id')}
       join bill b on b.id = standing.bill_id and b.due_on >= y.first_due_on
       where y.account_id = x.account_id and y.login_id = x.login_id and y.ended_at is null and y.paused_at is null
         and least(standing.balance, standing.bill_amount_due) > 0 and standing.balance <= coalesce(y.cap_cents, standing.balance)
         and not exists (select from autopay_draft d
           where d.bill_id = b.id and (d.autopay_id = y.id or d.state in ('submitted', 'succeeded')))
     ) waits
     where o.decided_at is null order by due_on, draft_on limit 1
   ) held on true
   left join staff_member opener on opener.id = o.opened_by
   left join staff_member decider on decider.id = o.decided_by
   where ${condition}`;

const toCase = (row: CaseRow): ObjectionCase => ({
  id: row.id,
  accessId: row.access_id,
  accountId: row.account_id,
  account: row.account,
  customerName: row.name,
  ...present({ email: row.email }),
  role: row.role,
  provenBy: row.proven_by,
  since: row.granted_at,
  channel: row.channel,
  openedAt: row.opened_at,
  hasAutopay: row.has_autopay,
  ...(row.draft_bill === null
    ? {}
    : { draft: { bill: row.draft_bill, dueOn: row.draft_due_on, ...present({ draftOn: row.draft_on }) } }),
  hasEbill: row.has_ebill,
  ...present({
    openedBy: row.opened_by,
    reason: row.reason,
    outcome: row.outcome,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decidedReason: row.decided_reason,
  }),
});

const select = async (db: Database, condition: string, parameters: readonly unknown[]) =>
  (await db.query<CaseRow>(cases(condition), parameters)).map(toCase);

/** Keeps what was decided; false where it was decided before. */
export async function decideObjectionOf(
  tx: Database,
  id: number,
  decided: {
    readonly outcome: ObjectionOutcome;
    readonly now: Temporal.Instant;
    /** Nobody of the staff where the code mailed on paper decided it. */
    readonly by?: { readonly staffId: string; readonly reason: string };
  },
): Promise<boolean> {
  const rows = await tx.query(
    `update access_objection set outcome = $2, decided_at = $3, decided_by = $4, decided_reason = $5
     where id = $1 and decided_at is null returning id`,
    [id, decided.outcome, decided.now, decided.by?.staffId ?? null, decided.by?.reason ?? null],
  );
  return rows.length === 1;
}

/** The logins whose access to an account is closed by an objection now. */
export async function closedLogins(db: Database, accountId: number): Promise<readonly string[]> {
  const rows = await db.query<{ login_id: string }>('select login_id from access_closed where account_id = $1', [
    accountId,
  ]);
  return rows.map((row) => row.login_id);
}

/** Ends the access of these logins to an account for good. */
export async function endAccessOf(
  tx: Database,
  access: { readonly accountId: number; readonly loginIds: readonly string[]; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    `update account_access set ended_at = $3, ended_why = 'objection'
     where account_id = $1 and ended_at is null and login_id in (select unnest($2::text[]))`,
    [access.accountId, access.loginIds, access.now],
  );
}
