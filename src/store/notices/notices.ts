import type { QuietHours } from '../../domain/alerts/index.ts';
import { type Language, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

export type NoticeChannel = 'email' | 'letter' | 'sms' | 'voice';

export interface NewNotice {
  readonly accountId: number | undefined;
  readonly loginId: string | undefined;
  readonly event: string;
  readonly channel: NoticeChannel;
  readonly language: Language;
  /** An email address, a telephone number, or the lines of a mailing address. */
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly private: boolean;
  readonly idempotencyKey: string;
  /** Of a text or a call: the hours in which it waits. */
  readonly rest?: readonly QuietHours[];
}

/** Keeps a notice to be sent; undefined where the same key kept it before. */
export async function insertNotice(
  tx: Database,
  notice: NewNotice,
  now: Temporal.Instant,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `insert into notice (account_id, login_id, event, channel, language, recipient, subject, body_text, body_html,
       private, idempotency_key, state, created_at, rest)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', $12, $13)
     on conflict (idempotency_key) do nothing returning id`,
    [
      notice.accountId ?? null,
      notice.loginId ?? null,
      notice.event,
      notice.channel,
      notice.language,
      notice.recipient,
      notice.subject,
      notice.text,
      notice.html,
      notice.private,
      notice.idempotencyKey,
      now,
      notice.rest === undefined ? null : JSON.stringify(notice.rest),
    ],
  );
  return row?.id;
}

export interface StoredNotice {
  readonly id: number;
  readonly accountId?: number;
  readonly loginId?: string;
  readonly event: string;
  readonly channel: NoticeChannel;
  readonly language: Language;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly state: 'queued' | 'sent' | 'failed';
  readonly private: boolean;
  readonly createdAt: Temporal.Instant;
  readonly idempotencyKey: string;
}

interface NoticeRow {
  readonly id: number;
  readonly account_id: number | null;
  readonly login_id: string | null;
  readonly event: string;
  readonly channel: NoticeChannel;
  readonly language: Language;
  readonly recipient: string;
  readonly subject: string;
  readonly body_text: string;
  readonly body_html: string | null;
  readonly state: 'queued' | 'sent' | 'failed';
  readonly private: boolean;
  readonly created_at: Temporal.Instant;
  readonly idempotency_key: string;
}

const columns = `id, account_id, login_id, event, channel, language, recipient, subject, body_text, body_html, state, private,
  created_at, idempotency_key`;

const toNotice = (row: NoticeRow): StoredNotice => ({
  id: row.id,
  ...present({ accountId: row.account_id, loginId: row.login_id }),
  event: row.event,
  channel: row.channel,
  language: row.language,
  recipient: row.recipient,
  subject: row.subject,
  text: row.body_text,
  html: row.body_html ?? '',
  state: row.state,
  private: row.private,
  createdAt: row.created_at,
  idempotencyKey: row.idempotency_key,
});

/** A notice that is still to be sent, for this transaction alone; undefined where it was sent or is being sent. */
export async function lockQueuedNotice(tx: Database, id: number): Promise<StoredNotice | undefined> {
  const [row] = await tx.query<NoticeRow>(
    `select ${columns} from notice where id = $1 and state = 'queued' for update skip locked`,
    [id],
  );
  return row === undefined ? undefined : toNotice(row);
}

/** A mail, sent or not, for this transaction alone; waits for a worker that is sending it. */
export async function lockMail(tx: Database, id: number): Promise<StoredNotice | undefined> {
  const [row] = await tx.query<NoticeRow>(
    `select ${columns} from notice where id = $1 and channel = 'email' for update`,
    [id],
  );
  return row === undefined ? undefined : toNotice(row);
}

/** Letters written before `before` and not printed yet, for this transaction alone, the oldest first. */
export async function lettersToPrint(tx: Database, before: Temporal.Instant): Promise<readonly StoredNotice[]> {
  const rows = await tx.query<NoticeRow>(
    `select ${columns} from notice where channel = 'letter' and state = 'queued' and created_at < $1
     order by id for update`,
    [before],
  );
  return rows.map(toNotice);
}

export async function markNoticesSent(tx: Database, ids: readonly number[], now: Temporal.Instant): Promise<void> {
  await tx.query(`update notice set state = 'sent', sent_at = $2 where id = any($1::bigint[])`, [ids, now]);
}

export async function markNoticeSent(tx: Database, id: number, now: Temporal.Instant): Promise<void> {
  await tx.query(`update notice set state = 'sent', sent_at = $2 where id = $1`, [id, now]);
}

/** Keeps that a carrier is about to be handed it; gives when it first was, where this is not the first time. */
export async function markNoticeTried(
  db: Database,
  id: number,
  now: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const [row] = await db.query<{ before: Temporal.Instant | null }>(
    `update notice n set tried_at = coalesce(n.tried_at, $2)
     from (select id, tried_at as before from notice where id = $1 for update) old
     where n.id = old.id returning old.before`,
    [id, now],
  );
  return row?.before ?? undefined;
}

/** Keeps that a mail is about to be handed over, unless it went or another worker has it in hand. */
export async function markMailTried(db: Database, id: number, now: Temporal.Instant): Promise<void> {
  await db.query(
    `update notice set tried_at = coalesce(tried_at, $2)
     where id = (select id from notice where id = $1 and state = 'queued' for update skip locked)`,
    [id, now],
  );
}

export async function markNoticeCarried(
  tx: Database,
  id: number,
  { carrierId, now }: { readonly carrierId: string; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(`update notice set state = 'sent', sent_at = $2, carrier_id = $3 where id = $1`, [id, now, carrierId]);
}

/** It will not go: the carrier's code, or why we did not ask. */
export async function markNoticeFailed(tx: Database, id: number, failure: string): Promise<void> {
  await tx.query(`update notice set state = 'failed', failure = $2 where id = $1`, [id, failure]);
}

/** Takes the words out of private notices sent before `before`: their codes and links have run out. */
export async function forgetPrivateWords(db: Database, before: Temporal.Instant): Promise<void> {
  await db.query(
    `update notice set body_text = '', body_html = null
     where private and state <> 'queued' and body_text <> '' and created_at < $1`,
    [before],
  );
}

/** What the customer was told on this account, newest first; private ones are not shown again. */
export async function noticesOfAccount(
  db: Database,
  accountId: number,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly StoredNotice[]> {
  const rows = await db.query<NoticeRow>(
    `select ${columns} from notice where account_id = $1 and not private
     order by created_at desc, id desc offset $2 limit $3`,
    [accountId, page.offset, page.limit],
  );
  return rows.map(toNotice);
}

export async function noticeOfAccount(db: Database, accountId: number, id: number): Promise<StoredNotice | undefined> {
  const [row] = await db.query<NoticeRow>(
    `select ${columns} from notice where id = $2 and account_id = $1 and not private`,
    [accountId, id],
  );
  return row === undefined ? undefined : toNotice(row);
}

/** Where letters and bills of an account go on paper: its customer's name and mailing address, and their language. */
export async function mailingOf(
  db: Database,
  accountId: number,
): Promise<{ readonly account: string; readonly lines: readonly string[]; readonly language: Language } | undefined> {
  const [row] = await db.query<{ account: string; lines: string[]; language: Language }>(
    `select a.number as account, c.name || mailing_address(c) as lines, c.language
     from account a join customer c on c.id = a.customer_id where a.id = $1`,
    [accountId],
  );
  return row;
}

/** Where the bills of the oldest account that a login owns go. */
export async function mailingOfLogin(db: Database, loginId: string): ReturnType<typeof mailingOf> {
  const [row] = await db.query<{ account_id: number }>(
    `select account_id from account_access where login_id = $1 and role = 'owner' and ended_at is null
     order by granted_at, id limit 1`,
    [loginId],
  );
  return row && mailingOf(db, row.account_id);
}

export interface EbillToTell {
  readonly accountId: number;
  readonly loginId: string;
  readonly account: string;
  readonly email: string;
  readonly language: Language;
  readonly billNumber: string;
  readonly amountCents: number;
  readonly dueOn: Temporal.PlainDate;
  /** What became of its automatic payment in the old portal, and until when to set the new one for this bill. */
  readonly lapsed?: string;
  readonly registerBy?: string;
}

/** The bills of a run that go by email, with the verified address of each. */
export const ebillsOfRun = (db: Database, runId: number): Promise<readonly EbillToTell[]> =>
  ebills(db, 'b.bill_run_id = $1', runId);

/**
 * The same of the bills that came with a package of the billing system: of each account the newest, where it is new and not
 * one of the years before that a first package brings.
 */
export const ebillsOfPackage = (db: Database, exchangeRunId: number): Promise<readonly EbillToTell[]> =>
  ebills(
    db,
    `b.exchange_run_id = $1 and b.origin = 'cis'
     and b.issued_on > (select as_of - ${newsDays} from exchange_run where id = $1)
     and not exists (select from exchange_bill_before o where o.bill_id = b.id)
     and not exists (
       select from bill l where l.account_id = b.account_id and l.state = 'posted' and l.period_end > b.period_end)`,
    exchangeRunId,
  );

/** A bill that is older when it first comes is no news. */
const newsDays = 10;

async function ebills(db: Database, which: string, runId: number): Promise<readonly EbillToTell[]> {
  const rows = await db.query<{
    account_id: number;
    login_id: string;
    account: string;
    email: string;
    language: Language;
    number: string;
    amount_due_cents: number;
    due_on: Temporal.PlainDate;
    lapsed: string | null;
    register_by: string | null;
  }>(
    `select b.account_id, e.login_id, a.number as account, e.email, e.language, b.number,
       b.amount_due_cents, b.due_on, b.move_note->>'autopay' as lapsed, b.move_note->>'registerBy' as register_by
     from bill b
     join standing_ebill e on e.account_id = b.account_id and e.verified_at is not null
     join account a on a.id = b.account_id
     where ${which} and b.state = 'posted' and b.delivery = 'ebill'
     order by b.id`,
    [runId],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    loginId: row.login_id,
    account: row.account,
    email: row.email,
    language: row.language,
    billNumber: row.number,
    amountCents: row.amount_due_cents,
    dueOn: row.due_on,
    ...present({ lapsed: row.lapsed?.replaceAll('-', '_'), registerBy: row.register_by }),
  }));
}
