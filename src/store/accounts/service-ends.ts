import type { EndedAccount, ServedAccount } from '../../domain/accounts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Books } from '../receivables/index.ts';

interface ServiceRow {
  readonly opened_on: Temporal.PlainDate;
  readonly closed_on: Temporal.PlainDate | null;
  readonly billed_through: Temporal.PlainDate | null;
  readonly draft: string | null;
  readonly final_bill: string | null;
  readonly let_to_another: boolean;
}

/** An account that is held, as ending its service and taking that back look at it. */
export async function serviceOf(books: Books, accountId: number): Promise<ServedAccount & EndedAccount> {
  books.account(accountId);
  const [row] = await books.query<ServiceRow>(
    `select a.opened_on, a.closed_on, coalesce(last.period_end, a.billed_before) as billed_through,
       (select number from bill where account_id = a.id and state = 'draft' limit 1) as draft,
       (select number from bill where account_id = a.id and kind = 'final' and state <> 'cancelled' limit 1) as final_bill,
       exists (
         select from account other where other.premise_id = a.premise_id and other.opened_on >= a.closed_on
           and other.closed_on is distinct from other.opened_on
       ) as let_to_another
     from account a
     left join lateral (
       select period_end from bill where account_id = a.id and state <> 'cancelled' order by period_end desc limit 1
     ) last on true
     where a.id = $1`,
    [accountId],
  );
  if (row === undefined) throw new Error(`no account ${accountId}`);
  return {
    openedOn: row.opened_on,
    isLetToAnother: row.let_to_another,
    ...present({
      closedOn: row.closed_on,
      billedThrough: row.billed_through,
      draft: row.draft,
      finalBill: row.final_bill,
    }),
  };
}

export interface ServiceEnd {
  readonly accountId: number;
  /** The first day no longer served; undefined takes the end back. */
  readonly endsOn?: Temporal.PlainDate;
  readonly reason: string;
  readonly staffId: string;
  readonly now: Temporal.Instant;
}

/** Writes until when an account that is held is served, and keeps who said so and why. */
export async function keepServiceEnd(books: Books, end: ServiceEnd): Promise<void> {
  books.account(end.accountId);
  await books.query(
    `with said as (
       insert into service_end (account_id, ends_on, reason, staff_id, at) values ($1, $2, $3, $4, $5)
     )
     update account set closed_on = $2 where id = $1`,
    [end.accountId, end.endsOn ?? null, end.reason, end.staffId, end.now],
  );
}
