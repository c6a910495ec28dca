import { networkOf } from '../../domain/access/index.ts';
import type { Database } from '../database.ts';

/** What was refused, whose, and to whom; counted by the hour. */
export interface Refusal {
  readonly kind: 'limit' | 'permission' | 'account' | 'form-token' | 'body' | 'sign-in' | 'staff-sign-in';
  /** The door, permission or right that was asked for. */
  readonly what: string;
  readonly actor: { readonly kind: 'customer' | 'staff' | 'guest'; readonly id?: string | undefined };
  readonly accountId?: number | undefined;
  /** The login that somebody tried to get into. */
  readonly loginId?: string | undefined;
  readonly address: string;
}

/** Adds one to its row of this hour. A network of IPv6 is one address here too: who has one has more addresses than we have room. */
export async function countRefusal(db: Database, refusal: Refusal, now: Temporal.Instant): Promise<void> {
  await db.query(
    `insert into refusal as r (hour, kind, what, actor_kind, actor_id, account_id, login_id, address, times, first_at, last_at)
     values (date_trunc('hour', $1::timestamptz, 'UTC'), $2, $3, $4, $5, $6, $7, $8, 1, $1, $1)
     on conflict on constraint refusal_once
       do update set times = r.times + 1, last_at = greatest(r.last_at, excluded.last_at)`,
    [
      now,
      refusal.kind,
      refusal.what,
      refusal.actor.kind,
      refusal.actor.id ?? null,
      refusal.accountId ?? null,
      refusal.loginId ?? null,
      networkOf(refusal.address),
    ],
  );
}

export async function forgetRefusals(db: Database, before: Temporal.Instant): Promise<void> {
  await db.query(`delete from refusal where hour < $1`, [before]);
}
