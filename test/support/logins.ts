import type { Database } from '../../src/store/database.ts';

export interface AccountForTest {
  readonly customer?: string;
  readonly account?: string;
  readonly zip?: string;
  readonly closedOn?: string;
  readonly language?: string;
}

/** A customer served at a premise: enough of an account to register, sign in and be told things. Gives the account's id. */
export async function openAccount(db: Database, about: AccountForTest = {}): Promise<number> {
  const { customer = '00123456', account = '0004321', zip = '97501', closedOn = null, language = 'es' } = about;
  const [row] = await db.query<{ id: number }>(
    `with served as (
       insert into customer (number, name, language, mailing_line1, mailing_city, mailing_state, mailing_zip, created_at)
       values ($1, 'Cliente de Prueba', $5, 'PO Box 100', 'Medford', 'OR', '97501', '2020-01-01T00:00:00Z') returning id
     ), place as (
       insert into premise (number, line1, city, state, zip) values ($2, '100 Sample St', 'Medford', 'OR', $3) returning id
     )
     insert into account (customer_id, premise_id, opened_on, closed_on, billing_cycle, created_at)
     select served.id, place.id, '2020-01-01', $4, 'A', '2020-01-01T00:00:00Z' from served, place returning id`,
    [customer, account, zip, closedOn, language],
  );
  if (row === undefined) throw new Error('no account opened');
  return row.id;
}

/** A login as registration leaves it, for tests of what comes after; registration's own tests walk the pages. */
export async function openLogin(db: Database, email = 'customer@example.org'): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `insert into login (id, email, email_verified, name, created_at, updated_at)
     values (gen_random_uuid(), $1, true, '', '2026-05-06T16:00:00Z', '2026-05-06T16:00:00Z') returning id`,
    [email],
  );
  if (row === undefined) throw new Error('no login opened');
  return row.id;
}

/** Logins and members of staff by their ids, where a test only needs somebody who did something. */
export async function knownPeople(
  db: Database,
  { logins = [], staff = [] }: { readonly logins?: readonly string[]; readonly staff?: readonly string[] },
): Promise<void> {
  await db.query(
    `insert into login (id, email, email_verified, name, created_at, updated_at)
     select id, id || '@example.org', true, '', '2026-01-01T00:00Z', '2026-01-01T00:00Z' from unnest($1::text[]) as l (id)
     on conflict do nothing`,
    [logins],
  );
  await db.query(
    `insert into staff_member (id, email, email_verified, name, role, created_at, updated_at)
     select id, id || '@example.org', true, 'Simulated', 'csr', '2026-01-01T00:00Z', '2026-01-01T00:00Z'
     from unnest($1::text[]) as s (id) on conflict do nothing`,
    [staff],
  );
}
