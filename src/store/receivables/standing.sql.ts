import { kindsThat } from '../../domain/receivables/index.ts';

/** The kinds of entries that charge an account, as SQL. */
const charges = kindsThat('isCharge')
  .map((kind) => `'${kind}'`)
  .join(', ');

/**
 * SQL for what an account was charged after a bill: later bills and fees, less those of them that were reversed.
 * Payments, payments that came back, and the reversal of anything older only change what is owed. `bill` is the row's
 * name in the query around it; with `through`, an expression, only what counts from that day or before.
 *
 * An account is held while an entry of it is written or a bill of it posted, so the ids of its entries are in the order in
 * which they came to stand.
 */
export const chargedSince = (bill: string, through?: string): string => `(
  select coalesce(sum(p.amount_cents), 0)::bigint
  from posting p
  join ledger_entry e on e.id = p.entry_id
  left join ledger_entry undone on undone.id = e.reverses_id
  where p.ledger_account = 'receivable' and p.account_id = ${bill}.account_id and p.entry_id > ${bill}.ledger_entry_id
    and coalesce(undone.id, e.id) > ${bill}.ledger_entry_id
    and coalesce(undone.kind, e.kind) in (${charges})
    ${through === undefined ? '' : `and e.effective_on <= ${through}`}
)`;

/**
 * SQL for the money of an account that went back after a day, `since`, by its bank or as a refund, less what came in again: what
 * was paid in time and is owed again is late so many days after it went back, not after the bill's due date.
 */
export const wentBackSince = (bill: string, since: string, through?: string): string => `(
  select greatest(0, coalesce(sum(p.amount_cents), 0))::bigint
  from posting p join ledger_entry e on e.id = p.entry_id
  where p.ledger_account = 'receivable' and p.account_id = ${bill}.account_id
    and e.kind in ('payment-return', 'refund') and e.effective_on > ${since}
    ${through === undefined ? '' : `and e.effective_on <= ${through}`}
)`;

/** SQL for the same of every account of which any went back after that day, as rows of `account_id` and `cents`; by ledger_entry_went_back. */
export const wentBackByAccount = (since: string): string => `(
  select p.account_id, greatest(0, sum(p.amount_cents))::bigint as cents
  from ledger_entry e join posting p on p.entry_id = e.id and p.ledger_account = 'receivable'
  where e.kind in ('payment-return', 'refund') and e.effective_on > ${since}
  group by p.account_id
)`;

/** SQL for what an account owes now, negative where it has paid ahead: the sum of its postings, by an index-only scan. */
export const balanceOf = (account: string): string => `(
  select coalesce(sum(amount_cents), 0)::bigint from posting where ledger_account = 'receivable' and account_id = ${account}
)`;

/** SQL for what the account of a bill owed at the end of a day, by the day each entry counts from. */
export const balanceThrough = (bill: string, through: string): string => `(
  select coalesce(sum(p.amount_cents), 0)::bigint
  from posting p join ledger_entry e on e.id = p.entry_id
  where p.ledger_account = 'receivable' and p.account_id = ${bill}.account_id and e.effective_on <= ${through}
)`;

/**
 * SQL for where an account stands, as one row `standing` beside the account whose id `account` is: the facts of
 * `accountStanding`, for one account or for many. By posting_receivable, bill_account and payment_under_way.
 */
export const standingOf = (account: string): string => `lateral (
  select books.balance, newest.id as bill_id, newest.number as bill_number,
    newest.issued_on as bill_issued_on, newest.due_on as bill_due_on, newest.amount_due_cents as bill_amount_due,
    case when newest.id is not null then ${chargedSince('newest')} end as charged_since,
    coalesce(under_way.cents, 0)::bigint as in_flight
  from (select ${balanceOf(account)} as balance) books
  left join lateral (
    select id, account_id, number, issued_on, due_on, amount_due_cents, ledger_entry_id from bill
    where account_id = ${account} and state = 'posted' order by period_end desc, id desc limit 1
  ) newest on true
  left join lateral (
    select sum(amount_cents) as cents from payment where account_id = ${account} and state = 'started'
  ) under_way on true
) standing`;
