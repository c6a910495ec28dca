import { type Cents, cents } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** What the account owed when a payment was put into its books; undefined where it is not in them. */
export async function owedBefore(db: Database, paymentId: number): Promise<Cents | undefined> {
  const [row] = await db.query<{ owed: number }>(
    `select (
       select coalesce(sum(amount_cents), 0)::bigint from posting
       where account_id = p.account_id and ledger_account = 'receivable' and entry_id < p.ledger_entry_id
     ) as owed
     from payment p where p.id = $1 and p.ledger_entry_id is not null`,
    [paymentId],
  );
  return row === undefined ? undefined : cents(row.owed);
}
