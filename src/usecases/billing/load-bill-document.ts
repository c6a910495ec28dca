import { type BillDocument, type BillingProblemCode, parseBillNumber } from '../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { findBillDocument } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';

/** A posted or cancelled bill, whole, by the number a person gives; a mistyped one is told from one that is not there. */
export async function loadBillDocument(
  db: Database,
  number: string,
): Promise<Result<BillDocument, Problem<BillingProblemCode>>> {
  const parsed = parseBillNumber(number);
  if (!parsed.ok) return parsed;
  const bill = await findBillDocument(db, parsed.value);
  if (bill !== undefined) return ok(bill);
  return refused({ code: 'billing.bill-not-found', field: 'bill', params: { number: parsed.value } });
}

/** A draft too, for those who look at its run. */
export const loadDraft = (db: Database, number: string): Promise<BillDocument | undefined> =>
  findBillDocument(db, number, { drafts: true });
