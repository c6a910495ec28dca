import { type BillLine, billNumber, summaryOfCharges } from '../../src/domain/billing/index.ts';
import { cents, sumCents } from '../../src/domain/kernel/index.ts';
import { billEntry } from '../../src/domain/receivables/index.ts';
import { insertLines, markBillsPosted, nextBills } from '../../src/store/billing/index.ts';
import type { Database } from '../../src/store/database.ts';
import { holdAccounts, keepBilledEntries, postEntry, sinceLastBills } from '../../src/store/receivables/index.ts';

export interface BillToPost {
  readonly accountId: number;
  readonly period: { readonly start: Temporal.PlainDate; readonly end: Temporal.PlainDate };
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly gallons: number;
  readonly lines: readonly BillLine[];
}

const noLateFee = { afterDays: 1, amount: cents(0), minimum: cents(0), sample: true };

/** A bill on paper as a bill run leaves it, without its run: in the books, with what the account owed before; gives its number. */
export async function insertPostedBill(db: Database, bill: BillToPost): Promise<string> {
  const { accountId, period, issuedOn, dueOn } = bill;
  return holdAccounts(db, [accountId], async (books) => {
    const [next] = await nextBills(books, 1);
    const number = billNumber(next?.serial ?? 0);
    const standing = (await sinceLastBills(books, [accountId])).get(accountId);
    if (standing === undefined) throw new Error(`account ${accountId} has no standing`);
    const now = issuedOn.toZonedDateTime('UTC').toInstant();
    const charges = sumCents(bill.lines.map(({ amount }) => amount));
    const entry = billEntry({
      ...{ accountId, on: issuedOn, billNumber: number },
      charges: [{ revenue: 'revenue.water', amount: charges }],
    });
    const posted = await postEntry(books, entry, { now, idempotencyKey: `bill:${number}`, inputHash: number });
    if (!posted.ok) throw new Error(posted.problem.code);
    const [row] = await books.query<{ id: number }>(
      `insert into bill (number, account_id, kind, state, period_start, period_end, issued_on, due_on,
         previous_balance_cents, payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents,
         usage_gallons, estimated, created_at)
       values ($1, $2, 'regular', 'draft', $3, $4, $5, $6, 0, 0, 0, $7, $7, $8, false, $9)
       returning id`,
      [number, accountId, period.start, period.end, issuedOn, dueOn, charges, bill.gallons, now],
    );
    const id = row?.id ?? 0;
    await insertLines(
      books,
      bill.lines.map((line, position) => ({ billId: id, position: position + 1, line })),
    );
    await keepBilledEntries(books, [{ billId: id, entryIds: standing.entryIds }]);
    // No line says what was posted since the last bill: it stays in the payments and credits.
    const summary = summaryOfCharges({ ...standing, postedSince: cents(0) }, charges, noLateFee);
    const delivery = { delivery: 'paper', reason: 'never-registered' } as const;
    await markBillsPosted(books, [{ id, entryId: posted.value.id, summary, ...delivery }]);
    return number;
  });
}
