import type { Language } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';

/** A mail as the demo's SMTP server received it, a letter as it would be printed, a text or a call as it would come. */
export interface DemoItem {
  readonly kind: 'mail' | 'letter' | 'text' | 'call';
  readonly id: number;
  readonly at: Temporal.Instant;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
}

export async function keepDemoMail(
  db: Database,
  mail: {
    readonly recipient: string;
    readonly subject: string;
    readonly text: string;
    readonly html: string | undefined;
    readonly messageId?: string | undefined;
  },
  now: Temporal.Instant,
): Promise<void> {
  await db.query(
    `insert into demo.mail (received_at, recipient, subject, body_text, body_html, message_id)
     values ($1, $2, $3, $4, $5, $6) on conflict (message_id, recipient) do nothing`,
    [now, mail.recipient, mail.subject, mail.text, mail.html ?? null, mail.messageId ?? null],
  );
}

/** Keeps a text or what a call would read aloud; gives the id that a carrier would. */
export async function keepDemoText(
  db: Database,
  text: {
    readonly kind: 'text' | 'call';
    readonly recipient: string;
    readonly language: Language;
    readonly body: string;
  },
  now: Temporal.Instant,
): Promise<string> {
  const [row] = await db.query<{ id: number }>(
    'insert into demo.text (kind, at, recipient, language, body) values ($1, $2, $3, $4, $5) returning id',
    [text.kind, now, text.recipient, text.language, text.body],
  );
  return `demo-${row?.id}`;
}

const items = `
  select 'mail' as kind, id, received_at as at, recipient, subject, body_text as text from demo.mail
  union all
  select 'letter', id, created_at, recipient, subject, body_text from notice where channel = 'letter'
  union all
  select kind, id, at, recipient, body, body from demo.text`;

/** Mails and letters together, newest first; `search` matches the recipient. */
export async function demoItems(
  db: Database,
  page: { readonly search: string; readonly offset: number; readonly limit: number },
): Promise<readonly DemoItem[]> {
  return db.query<DemoItem>(
    `select * from (${items}) as everything where recipient ilike '%' || $1 || '%' order by at desc, id desc offset $2 limit $3`,
    [page.search.replaceAll(/[\\%_]/g, '\\$&'), page.offset, page.limit],
  );
}

export async function demoItem(db: Database, kind: DemoItem['kind'], id: number): Promise<DemoItem | undefined> {
  const [item] = await db.query<DemoItem>(`select * from (${items}) as everything where kind = $1 and id = $2`, [
    kind,
    id,
  ]);
  return item;
}
