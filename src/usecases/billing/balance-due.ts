import { type Cents, zeroCents } from '../../domain/kernel/index.ts';
import { type BillHeader, lastPostedBill, unpaidOfBill } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { receivableBalance } from '../../store/receivables/index.ts';

/** What an account owes now, and by when. */
export interface BalanceDue {
  /** Everything the ledger says is owed; negative where the account is paid ahead. */
  readonly balance: Cents;
  readonly bill?: BillHeader;
  /** What payments since left unpaid of the last bill's amount due; zero where there is no bill. */
  readonly unpaidOfBill: Cents;
  /** The last bill's due date, while something of it is unpaid. */
  readonly dueOn?: Temporal.PlainDate;
  readonly pastDue: boolean;
}

export async function balanceDue(db: Database, accountId: number, today: Temporal.PlainDate): Promise<BalanceDue> {
  const balance = await receivableBalance(db, accountId);
  const bill = await lastPostedBill(db, accountId);
  if (bill === undefined) return { balance, unpaidOfBill: zeroCents, pastDue: false };
  const unpaid = await unpaidOfBill(db, bill);
  if (unpaid <= 0) return { balance, bill, unpaidOfBill: unpaid, pastDue: false };
  const pastDue = Temporal.PlainDate.compare(today, bill.dueOn) > 0;
  return { balance, bill, unpaidOfBill: unpaid, dueOn: bill.dueOn, pastDue };
}
