import { cents } from '../../domain/kernel/index.ts';
import type { EntryAfterBill, EntryKind } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';

/** What was written down of an account since an entry, in order; by posting_receivable. */
export async function entriesAfter(
  db: Database,
  accountId: number,
  entryId: number,
): Promise<readonly EntryAfterBill[]> {
  const rows = await db.query<{
    id: number;
    effective_on: Temporal.PlainDate;
    amount: number;
    kind: EntryKind;
    origin_id: number;
  }>(
    `select e.id, e.effective_on, p.amount, coalesce(undone.kind, e.kind) as kind, coalesce(undone.id, e.id) as origin_id
     from (
       select entry_id, sum(amount_cents)::bigint as amount from posting
       where ledger_account = 'receivable' and account_id = $1 and entry_id > $2 group by entry_id
     ) p
     join ledger_entry e on e.id = p.entry_id
     left join ledger_entry undone on undone.id = e.reverses_id
     order by e.id`,
    [accountId, entryId],
  );
  return rows.map((row) => ({
    ...{ id: row.id, on: row.effective_on, kind: row.kind, originId: row.origin_id },
    amount: cents(row.amount),
  }));
}
