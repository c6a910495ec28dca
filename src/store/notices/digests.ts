import type { Language } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** Whether a person wants one message a week for all their accounts. */
export async function hasDigest(db: Database, loginId: string): Promise<boolean> {
  return (await db.query('select from digest where login_id = $1', [loginId])).length === 1;
}

/** Begins the weekly message; the first one comes with the next week. */
export async function startDigest(
  tx: Database,
  begun: { readonly loginId: string; readonly today: Temporal.PlainDate; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    'insert into digest (login_id, chosen_at, last_sent_on) values ($1, $2, $3) on conflict (login_id) do nothing',
    [begun.loginId, begun.now, begun.today],
  );
}

/** Ends it; gives what was held back for it and never sent. */
export async function stopDigest(tx: Database, loginId: string): Promise<void> {
  await tx.query('delete from digest_item where login_id = $1', [loginId]);
  await tx.query('delete from digest where login_id = $1', [loginId]);
}

/** Keeps the subject of a notice for the weekly message; the same key twice is one. */
export async function holdForDigest(
  tx: Database,
  held: {
    readonly loginId: string;
    readonly accountId: number;
    readonly subject: string;
    readonly key: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into digest_item (login_id, account_id, subject, key, held_at) values ($1, $2, $3, $4, $5)
     on conflict (key) do nothing`,
    [held.loginId, held.accountId, held.subject, held.key, held.now],
  );
}

export interface DueDigest {
  readonly loginId: string;
  readonly email: string;
  readonly language: Language;
}

/** Whose weekly message of the week that begins on `monday` was not sent. */
export async function dueDigests(db: Database, monday: Temporal.PlainDate): Promise<readonly DueDigest[]> {
  const rows = await db.query<{ id: string; email: string; language: Language }>(
    `select l.id, l.email, l.language from digest d join login l on l.id = d.login_id
     where d.last_sent_on < $1 and l.email is not null order by l.id`,
    [monday],
  );
  return rows.map(({ id, ...rest }) => ({ loginId: id, ...rest }));
}

/** Takes the message of a week to send; undefined where another worker was quicker. Else what was held back for it. */
export async function takeDigest(
  tx: Database,
  {
    loginId,
    monday,
    today,
  }: {
    readonly loginId: string;
    readonly monday: Temporal.PlainDate;
    readonly today: Temporal.PlainDate;
  },
): Promise<readonly { readonly accountId: number; readonly subject: string }[] | undefined> {
  const taken = await tx.query(
    'update digest set last_sent_on = $3 where login_id = $1 and last_sent_on < $2 returning login_id',
    [loginId, monday, today],
  );
  if (taken.length === 0) return undefined;
  const rows = await tx.query<{ id: number; account_id: number; subject: string }>(
    'delete from digest_item where login_id = $1 returning id, account_id, subject',
    [loginId],
  );
  return rows.toSorted((a, b) => a.id - b.id).map(({ account_id: accountId, subject }) => ({ accountId, subject }));
}
