import { type AutopayPolicy, type BillPayment, billPayment } from '../../domain/payments/index.ts';
import { billStanding, type EntryAfterBill } from '../../domain/receivables/index.ts';
import type { Database } from '../../store/database.ts';
import { type BillToPay, billPaymentFacts } from '../../store/payments/index.ts';
import { entriesAfter } from '../../store/receivables/index.ts';

/** How each of these bills is paid, by its number. */
export async function billPayments(
  db: Database,
  numbers: readonly string[],
  at: { readonly now: Temporal.Instant; readonly policy: AutopayPolicy },
): Promise<ReadonlyMap<string, BillPayment>> {
  const today = at.now.toZonedDateTimeISO(at.policy.timeZone).toPlainDate();
  const payments = new Map<string, BillPayment>();
  for (const [number, one] of await billPaymentFacts(db, numbers)) {
    const standing = billStanding({ ...one.bill, entries: await entriesThatMatter(db, one) }, today);
    payments.set(number, billPayment({ ...one, standing }, at));
  }
  return payments;
}

/** The entries since a bill; most bills are just posted and owed whole, and need none. */
async function entriesThatMatter(db: Database, { bill, isOwedWhole }: BillToPay): Promise<readonly EntryAfterBill[]> {
  return bill.isCancelled || bill.amountDue <= 0 || isOwedWhole ? [] : entriesAfter(db, bill.accountId, bill.entryId);
}

export async function billPaymentOf(
  db: Database,
  number: string,
  at: { readonly now: Temporal.Instant; readonly policy: AutopayPolicy },
): Promise<BillPayment | undefined> {
  return (await billPayments(db, [number], at)).get(number);
}
