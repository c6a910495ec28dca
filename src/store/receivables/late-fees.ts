import { type Cents, cents } from '../../domain/kernel/index.ts';
import { owedOfBill } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';
import { chargedSince } from './charged-since.ts';

/** A bill past its due date with what is left unpaid of it, and no late fee for it yet. */
export interface LateBill {
  readonly number: string;
  readonly accountId: number;
  readonly dueOn: Temporal.PlainDate;
  readonly unpaid: Cents;
}

/**
 * Each account's newest bill that was due by `dueBy` and is not paid, where no hold of the account runs on `today`. The
 * key of the fee's entry shows that a bill had its fee.
 */
export async function lateBills(
  db: Database,
  { today, dueBy }: { readonly today: Temporal.PlainDate; readonly dueBy: Temporal.PlainDate },
): Promise<readonly LateBill[]> {
  const rows = await db.query<{
    number: string;
    account_id: number;
    due_on: Temporal.PlainDate;
    amount_due_cents: number;
    balance: number;
    charged_since: number;
  }>(
    `select last.number, last.account_id, last.due_on, last.amount_due_cents, owing.balance,
       ${chargedSince('last')} as charged_since
     from (
       select distinct on (account_id) number, account_id, due_on, amount_due_cents, ledger_entry_id
       from bill where state = 'posted' and due_on <= $2
       order by account_id, due_on desc
     ) last
     join lateral (
       select sum(amount_cents)::bigint as balance from posting
       where ledger_account = 'receivable' and account_id = last.account_id
     ) owing on owing.balance > 0
     where not exists (select from late_fee_hold h where h.account_id = last.account_id and h.until_on >= $1)
       and not exists (select from ledger_entry e where e.idempotency_key = 'late-fee:' || last.number)
     order by last.number`,
    [today, dueBy],
  );
  return rows.flatMap((row) => {
    const unpaid = owedOfBill({
      amountDue: cents(row.amount_due_cents),
      balance: cents(row.balance),
      chargedSince: cents(row.charged_since),
    });
    return unpaid === 0 ? [] : [{ number: row.number, accountId: row.account_id, dueOn: row.due_on, unpaid }];
  });
}
