import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A payment that was begun, and of which the processor has said nothing that ends it. */
export interface UnconfirmedPayment {
  readonly reference: string;
  readonly account: string;
  readonly customerName: string;
  readonly amount: Cents;
  readonly channel: string;
  readonly methodKind?: string;
  readonly startedAt: Temporal.Instant;
}

/** Those begun before a moment, the longest wait first; goes by payment_started. */
export async function unconfirmedPayments(
  db: Database,
  { before, limit }: { readonly before: Temporal.Instant; readonly limit: number },
): Promise<readonly UnconfirmedPayment[]> {
  const rows = await db.query<{
    reference: string;
    account: string;
    customer_name: string;
    amount_cents: number;
    channel: string;
    method_kind: string | null;
    started_at: Temporal.Instant;
  }>(
    `select y.reference, a.number as account, c.name as customer_name, y.amount_cents, y.channel,
       y.method_kind, y.started_at
     from payment y
     join account a on a.id = y.account_id
     join customer c on c.id = a.customer_id
     where y.state = 'started' and y.started_at < $1
     order by y.started_at, y.id limit $2`,
    [before, limit],
  );
  return rows.map((row) => ({
    reference: row.reference,
    account: row.account,
    customerName: row.customer_name,
    amount: cents(row.amount_cents),
    channel: row.channel,
    startedAt: row.started_at,
    ...present({ methodKind: row.method_kind }),
  }));
}
