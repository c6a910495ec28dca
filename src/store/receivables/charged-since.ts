/**
 * SQL for what an account was charged after a bill: later bills and fees, less those of them that were reversed.
 * Payments, payments that came back, and the reversal of anything older only change what is owed. `bill` is the row's
 * name in the query around it; with `through`, an expression, only what counts from that day or before.
 */
export const chargedSince = (bill: string, through?: string): string => `(
  select coalesce(sum(p.amount_cents), 0)::bigint
  from posting p
  join ledger_entry e on e.id = p.entry_id
  left join ledger_entry undone on undone.id = e.reverses_id
  where p.ledger_account = 'receivable' and p.account_id = ${bill}.account_id and p.entry_id > ${bill}.ledger_entry_id
    and coalesce(undone.id, e.id) > ${bill}.ledger_entry_id
    and coalesce(undone.kind, e.kind) in ('bill', 'late-fee', 'fee', 'opening-balance')
    ${through === undefined ? '' : `and e.effective_on <= ${through}`}
)`;
