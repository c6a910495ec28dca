import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

export const timelineKinds = ['bill', 'payment', 'notice', 'contact', 'leak', 'note', 'event'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One thing that happened to an account; that somebody only looked is in the log of access. */
export interface TimelineEntry {
  readonly kind: TimelineKind;
  readonly at: Temporal.Instant;
  /** The number or id of what it is about. */
  readonly ref: string;
  /** A bill's or payment's state, a notice's or contact's channel, a leak's kind, an event's action. */
  readonly what: string;
  /** What was written: a subject, a note; the answer about a credit and its reference in a billing system. */
  readonly text: string;
  readonly amount?: Cents;
  /** The member of staff, where one did it; else who: `customer`, `guest`, `system`. */
  readonly by?: string;
}

/** Answers about money given back: what was answered, its sum, and where a billing system has it are on the account's timeline. */
const decided = `'leak-credit.decided', 'rebate.decided'`;

const branch: Readonly<Record<TimelineKind, string>> = {
  bill: `select (b.issued_on::timestamp at time zone $4) as at, b.number as ref, b.state as what, b.due_on::text as text,
      b.amount_due_cents as amount, null::text as by
    from bill b where b.account_id = $1 and b.state <> 'draft' and b.issued_on <= ($2::timestamptz at time zone $4)::date
      and (b.issued_on::timestamp at time zone $4) < $2 order by b.period_end desc`,
  payment: `select coalesce(y.settled_at, y.started_at) as at, y.reference as ref, y.state as what, y.channel as text,
      y.amount_cents as amount, s.name as by
    from payment y left join staff_member s on s.id = y.staff_id
    where y.account_id = $1 and coalesce(y.settled_at, y.started_at) < $2 order by coalesce(y.settled_at, y.started_at) desc`,
  notice: `select n.created_at as at, n.id::text as ref, n.state as what,
      n.channel || ' ' || case when n.private or n.subject = '' then n.event else n.subject end as text,
      null::bigint as amount, null::text as by
    from notice n where n.account_id = $1 and n.created_at < $2 order by n.created_at desc`,
  contact: `select o.at, o.id::text as ref, o.channel as what, coalesce(o.note, '') as text, null::bigint as amount, s.name as by
    from outreach o left join staff_member s on s.id = o.staff_id where o.account_id = $1 and o.at < $2
    union all
    select o.at, o.alert_id::text, o.channel, o.note, null, s.name
    from alert l join alert_outreach o on o.alert_id = l.id join staff_member s on s.id = o.staff_id
    where l.account_id = $1 and o.at < $2 order by 1 desc`,
  leak: `select l.began_at as at, l.id::text as ref, l.kind as what, '' as text, null::bigint as amount, null::text as by
    from alert l where l.account_id = $1 and l.absorbed_into is null and l.began_at < $2 order by l.began_at desc`,
  note: `select n.at, n.id::text as ref, '' as what, n.body as text, null::bigint as amount, s.name as by
    from account_note n join staff_member s on s.id = n.staff_id where n.account_id = $1 and n.at < $2 order by n.at desc`,
  event: `select e.at, e.id::text as ref, e.action as what,
      case when e.action in (${decided})
        then concat_ws(' ', coalesce(e.detail ->> 'outcome', e.detail ->> 'step'), e.detail ->> 'reference') else '' end as text,
      case when e.action in (${decided}) then nullif((e.detail ->> 'amount')::bigint, 0) end as amount,
      coalesce(s.name, '@' || e.actor_kind) as by
    from audit_event e left join staff_member s on e.actor_kind = 'staff' and s.id = e.actor_id
    where e.account_id = $1 and e.at < $2 and e.action !~ '[.](viewed|opened|seen)$' order by e.at desc`,
};

/**
 * Everything that happened to an account before a moment, the newest first, in one statement: of each kind no more than the
 * page can show, by the index of its account.
 */
export async function accountTimeline(
  db: Database,
  accountId: number,
  of: {
    readonly kinds: readonly TimelineKind[];
    readonly before: Temporal.Instant;
    readonly limit: number;
    readonly zone: string;
  },
): Promise<readonly TimelineEntry[]> {
  if (of.kinds.length === 0) return [];
  const rows = await db.query<{
    kind: TimelineKind;
    at: Temporal.Instant;
    ref: string;
    what: string;
    text: string;
    amount: number | null;
    by: string | null;
  }>(
    `select * from (${of.kinds
      .map((kind) => `select '${kind}' as kind, x.* from (${branch[kind]} limit $3) x`)
      .join(' union all ')}) happened where $4::text is not null order by at desc, kind, ref desc limit $3`,
    [accountId, of.before, of.limit, of.zone],
  );
  return rows.map(({ kind, at, ref, what, text, amount, by }) => ({
    ...{ kind, at, ref, what, text },
    ...(amount === null ? {} : { amount: cents(amount) }),
    ...present({ by }),
  }));
}
