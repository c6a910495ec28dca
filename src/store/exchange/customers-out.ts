import type { CustomerChange, Enrolment } from '../../domain/exchange/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database, Transaction } from '../database.ts';

export interface WaitingChange extends CustomerChange {
  readonly customerId: number;
}

/**
 * Emails and telephones that customers proved and that differ from what the billing system has, unless the last batch that
 * named them said the same. Of a customer's accounts, who was given theirs last speaks.
 */
export async function waitingChanges(db: Database): Promise<readonly WaitingChange[]> {
  const rows = await db.query<{
    customer_id: number;
    customer: string;
    field: CustomerChange['field'];
    old_value: string | null;
    new_value: string;
    changed_at: Temporal.Instant;
  }>(
    `with owner as (
       select distinct on (a.customer_id) a.customer_id, x.login_id, x.granted_at
       from standing_access x join account a on a.id = x.account_id
       where x.role = 'owner' order by a.customer_id, x.granted_at desc, x.id desc
     ), said as (
       select o.customer_id, 'email' as field, c.email as old_value, l.email as new_value,
         greatest(o.granted_at, (select max(e.proven_at) from email_change e where e.login_id = l.id)) as changed_at
       from owner o join customer c on c.id = o.customer_id join login l on l.id = o.login_id
       where l.email_verified and l.email is distinct from lower(c.email)
       union all
       select o.customer_id, 'phone', c.phone, p.written, p.proven_at
       from owner o join customer c on c.id = o.customer_id
       join lateral (
         select substr(number, 3, 3) || '-' || substr(number, 6, 3) || '-' || substr(number, 9) as written, proven_at
         from phone where login_id = o.login_id and proven_at is not null and ended_at is null
         order by proven_at desc limit 1
       ) p on true
       where not exists (
         select from phone k where k.login_id = o.login_id and k.proven_at is not null and k.ended_at is null
           and right(k.number, 10) = right(regexp_replace(c.phone, '\\D', '', 'g'), 10)
       )
     )
     select s.customer_id, c.number as customer, s.field, s.old_value, s.new_value, s.changed_at
     from said s join customer c on c.id = s.customer_id
     where s.new_value is distinct from (
       select e.new_value from exchange_change e
       where e.customer_id = s.customer_id and e.field = s.field order by e.batch_id desc limit 1
     )
     order by s.changed_at, c.number, s.field`,
  );
  return rows.map((row) => ({
    customerId: row.customer_id,
    customer: row.customer,
    field: row.field,
    new: row.new_value,
    changedAt: row.changed_at,
    ...present({ old: row.old_value }),
  }));
}

export async function insertChanges(
  tx: Transaction,
  batchId: number,
  changes: readonly WaitingChange[],
): Promise<void> {
  await tx.query(
    `insert into exchange_change (batch_id, line, customer_id, field, old_value, new_value, changed_at)
     select $1, t.line, t.customer, t.field, t.old, t.new, t.at
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
       with ordinality as t (customer, field, old, new, at, line)`,
    [
      batchId,
      changes.map((change) => change.customerId),
      changes.map((change) => change.field),
      changes.map((change) => change.old ?? null),
      changes.map((change) => change.new),
      changes.map((change) => change.changedAt),
    ],
  );
}

export interface StandingEnrolment extends Enrolment {
  readonly accountId: number;
}

/** Every account that has autopay or e-bill, and every account that an earlier batch named. Paused autopay drafts nothing. */
export async function standingEnrolments(db: Database): Promise<readonly StandingEnrolment[]> {
  const rows = await db.query<{
    account_id: number;
    account: string;
    autopay_since: Temporal.Instant | null;
    ebill_since: Temporal.Instant | null;
  }>(
    `select a.id as account_id, a.number as account, p.agreed_at as autopay_since, e.verified_at as ebill_since
     from account a
     left join (
       select account_id, max(agreed_at) as agreed_at from standing_autopay where paused_at is null group by account_id
     ) p on p.account_id = a.id
     left join (
       select account_id, max(verified_at) as verified_at from standing_ebill where verified_at is not null group by account_id
     ) e on e.account_id = a.id
     where p.account_id is not null or e.account_id is not null
       or a.id in (select account_id from exchange_enrolment)
     order by a.number, a.id`,
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    account: row.account,
    ...present({ autopaySince: row.autopay_since, ebillSince: row.ebill_since }),
  }));
}

export async function insertEnrolments(
  tx: Transaction,
  batchId: number,
  enrolments: readonly StandingEnrolment[],
): Promise<void> {
  await tx.query(
    `insert into exchange_enrolment (batch_id, line, account_id, autopay_since, ebill_since)
     select $1, t.line, t.account, t.autopay, t.ebill
     from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[])
       with ordinality as t (account, autopay, ebill, line)`,
    [
      batchId,
      enrolments.map((one) => one.accountId),
      enrolments.map((one) => one.autopaySince ?? null),
      enrolments.map((one) => one.ebillSince ?? null),
    ],
  );
}
