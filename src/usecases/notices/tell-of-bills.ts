import { present } from '../../domain/kernel/index.ts';
import type { BillPayment } from '../../domain/payments/index.ts';
import type { Database } from '../../store/database.ts';
import { type EbillToTell, ebillsOfPackage, ebillsOfRun } from '../../store/notices/index.ts';
import { paths } from '../../web/paths.ts';
import { autopayPolicy, billPayments } from '../payments/index.ts';
import type { NoticeContext } from './notice-context.ts';
import { queueNotice } from './queue-notice.ts';

/** Tells everyone whose bill of the run goes by email. Run again after a crash, it goes on where it stopped. */
export const tellOfBills = async (
  db: Database,
  context: NoticeContext,
  runId: number,
  now: Temporal.Instant,
): Promise<number> => tell(db, context, await ebillsOfRun(db, runId), now);

/** The same of the bills that came with a package of the billing system. */
export const tellOfBillsOfPackage = async (
  db: Database,
  context: NoticeContext,
  exchangeRunId: number,
  now: Temporal.Instant,
): Promise<number> => tell(db, context, await ebillsOfPackage(db, exchangeRunId), now);

async function tell(
  db: Database,
  context: NoticeContext,
  bills: readonly EbillToTell[],
  now: Temporal.Instant,
): Promise<number> {
  const paid = await billPayments(
    db,
    bills.map(({ billNumber }) => billNumber),
    { now, policy: autopayPolicy(context.utility) },
  );
  for (const bill of bills) {
    await db.transaction((tx) =>
      queueNotice(
        tx,
        context,
        {
          event: 'bill.ready',
          to: bill.email,
          language: bill.language,
          accountId: bill.accountId,
          loginId: bill.loginId,
          key: `bill.ready:${bill.billNumber}`,
          account: bill.account,
          billNumber: bill.billNumber,
          amount: Math.abs(bill.amountCents),
          dueOn: bill.dueOn.toString(),
          ...payingOf(paid.get(bill.billNumber)),
          autopayOfOldPortal: bill.lapsed ?? 'none',
          ...present({ registerBy: bill.registerBy }),
          link: context.publicUrl + paths.bill(bill.account, bill.billNumber),
        },
        now,
      ),
    );
  }
  return bills.length;
}

/** How the bill is paid, as its template asks with `select`; the amounts and dates of that way are `paying_…`. */
function payingOf(payment: BillPayment | undefined): Readonly<Record<string, unknown>> {
  if (payment === undefined) return { paidBy: 'due' };
  const { kind, ...paying } = payment;
  const written = Object.entries(paying).map(([name, value]) => [name, typeof value === 'number' ? value : `${value}`]);
  return { paidBy: kind.replaceAll('-', '_'), paying: Object.fromEntries(written) };
}
