import { join } from 'node:path';
import { openBatchFolder } from '../../gateways/batch-folder.ts';
import { findBillDocument, markBatchPrinted, openPrintBatch, paperBillsToPrint } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { autopayPolicy, billPayments } from '../payments/index.ts';
import { csvText } from '../transition/index.ts';
import { atOnce } from './at-once.ts';
import { billPdf, type DocumentMaker } from './bill-pdf.ts';

/**
 * Prints what goes on paper of a posted run: a PDF a bill, and index.csv of who is still on paper and why. The folder
 * gets its name when all of it is there; killed anywhere and run again, it goes on with the bills that are missing and
 * ends with the same files.
 */
export async function printBillRun(
  db: Database,
  maker: DocumentMaker,
  batch: { readonly runId: number; readonly outbox: string; readonly now: Temporal.Instant },
): Promise<number> {
  const path = join(batch.outbox, `bill-run-${batch.runId}`);
  const { id, printed } = await openPrintBatch(db, { runId: batch.runId, folder: path, now: batch.now });
  const bills = await paperBillsToPrint(db, batch.runId);
  if (printed) return bills.length;
  const folder = await openBatchFolder(path);
  if (!folder.finished) {
    const paid = await billPayments(
      db,
      bills.map(({ number }) => number),
      { now: batch.now, policy: autopayPolicy(maker.utility) },
    );
    await atOnce(bills, maker, async (bill) => {
      const name = `${bill.number}.pdf`;
      if (await folder.has(name)) return;
      const document = await findBillDocument(db, bill.number);
      if (document === undefined) throw new Error(`bill ${bill.number} of run ${batch.runId} is not there`);
      await folder.write(name, await billPdf(maker, document, bill.language, paid.get(bill.number)));
    });
    const rows = bills.map((bill) => [
      bill.number,
      bill.account,
      bill.customer,
      bill.mailing.join(', '),
      `${bill.number}.pdf`,
      bill.reason,
    ]);
    await folder.write('index.csv', csvText([['bill', 'account', 'customer', 'address', 'file', 'reason'], ...rows]));
    await folder.finish();
  }
  await markBatchPrinted(db, id, bills.length, batch.now);
  return bills.length;
}
