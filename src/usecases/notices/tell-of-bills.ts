import { present } from '../../domain/kernel/index.ts';
import type { BillPayment } from '../../domain/payments/index.ts';
import type { Database } from '../../store/database.ts';
import { ebillsOfRun } from '../../store/notices/index.ts';
import { paths } from '../../web/paths.ts';
import { autopayPolicy, billPayments } from '../payments/index.ts';
import type { NoticeContext } from './notice-context.ts';
import { queueNotice } from './queue-notice.ts';

/** Tells everyone whose bill of the run goes by email. Run again after a crash, it goes on where it stopped. */
export async function tellOfBills(
  db: Database,
  context: NoticeContext,
  runId: number,
  now: Temporal.Instant,
): Promise<number> {
  const bills = await ebillsOfRun(db, runId);
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
