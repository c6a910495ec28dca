import { present } from '../domain/kernel/index.ts';
import type { AuditDetail } from './audit-details.ts';
import type { Database } from './database.ts';

/** Who did something: a login, a staff member, a visitor without either, or Caudal itself. */
type Actor =
  | { readonly kind: 'customer'; readonly id: string }
  | { readonly kind: 'staff'; readonly id: string }
  | { readonly kind: 'guest' }
  | { readonly kind: 'system' };

export interface AuditEvent {
  readonly at: Temporal.Instant;
  readonly actor: Actor;
  /** `thing.what-happened`, such as `login.registered`; its words are the keys `audit.<action>`. */
  readonly action: string;
  readonly accountId?: number;
  readonly detail?: AuditDetail;
  /** The network address it came from. */
  readonly address?: string;
}

/** Writes down who did what, in the transaction that did it. */
export async function recordAudit(tx: Database, event: AuditEvent): Promise<void> {
  const { actor } = event;
  await tx.query(
    `insert into audit_event (at, actor_kind, actor_id, action, account_id, detail, address)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      event.at,
      actor.kind,
      'id' in actor ? actor.id : null,
      event.action,
      event.accountId ?? null,
      JSON.stringify(event.detail ?? {}),
      event.address ?? null,
    ],
  );
}

/** Writes down what somebody did on an account unless the same was written of them since `since`: looks, once a day. */
export async function recordAuditOnce(
  db: Database,
  event: {
    readonly at: Temporal.Instant;
    readonly loginId: string;
    readonly action: string;
    readonly accountId: number;
    readonly address?: string;
  },
  since: Temporal.Instant,
): Promise<void> {
  await db.query(
    `insert into audit_event (at, actor_kind, actor_id, action, account_id, detail, address)
     select $1, 'customer', $2, $3, $4, '{}', $5 where not exists (
       select from audit_event where account_id = $4 and actor_id = $2 and action = $3 and at >= $6)`,
    [event.at, event.loginId, event.action, event.accountId, event.address ?? null, since],
  );
}

export interface RecordedEvent {
  readonly id: number;
  readonly at: Temporal.Instant;
  readonly actorKind: Actor['kind'];
  readonly actorId?: string;
  readonly action: string;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

/** What was done on an account, newest first: the customer's access log. */
export async function eventsOfAccount(db: Database, accountId: number, limit = 100): Promise<readonly RecordedEvent[]> {
  const rows = await db.query<EventRow>(
    `select ${columns} from audit_event where account_id = $1 order by at desc, id desc limit $2`,
    [accountId, limit],
  );
  return rows.map(fromRow);
}

/** What a customer did to their own login, newest first; `audit_event_actor` serves it. */
export async function eventsOfLogin(db: Database, loginId: string, limit = 100): Promise<readonly RecordedEvent[]> {
  const rows = await db.query<EventRow>(
    `select ${columns} from audit_event
     where actor_id = $1 and account_id is null and actor_kind = 'customer' and action like 'login.%'
     order by at desc, id desc limit $2`,
    [loginId, limit],
  );
  return rows.map(fromRow);
}

interface EventRow {
  readonly id: number;
  readonly at: Temporal.Instant;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string | null;
  readonly action: string;
  readonly detail: RecordedEvent['detail'];
}

const columns = 'id, at, actor_kind, actor_id, action, detail';

const fromRow = (row: EventRow): RecordedEvent => ({
  id: row.id,
  at: row.at,
  actorKind: row.actor_kind,
  ...present({ actorId: row.actor_id }),
  action: row.action,
  detail: row.detail,
});
