import { cents } from '../../domain/kernel/index.ts';
import type { EntryAfterBill, EntryKind } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';

interface EntryRow {
  readonly id: number;
  readonly effective_on: Temporal.PlainDate;
  readonly amount: number;
  readonly kind: EntryKind;
  readonly origin_id: number;
}

/** SQL for what was written down of the account $1 since an entry, in order; by posting_receivable. */
const entriesSince = (entry: string): string =>
  `select e.id, e.effective_on, p.amount, coalesce(undone.kind, e.kind) as kind, coalesce(undone.id, e.id) as origin_id
   from (
     select entry_id, sum(amount_cents)::bigint as amount from posting
     where ledger_account = 'receivable' and account_id = $1 and entry_id > ${entry} group by entry_id
   ) p
   join ledger_entry e on e.id = p.entry_id
   left join ledger_entry undone on undone.id = e.reverses_id
   order by e.id`;

const toEntry = (row: EntryRow): EntryAfterBill => ({
  ...{ id: row.id, on: row.effective_on, kind: row.kind, originId: row.origin_id },
  amount: cents(row.amount),
});

/** What was written down of an account since an entry, in order. */
export async function entriesAfter(
  db: Database,
  accountId: number,
  entryId: number,
): Promise<readonly EntryAfterBill[]> {
  return (await db.query<EntryRow>(entriesSince('$2'), [accountId, entryId])).map(toEntry);
}

/** The same since the first of the account's so many newest bills that the books know: for who asks for those bills at the same time. */
export async function entriesAfterNewestBills(
  db: Database,
  accountId: number,
  bills: number,
): Promise<readonly EntryAfterBill[]> {
  const first = `(
    select min(ledger_entry_id) from (
      select ledger_entry_id from bill where account_id = $1 and state <> 'draft' order by period_end desc, id desc limit $2
    ) newest
  )`;
  return (await db.query<EntryRow>(entriesSince(first), [accountId, bills])).map(toEntry);
}
