import { type Cents, cents } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** What the billing system says became of a bill of its own that the books have only as part of a newer one. */
export interface CarriedBill {
  readonly number: string;
  readonly amountDue: Cents;
  readonly isCancelled: boolean;
  /** What of it the next bill carried forward. */
  readonly forward: Cents;
  /** The day of the last payment between them; or, where the files name none, of the next bill. */
  readonly settledOn: Temporal.PlainDate;
  readonly isPaid: boolean;
}

/** Of the bills of an account that are in no entry, by number: each beside the next that stands. */
export async function carriedBills(
  db: Database,
  accountId: number,
  numbers: readonly string[],
): Promise<readonly CarriedBill[]> {
  const rows = await db.query<{
    number: string;
    amount_due_cents: number;
    state: string;
    forward: number;
    next_on: Temporal.PlainDate;
    paid_on: Temporal.PlainDate | null;
    is_paid: boolean;
  }>(
    `select b.number, b.amount_due_cents, b.state, greatest(0, least(b.amount_due_cents, n.balance_forward_cents)) as forward,
       n.issued_on as next_on, p.paid_on,
       n.payments_cents - coalesce(n.adjustments_cents, 0) - coalesce(n.corrections_cents, 0) < 0 as is_paid
     from bill b
     cross join lateral (
       select * from bill o where o.account_id = b.account_id and o.state = 'posted' and o.period_end > b.period_end
       order by o.period_end limit 1
     ) n
     cross join lateral (
       select max(t.on_day) as paid_on from exchange_transaction t
       where t.account_id = b.account_id and t.kind = 'payment' and t.on_day >= b.issued_on and t.on_day <= n.issued_on
     ) p
     where b.account_id = $1 and b.number = any($2) and b.origin = 'cis' and b.ledger_entry_id is null`,
    [accountId, numbers],
  );
  return rows.map((row) => ({
    number: row.number,
    amountDue: cents(row.amount_due_cents),
    isCancelled: row.state === 'cancelled',
    forward: cents(row.forward),
    settledOn: row.paid_on ?? row.next_on,
    isPaid: row.is_paid,
  }));
}
