import { type BillDocument, type BillingProblemCode, parseBillNumber } from '../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { findBillDocument } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';

/** The number that is meant by what was written: ours as we write it, another system's as it is. */
export function billNumberMeant(written: string): string {
  const parsed = parseBillNumber(written);
  return parsed.ok ? parsed.value : written.trim();
}

/**
 * A posted or cancelled bill, whole, by the number a person gives; a mistyped one is told from one that is not there. Another
 * system's numbers have no check digit: they are found as they are written.
 */
export async function loadBillDocument(
  db: Database,
  written: string,
): Promise<Result<BillDocument, Problem<BillingProblemCode>>> {
  const number = billNumberMeant(written);
  const bill = await findBillDocument(db, number);
  if (bill !== undefined) return ok(bill);
  const parsed = parseBillNumber(written);
  if (!parsed.ok) return parsed;
  return refused({ code: 'billing.bill-not-found', field: 'bill', params: { number } });
}

/** A draft too, for those who look at its run. */
export const loadDraft = (db: Database, number: string): Promise<BillDocument | undefined> =>
  findBillDocument(db, number, { drafts: true });
