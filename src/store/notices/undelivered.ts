import { type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';
import { marksFrom } from '../marks.ts';

/** A notice that did not arrive, and what somebody did about it. */
export interface UndeliveredNotice {
  readonly id: number;
  readonly event: string;
  /** Empty where the notice is private, such as one that carries a code. */
  readonly subject: string;
  readonly channel: string;
  readonly recipient: string;
  readonly failure?: string;
  readonly at: Temporal.Instant;
  readonly account?: string;
  readonly accountId?: number;
  readonly customerName?: string;
  readonly answer?: { readonly reason: string; readonly staffName: string; readonly at: Temporal.Instant };
}

interface Row {
  readonly id: number;
  readonly event: string;
  readonly subject: string;
  readonly channel: string;
  readonly recipient: string;
  readonly failure: string | null;
  readonly at: Temporal.Instant;
  readonly account: string | null;
  readonly account_id: number | null;
  readonly customer_name: string | null;
  readonly reason: string | null;
  readonly staff_name: string | null;
  readonly answered_at: Temporal.Instant | null;
}

const toUndelivered = (row: Row): UndeliveredNotice => ({
  id: row.id,
  event: row.event,
  subject: row.subject,
  channel: row.channel,
  recipient: row.recipient,
  at: row.at,
  ...present({
    failure: row.failure,
    account: row.account,
    accountId: row.account_id,
    customerName: row.customer_name,
  }),
  ...(row.reason === null || row.staff_name === null || row.answered_at === null
    ? {}
    : { answer: { reason: row.reason, staffName: row.staff_name, at: row.answered_at } }),
});

/** Those that wait for somebody, or those that were answered; the newest first. Goes by notice_undelivered. */
export const undeliveredNotices = (
  db: Database,
  {
    isAnswered,
    id,
    channel,
    ...asked
  }: ListAsked & { readonly isAnswered: boolean; readonly id?: number; readonly channel?: string },
): Promise<ListPart<UndeliveredNotice>> => {
  const { values, mark } = marksFrom([isAnswered]);
  return listPart<Row, UndeliveredNotice>(
    db,
    {
      select: `select n.id, n.event, case when n.private then '' else n.subject end as subject, n.channel, n.recipient,
          n.failure, n.created_at as at, a.number as account, a.id as account_id, c.name as customer_name,
          x.reason, s.name as staff_name, x.at as answered_at
        from notice n
        left join notice_answer x on x.notice_id = n.id
        left join staff_member s on s.id = x.staff_id
        left join account a on a.id = n.account_id
        left join customer c on c.id = a.customer_id
        where n.state = 'failed' and (x.notice_id is not null) = $1 ${id === undefined ? '' : `and n.id = ${mark(id)}`}
          ${channel === undefined ? '' : `and n.channel = ${mark(channel)}`}`,
      parameters: values,
      order: [{ by: 'l.at', type: 'timestamptz', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        account: { by: 'l.account', type: 'text', isNullable: true },
        subject: { by: 'l.subject', type: 'text' },
        channel: { by: 'l.channel', type: 'text' },
        failure: { by: 'l.failure', type: 'text', isNullable: true },
        at: { by: 'l.at', type: 'timestamptz' },
        answer: { by: 'l.reason', type: 'text', isNullable: true },
      },
      toRow: toUndelivered,
    },
    asked,
  );
};

/** Keeps what was done about failed notices; of those that were answered before, or did not fail, nothing. Answers which it kept. */
export async function answerNotices(
  tx: Database,
  answer: {
    readonly ids: readonly number[];
    readonly staffId: string;
    readonly reason: string;
    readonly now: Temporal.Instant;
  },
): Promise<readonly { readonly id: number; readonly accountId?: number }[]> {
  const rows = await tx.query<{ id: number; account_id: number | null }>(
    `with kept as (
       insert into notice_answer (notice_id, staff_id, reason, at)
       select id, $2, $3, $4 from notice where id = any($1::bigint[]) and state = 'failed'
       on conflict (notice_id) do nothing returning notice_id
     )
     select n.id, n.account_id from kept join notice n on n.id = kept.notice_id order by n.id`,
    [answer.ids, answer.staffId, answer.reason, answer.now],
  );
  return rows.map((row) => ({ id: row.id, ...present({ accountId: row.account_id }) }));
}
