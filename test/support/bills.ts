import { billNumber } from '../../src/domain/billing/index.ts';
import { cents } from '../../src/domain/kernel/index.ts';
import { billEntry, paymentEntry } from '../../src/domain/receivables/index.ts';
import type { Database } from '../../src/store/database.ts';
import { postEntry } from '../../src/store/receivables/index.ts';

/** A posted bill as a bill run leaves it, for tests of what comes after: issued 21 days before `dueOn`, one line. */
export async function postBill(
  db: Database,
  accountId: number,
  { dueOn, owed = 6134 }: { readonly dueOn: string; readonly owed?: number },
): Promise<string> {
  const due = Temporal.PlainDate.from(dueOn);
  const issued = due.subtract({ days: 21 });
  const [serial] = await db.query<{ next: number }>(`select nextval('bill_number') as next`);
  const number = billNumber(serial?.next ?? 0);
  const now = issued.toZonedDateTime('UTC').toInstant();
  const entry = billEntry({
    accountId,
    on: issued,
    billNumber: number,
    charges: [{ revenue: 'revenue.water', amount: cents(owed) }],
  });
  const posted = await postEntry(db, entry, { now, idempotencyKey: `bill:${number}`, inputHash: number });
  if (!posted.ok) throw new Error(posted.problem.code);
  await db.query(
    `with billed as (
       insert into bill (number, account_id, kind, state, period_start, period_end, issued_on, due_on,
         previous_balance_cents, payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents,
         usage_gallons, estimated, delivery, delivery_reason, ledger_entry_id, created_at)
       values ($1, $2, 'regular', 'posted', $3::date - 31, $3::date - 1, $3, $4, 0, 0, 0, $5, $5, 12000, false, 'paper',
         'never-registered', $6, $7)
       returning id
     )
     insert into bill_line (bill_id, position, part, label_es, label_en, amount_cents, explanation)
     select id, 1, 'service_charge', 'Cargo fijo', 'Service charge', $5,
       '{"rule": {"file": "test.owrs", "line": 1, "rateClass": "RESIDENTIAL_SINGLE", "effectiveOn": "2025-03-01"}, "exactAmount": "61.34"}'
     from billed`,
    [number, accountId, issued, due, owed, posted.value.id, now],
  );
  return number;
}

/** A payment that has arrived. */
export async function pay(db: Database, accountId: number, amount: number, on: string): Promise<void> {
  const date = Temporal.PlainDate.from(on);
  const entry = paymentEntry({ accountId, amount: cents(amount), on: date, memo: 'payment', into: 'cash.processor' });
  const request = { now: date.toZonedDateTime('UTC').toInstant(), idempotencyKey: `${accountId}:${on}`, inputHash: on };
  const posted = await postEntry(db, entry, request);
  if (!posted.ok) throw new Error(posted.problem.code);
}
