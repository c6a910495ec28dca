import { present } from '../../domain/kernel/index.ts';
import type { BounceKind } from '../../domain/notices/index.ts';
import type { Database } from '../database.ts';

/** Why nobody could place a mail that came back. */
export type WhyUnknown = 'no-status' | 'no-notice' | 'other-receiver';

export interface NewReturnedMail {
  readonly digest: string;
  readonly sender: string;
  readonly subject: string;
  /** Of the notice that it was; absent, nobody could place it. */
  readonly placed?: { readonly noticeId: number; readonly kind: BounceKind };
  readonly unplaced?: { readonly why: WhyUnknown; readonly message: string };
  readonly status?: string;
  readonly diagnostic?: string;
}

/** Keeps a mail that came back; undefined where the same one came before. */
export async function insertReturnedMail(
  tx: Database,
  mail: NewReturnedMail,
  now: Temporal.Instant,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `insert into returned_mail (digest, notice_id, kind, why_unknown, status, diagnostic, sender, subject, message, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (digest) do nothing returning id`,
    [
      mail.digest,
      mail.placed?.noticeId ?? null,
      mail.placed?.kind ?? 'unknown',
      mail.unplaced?.why ?? null,
      mail.status ?? null,
      mail.diagnostic ?? null,
      mail.sender,
      mail.subject,
      mail.unplaced?.message ?? null,
      now,
    ],
  );
  return row?.id;
}

/**
 * How many of the newest mails about bills of an account, to one address, were refused or came back one after the other: those
 * before the newest that stayed away count for nothing.
 */
export async function undeliveredBillsInARow(
  tx: Database,
  { accountId, recipient }: { readonly accountId: number; readonly recipient: string },
): Promise<number> {
  const rows = await tx.query<{ returned: boolean }>(
    `select n.state = 'failed' and n.failure like 'refused: %'
       or exists (select from returned_mail r where r.notice_id = n.id and r.kind in ('hard', 'soft')) as returned
     from notice n
     where n.account_id = $1 and n.channel = 'email' and n.event = 'bill.ready' and n.recipient = $2 and n.state <> 'queued'
     order by n.created_at desc, n.id desc limit 10`,
    [accountId, recipient],
  );
  const stayed = rows.findIndex(({ returned }) => !returned);
  return stayed < 0 ? rows.length : stayed;
}

/** A mail that came back and that nobody could place. */
export interface UnplacedMail {
  readonly id: number;
  readonly sender: string;
  readonly subject: string;
  readonly why: WhyUnknown;
  readonly status?: string;
  readonly diagnostic?: string;
  readonly at: Temporal.Instant;
}

/** The newest first. */
export async function unplacedMails(db: Database, limit: number): Promise<readonly UnplacedMail[]> {
  const rows = await db.query<
    Omit<UnplacedMail, 'status' | 'diagnostic'> & Record<'status' | 'diagnostic', string | null>
  >(
    `select id, sender, subject, why_unknown as why, status, diagnostic, at from returned_mail
     where kind = 'unknown' order by at desc, id desc limit $1`,
    [limit],
  );
  return rows.map(({ status, diagnostic, ...row }) => ({ ...row, ...present({ status, diagnostic }) }));
}

/** The message of one that nobody could place, as it came. */
export async function unplacedMessage(db: Database, id: number): Promise<string | undefined> {
  const [row] = await db.query<{ message: string | null }>(
    `select message from returned_mail where id = $1 and kind = 'unknown'`,
    [id],
  );
  return row?.message ?? undefined;
}

/** How many mails came back by what it meant, since `since`. */
export async function returnedMailCounts(
  db: Database,
  since: Temporal.Instant,
): Promise<Readonly<Partial<Record<BounceKind | 'unknown', number>>>> {
  const rows = await db.query<{ kind: BounceKind | 'unknown'; count: number }>(
    'select kind, count(*)::int as count from returned_mail where at >= $1 group by kind',
    [since],
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

/** Drops those that nobody could place and that came before `before`. */
export async function forgetUnplacedMail(db: Database, before: Temporal.Instant): Promise<void> {
  await db.query(`delete from returned_mail where kind = 'unknown' and at < $1`, [before]);
}
