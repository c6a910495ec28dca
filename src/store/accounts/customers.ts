import type { CustomerDetails, CustomerField, DetailChange } from '../../domain/accounts/index.ts';
import type { Database } from '../database.ts';

export interface CustomerOfAccount {
  readonly customerId: number;
  readonly number: string;
  readonly details: CustomerDetails;
  /** The last change that was made here; 0 where there is none. */
  readonly lastChange: number;
}

/** Nobody else changes the customer of an account until the transaction ends. To be read after it: what was read before may be old. */
export const lockCustomer = (tx: Database, accountId: number) =>
  tx.query('select from customer where id = (select customer_id from account where id = $1) for no key update', [
    accountId,
  ]);

/** The customer of an account. */
export async function customerOf(db: Database, accountId: number): Promise<CustomerOfAccount | undefined> {
  const [row] = await db.query<
    CustomerDetails & { readonly id: number; readonly number: string; readonly last_change: number }
  >(
    `select c.id, c.number, c.name, c.language, coalesce(c.phone, '') as phone, c.mailing_line1 as line1,
       coalesce(c.mailing_line2, '') as line2, coalesce(c.mailing_line3, '') as line3, coalesce(c.mailing_line4, '') as line4,
       c.mailing_city as city, coalesce(c.mailing_state, '') as state, coalesce(c.mailing_zip, '') as zip,
       coalesce(c.mailing_country, '') as country,
       coalesce((select max(id) from customer_change where customer_id = c.id), 0)::bigint as last_change
     from account a join customer c on c.id = a.customer_id where a.id = $1`,
    [accountId],
  );
  if (row === undefined) return undefined;
  const { id, number, last_change: lastChange, ...details } = row;
  return { customerId: id, number, details, lastChange };
}

/** Writes a customer as they are now, and keeps what each field was, who changed it and why. */
export async function keepCustomer(
  tx: Database,
  { customerId, details, changes }: { customerId: number; details: CustomerDetails; changes: readonly DetailChange[] },
  said: { readonly reason: string; readonly staffId: string; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    `insert into customer_change (customer_id, field, was, became, reason, staff_id, at)
     select $1, c.field, c.was, c.became, $5, $6, $7
     from unnest($2::text[], $3::text[], $4::text[]) as c (field, was, became)`,
    [
      customerId,
      changes.map(({ field }) => field),
      changes.map(({ was }) => was),
      changes.map(({ became }) => became),
      ...[said.reason, said.staffId, said.now],
    ],
  );
  const { name, language, phone, line1, line2, line3, line4, city, state, zip, country } = details;
  await tx.query(
    `update customer set name = $2, language = $3, phone = nullif($4, ''), mailing_line1 = $5, mailing_line2 = nullif($6, ''),
       mailing_line3 = nullif($7, ''), mailing_line4 = nullif($8, ''), mailing_city = $9, mailing_state = nullif($10, ''),
       mailing_zip = nullif($11, ''), mailing_country = nullif($12, '')
     where id = $1`,
    [customerId, name, language, phone, line1, line2, line3, line4, city, state, zip, country],
  );
}

export interface CustomerChange {
  readonly field: CustomerField;
  readonly was: string;
  readonly became: string;
  readonly reason: string;
  readonly staffName: string;
  readonly at: Temporal.Instant;
}

/** What was changed of a customer, the newest first. */
export const customerChanges = (db: Database, customerId: number, limit: number): Promise<readonly CustomerChange[]> =>
  db.query<CustomerChange>(
    `select h.field, h.was, h.became, h.reason, s.name as "staffName", h.at
     from customer_change h join staff_member s on s.id = h.staff_id
     where h.customer_id = $1 order by h.id desc limit $2`,
    [customerId, limit],
  );
