import { type AutopayPolicy, type BillPayment, billPayment } from '../../domain/payments/index.ts';
import { billStanding, type EntryAfterBill } from '../../domain/receivables/index.ts';
import type { Database } from '../../store/database.ts';
import { type BillToPay, billPaymentFacts } from '../../store/payments/index.ts';
import { entriesAfter } from '../../store/receivables/index.ts';

interface Asked {
  readonly now: Temporal.Instant;
  readonly policy: AutopayPolicy;
  /** The oldest entry of the bills, for who knows it: what came after is then asked for in the same turn. */
  readonly since?: { readonly accountId: number; readonly entryId: number } | undefined;
}

/** How each of these bills is paid, by its number. */
export async function billPayments(
  db: Database,
  numbers: readonly string[],
  { since, ...at }: Asked,
): Promise<ReadonlyMap<string, BillPayment>> {
  const today = at.now.toZonedDateTimeISO(at.policy.timeZone).toPlainDate();
  const [facts, known] = await Promise.all([
    billPaymentFacts(db, numbers),
    since && entriesAfter(db, since.accountId, since.entryId),
  ]);
  const entries =
    since !== undefined && known !== undefined
      ? new Map([[since.accountId, known]])
      : await entriesThatMatter(db, [...facts.values()]);
  const payments = new Map<string, BillPayment>();
  for (const [number, one] of facts) {
    const ofAccount = matters(one) ? (entries.get(one.bill.accountId) ?? []) : [];
    payments.set(
      number,
      billPayment({ ...one, standing: billStanding({ ...one.bill, entries: ofAccount }, today) }, at),
    );
  }
  return payments;
}

/** Most bills are just posted and owed whole, and need no entries. */
const matters = ({ bill, isOwedWhole }: BillToPay): boolean => !bill.isCancelled && bill.amountDue > 0 && !isOwedWhole;

/** The entries since the oldest bill of each account that needs them: one statement an account, however many its bills are. */
async function entriesThatMatter(db: Database, bills: readonly BillToPay[]) {
  const oldest = new Map<number, number>();
  for (const { bill } of bills.filter(matters)) {
    oldest.set(bill.accountId, Math.min(bill.entryId, oldest.get(bill.accountId) ?? bill.entryId));
  }
  const entries = new Map<number, readonly EntryAfterBill[]>();
  for (const [accountId, entryId] of oldest) entries.set(accountId, await entriesAfter(db, accountId, entryId));
  return entries;
}

export async function billPaymentOf(db: Database, number: string, asked: Asked): Promise<BillPayment | undefined> {
  return (await billPayments(db, [number], asked)).get(number);
}
