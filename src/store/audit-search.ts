import { type ListAsked, type ListPart, present } from '../domain/kernel/index.ts';
import type { Database } from './database.ts';
import { listPart } from './list-part.ts';
import { marksFrom } from './marks.ts';

/** What the audit is asked for; each that is given narrows it. */
export interface AuditAsked {
  /** A name, email or id of staff, an email or id of a login, or `guest` or `system`. */
  readonly who?: string;
  /** An action, or the first word of several: `bill-run`. */
  readonly what?: string;
  /** An account's number. */
  readonly account?: string;
  readonly from?: Temporal.Instant;
  /** Before this moment. */
  readonly until?: Temporal.Instant;
}

export interface AuditFound {
  readonly id: number;
  readonly at: Temporal.Instant;
  readonly actorKind: 'customer' | 'staff' | 'guest' | 'system';
  /** The name of a member of staff, the email or name to sign in by of a customer; their id where both are gone. */
  readonly who?: string;
  readonly action: string;
  readonly account?: string;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
  readonly address?: string;
}

interface EventRow {
  readonly id: number;
  readonly at: Temporal.Instant;
  readonly actor_kind: AuditFound['actorKind'];
  readonly who: string | null;
  readonly action: string;
  readonly account: string | null;
  readonly detail: AuditFound['detail'];
  readonly address: string | null;
}

/** Events, the newest first. By account, by person or by day there is an index; what narrows further is looked for along it. */
export const searchAudit = (
  db: Database,
  { who, what, account, from, until, ...asked }: AuditAsked & ListAsked,
): Promise<ListPart<AuditFound>> => {
  const { values, mark } = marksFrom([]);
  const narrowed: string[] = [];
  if (who !== undefined) {
    const name = `${mark(who)}::text`;
    narrowed.push(`and (e.actor_kind = ${name} or e.actor_id = any(array(
      select id from staff_member where name ilike '%' || ${name} || '%' or lower(email) = lower(${name}) or id = ${name}
      union select id from login where lower(email) = lower(${name}) or id = ${name})))`);
  }
  if (what !== undefined) {
    const action = `${mark(what)}::text`;
    narrowed.push(`and (e.action = ${action} or starts_with(e.action, ${action} || '.'))`);
  }
  if (account !== undefined) {
    narrowed.push(`and e.account_id = any(array(select id from account where number = ${mark(account)}))`);
  }
  if (from !== undefined) narrowed.push(`and e.at >= ${mark(from)}`);
  if (until !== undefined) narrowed.push(`and e.at < ${mark(until)}`);
  return listPart<EventRow, AuditFound>(
    db,
    {
      select: `select e.id, e.at, e.actor_kind, coalesce(s.name, g.email, e.actor_id) as who, e.action, a.number as account,
          e.detail, e.address
        from audit_event e
        left join staff_member s on e.actor_kind = 'staff' and s.id = e.actor_id
        left join login g on e.actor_kind = 'customer' and g.id = e.actor_id
        left join account a on a.id = e.account_id
        where true ${narrowed.join(' ')}`,
      parameters: values,
      order: [{ by: 'l.at', type: 'timestamptz', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: { at: { by: 'l.at', type: 'timestamptz' } },
      toRow: ({ actor_kind: actorKind, who: actor, account: number, address, ...event }) => ({
        ...{ id: event.id, at: event.at, action: event.action, detail: event.detail, actorKind },
        ...present({ who: actor, account: number, address }),
      }),
    },
    asked,
  );
};
