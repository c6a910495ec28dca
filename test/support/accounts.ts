import type { Database } from '../../src/store/database.ts';

/**
 * Opens `howMany` simulated accounts in one statement and returns their ids in order: the n-th is customer number n at
 * premise number n, such as `00000001-0000001`.
 */
export async function openAccounts(db: Database, howMany: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `with numbered as (select generate_series(1, $1::int) as n),
     customers as (
       insert into customer (number, name, mailing_line1, mailing_city, mailing_state, mailing_zip, created_at)
       select lpad(n::text, 8, '0'), 'Simulated customer ' || n, n || ' Test St', 'Medford', 'OR', '97501', '2024-01-01T00:00Z'
       from numbered returning id, number::int as n
     ), premises as (
       insert into premise (number, line1, city, state, zip)
       select lpad(n::text, 7, '0'), n || ' Test St', 'Medford', 'OR', '97501'
       from numbered returning id, number::int as n
     )
     insert into account (customer_id, premise_id, opened_on, billing_cycle, created_at)
     select c.id, p.id, '2024-01-01', 'A', '2024-01-01T00:00Z' from customers c join premises p using (n) order by n
     returning id`,
    [howMany],
  );
  return rows.map((row) => row.id);
}
