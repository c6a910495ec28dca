import { type Cents, cents } from '../../domain/kernel/index.ts';
import { owedOfBill } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';
import { balanceOf, balanceThrough, chargedSince, wentBackByAccount, wentBackSince } from './standing.sql.ts';

/** A bill past its due date with what has been unpaid of it for so long, and no late fee for it yet. */
export interface LateBill {
  readonly number: string;
  readonly accountId: number;
  readonly dueOn: Temporal.PlainDate;
  readonly unpaid: Cents;
}

/** The key of a bill's late fee: it shows that a bill had its fee. */
export const lateFeeKey = (billNumber: string): string => `late-fee:${billNumber}`;

/**
 * Each account's newest bill that was due by `dueBy` and is not paid, where no hold of the account runs on `today` and no
 * payment of it is under way: a payment made on the last day may be heard of after midnight. While a dispute over money of the
 * account is not decided, nobody knows whether it is late; where it is lost, the days begin then, as they do for a payment
 * that came back. Of all accounts, or of some.
 *
 * It is asked each hour of the whole town, so what it reads of an account does not grow with its years: the balance along one
 * index, its newest bills, what went back of late in the whole town at once, and a late fee by its key, one after another,
 * since a hash would read all entries that there are. Of most accounts with a newer bill nothing is left of this one: they are not
 * handed over.
 */
export async function lateBills(
  db: Database,
  { today, dueBy }: { readonly today: Temporal.PlainDate; readonly dueBy: Temporal.PlainDate },
  accountIds?: readonly number[],
): Promise<readonly LateBill[]> {
  const rows = await db.query<{
    number: string;
    account_id: number;
    due_on: Temporal.PlainDate;
    amount_due_cents: number;
    balance: number;
    charged_since: number;
    went_back: number;
  }>(
    `select last.number, last.account_id, last.due_on, last.amount_due_cents, owing.balance,
       charged.since as charged_since, coalesce(back.cents, 0) as went_back
     from account a
     join lateral (select ${balanceOf('a.id')} as balance) owing on owing.balance > 0
     join lateral (
       select number, account_id, due_on, amount_due_cents, ledger_entry_id from bill
       where account_id = a.id and state = 'posted' and due_on <= $2 order by period_end desc, id desc limit 1
     ) last on true
     left join ${wentBackByAccount('$2')} back on back.account_id = a.id
     cross join lateral (select ${chargedSince('last')} as since) charged
     where owing.balance - coalesce(back.cents, 0) > charged.since
       and not exists (select from late_fee_hold h where h.account_id = a.id and h.until_on >= $1)
       ${accountIds === undefined ? '' : 'and a.id = any($3::bigint[])'}
       and not exists (select from payment y where y.account_id = a.id and y.state = 'started')
       and not exists (select from payment_dispute d join payment y on y.id = d.payment_id
         where y.account_id = a.id and y.disputed_cents > 0
           and (d.state in ('needs-response', 'under-review') or d.state = 'lost' and d.said_at::date > $2))
       and not coalesce((select true from ledger_entry e where e.idempotency_key = 'late-fee:' || last.number), false)
     order by last.account_id`,
    accountIds === undefined ? [today, dueBy] : [today, dueBy, accountIds],
  );
  return rows.flatMap((row) => {
    const unpaid = owedOfBill({
      amountDue: cents(row.amount_due_cents),
      balance: cents(row.balance - row.went_back),
      chargedSince: cents(row.charged_since),
    });
    return unpaid === 0 ? [] : [{ number: row.number, accountId: row.account_id, dueOn: row.due_on, unpaid }];
  });
}

/** A late fee that stands, and what was owed of its bill the day before it, by what is in the books now. */
export interface ChargedLateFee {
  readonly entryId: number;
  readonly billNumber: string;
  readonly owedTheDayBefore: Cents;
}

/** The late fees of an account that were charged after `paidOn`, `afterDays` after a due date, and not taken back. */
export async function lateFeesChargedAfter(
  db: Database,
  accountId: number,
  { paidOn, afterDays }: { readonly paidOn: Temporal.PlainDate; readonly afterDays: number },
): Promise<readonly ChargedLateFee[]> {
  const dayBefore = 'b.effective_on - 1';
  const rows = await db.query<{
    entry_id: number;
    number: string;
    amount_due_cents: number;
    balance: number;
    charged_since: number;
    went_back: number;
  }>(
    `select b.entry_id, b.number, b.amount_due_cents, ${balanceThrough('b', dayBefore)} as balance,
       ${chargedSince('b', dayBefore)} as charged_since,
       ${wentBackSince('b', 'b.effective_on - $3::int', dayBefore)} as went_back
     from (
       select fee.id as entry_id, fee.effective_on, late.number, late.account_id, late.amount_due_cents,
         late.ledger_entry_id
       from posting owed
       join ledger_entry fee on fee.id = owed.entry_id and fee.kind = 'late-fee'
       join bill late on fee.idempotency_key = 'late-fee:' || late.number
       where owed.ledger_account = 'receivable' and owed.account_id = $1 and fee.effective_on > $2
         and not exists (select from ledger_entry r where r.reverses_id = fee.id)
     ) b
     order by b.entry_id`,
    [accountId, paidOn, afterDays],
  );
  return rows.map((row) => ({
    entryId: row.entry_id,
    billNumber: row.number,
    owedTheDayBefore: owedOfBill({
      amountDue: cents(row.amount_due_cents),
      balance: cents(row.balance - row.went_back),
      chargedSince: cents(row.charged_since),
    }),
  }));
}
