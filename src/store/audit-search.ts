import { present } from '../domain/kernel/index.ts';
import type { Database } from './database.ts';

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
  readonly before?: Temporal.Instant;
  readonly limit: number;
  readonly offset: number;
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

/** Events, the newest first. By account, by person or by day there is an index; what narrows further is looked for along it. */
export async function searchAudit(db: Database, asked: AuditAsked): Promise<readonly AuditFound[]> {
  const rows = await db.query<{
    id: number;
    at: Temporal.Instant;
    actor_kind: AuditFound['actorKind'];
    who: string | null;
    action: string;
    account: string | null;
    detail: AuditFound['detail'];
    address: string | null;
  }>(
    `with people as materialized (
       select id from staff_member where $1::text is not null and (name ilike '%' || $1 || '%' or lower(email) = lower($1) or id = $1)
       union select id from login where $1::text is not null and (lower(email) = lower($1) or id = $1)
     ), accounts as materialized (select id from account where number = $3)
     select e.id, e.at, e.actor_kind, coalesce(s.name, l.email, e.actor_id) as who, e.action, a.number as account, e.detail, e.address
     from audit_event e
     left join staff_member s on e.actor_kind = 'staff' and s.id = e.actor_id
     left join login l on e.actor_kind = 'customer' and l.id = e.actor_id
     left join account a on a.id = e.account_id
     where ($1::text is null or e.actor_kind = $1 or e.actor_id in (select id from people))
       and ($2::text is null or e.action = $2 or starts_with(e.action, $2 || '.'))
       and ($3::text is null or e.account_id in (select id from accounts))
       and ($4::timestamptz is null or e.at >= $4) and ($5::timestamptz is null or e.at < $5)
     order by e.at desc, e.id desc limit $6 offset $7`,
    [
      asked.who ?? null,
      asked.what ?? null,
      asked.account ?? null,
      asked.from ?? null,
      asked.before ?? null,
      asked.limit,
      asked.offset,
    ],
  );
  return rows.map(({ actor_kind: actorKind, who, account, address, ...event }) => ({
    ...event,
    actorKind,
    ...present({ who, account, address }),
  }));
}
