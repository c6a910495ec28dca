import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** What somebody who opens an account has to know first. */
export interface AccountFlags {
  /** Water that still runs by itself. */
  readonly leak?: { readonly id: number; readonly kind: string; readonly began: Temporal.Instant };
  readonly objections: number;
  readonly disputes: number;
  readonly undelivered: number;
  readonly notes: number;
}

/** One statement. A leak runs while its meter's last hours still show it. */
export async function accountFlags(db: Database, accountId: number): Promise<AccountFlags> {
  const [row] = await db.query<{
    leak_id: number | null;
    kind: string | null;
    began_at: Temporal.Instant | null;
    objections: number;
    disputes: number;
    undelivered: number;
    notes: number;
  }>(
    `select l.id as leak_id, l.kind, l.began_at,
       (select count(*)::int from account_access x join access_objection o on o.access_id = x.id
         where x.account_id = $1 and o.decided_at is null) as objections,
       (select count(*)::int from payment y join payment_dispute d on d.payment_id = y.id
         where y.account_id = $1 and d.state in ('inquiry', 'needs-response', 'under-review')) as disputes,
       (select count(*)::int from notice n where n.account_id = $1 and n.state = 'failed'
         and not exists (select from notice_answer x where x.notice_id = n.id)) as undelivered,
       (select count(*)::int from account_note n where n.account_id = $1) as notes
     from (select 1) one
     left join lateral (
       select id, kind, began_at from alert
       where account_id = $1 and absorbed_into is null and last_seen_at >= reads_through - interval '2 hours'
         and not exists (select from alert_resolution r where r.alert_id = alert.id)
       order by gallons_an_hour desc limit 1
     ) l on true`,
    [accountId],
  );
  if (row === undefined) throw new Error('the flags of an account came without a row');
  const { leak_id: id, kind, began_at: began, objections, disputes, undelivered, notes } = row;
  return {
    ...{ objections, disputes, undelivered, notes },
    ...present({ leak: id === null || kind === null || began === null ? undefined : { id, kind, began } }),
  };
}
