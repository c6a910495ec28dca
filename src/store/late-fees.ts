import { type Cents, cents } from '../domain/kernel/index.ts';
import type { Database } from './database.ts';

/** A bill past its due date with what is left unpaid of it, and no late fee for it yet. */
export interface LateBill {
  readonly number: string;
  readonly accountId: number;
  readonly dueOn: Temporal.PlainDate;
  readonly unpaid: Cents;
}

/**
 * Each account's newest bill that was due by `dueBy` and is not paid, where no hold of the account runs on `today`.
 * Payments since a bill pay the oldest debt first, and its amount due is the whole balance of its day; so what they left
 * of it is unpaid. The key of the fee's entry shows that a bill had its fee.
 */
export async function lateBills(
  db: Database,
  { today, dueBy }: { readonly today: Temporal.PlainDate; readonly dueBy: Temporal.PlainDate },
): Promise<readonly LateBill[]> {
  const rows = await db.query<{ number: string; account_id: number; due_on: Temporal.PlainDate; unpaid: number }>(
    `select last.number, last.account_id, last.due_on, (last.amount_due_cents + paid.cents)::bigint as unpaid
     from (
       select distinct on (account_id) number, account_id, due_on, amount_due_cents, ledger_entry_id
       from bill where state = 'posted' and due_on <= $2
       order by account_id, due_on desc
     ) last
     cross join lateral (
       select coalesce(sum(amount_cents), 0) as cents from posting
       where ledger_account = 'receivable' and account_id = last.account_id and entry_id > last.ledger_entry_id
         and amount_cents < 0
     ) paid
     where last.amount_due_cents + paid.cents > 0
       and not exists (select from late_fee_hold h where h.account_id = last.account_id and h.until_on >= $1)
       and not exists (select from ledger_entry e where e.idempotency_key = 'late-fee:' || last.number)
     order by last.number`,
    [today, dueBy],
  );
  return rows.map((row) => ({
    number: row.number,
    accountId: row.account_id,
    dueOn: row.due_on,
    unpaid: cents(row.unpaid),
  }));
}
