import type { Database } from '../../store/database.ts';
import { ebillsOfRun } from '../../store/notices/index.ts';
import { paths } from '../../web/paths.ts';
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
          // Nothing to pay: the template says so by `standing`, and the amount is the credit.
          standing: bill.amountCents > 0 ? 'due' : bill.amountCents < 0 ? 'credit' : 'nothing',
          amount: Math.abs(bill.amountCents),
          dueOn: bill.dueOn.toString(),
          link: context.publicUrl + paths.bill(bill.account, bill.billNumber),
        },
        now,
      ),
    );
  }
  return bills.length;
}
