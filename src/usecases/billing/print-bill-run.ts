import { join } from 'node:path';
import { isPermitted, type StaffRole } from '../../domain/access/index.ts';
import { ok, type Result, refused } from '../../domain/kernel/index.ts';
import { type BatchFolder, openBatchFolder } from '../../gateways/batch-folder.ts';
import { CannotBeSet } from '../../gateways/typst.ts';
import { recordAudit } from '../../store/audit.ts';
import {
  billsToPrint,
  findBillDocument,
  findPrintBatch,
  keepBillsToPrint,
  markBatchPrinted,
  markPrintedAfterAll,
  openPrintBatch,
  type PaperBill,
  paperBillsToPrint,
  runOfEbill,
} from '../../store/billing/index.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import { autopayPolicy, billPayments } from '../payments/index.ts';
import { csvText } from '../transition/index.ts';
import { atOnce } from './at-once.ts';
import { billPdf, type DocumentMaker } from './bill-pdf.ts';

interface Printing {
  readonly runId: number;
  readonly outbox: string;
  readonly now: Temporal.Instant;
}

/**
 * Prints what goes on paper of a posted run: a PDF a bill, and index.csv of who is still on paper and why. The folder
 * gets its name when all of it is there; killed anywhere and run again, it goes on with the bills that are missing and
 * ends with the same files. A bill that no font can set keeps nobody else's from being printed: not-printed.csv and the console
 * name it with what to do. Run again after that, what was not printed is, in a folder of its own. Answers how many are printed.
 */
export async function printBillRun(db: Database, maker: DocumentMaker, batch: Printing): Promise<number> {
  const path = join(batch.outbox, `bill-run-${batch.runId}`);
  const { id, printed } = await openPrintBatch(db, { runId: batch.runId, folder: path, now: batch.now });
  const bills = await paperBillsToPrint(db, batch.runId);
  if (printed) {
    const again = await printLeft(db, maker, { ...batch, path, batchId: id, bills });
    return bills.length - again;
  }
  const folder = await openBatchFolder(path);
  const refusals = await printInto(db, maker, { folder, bills, batch });
  const refusedNow = new Set(refusals.map(({ bill }) => bill));
  const done = bills.flatMap(({ number }) => (refusedNow.has(number) ? [] : [number]));
  await db.transaction(async (tx) => {
    // Those whose email was refused before the batch was printed are in it, and counted by what follows.
    const waited = (await billsToPrint(tx, id)).filter(({ bill }) => done.includes(bill)).length;
    await markBatchPrinted(tx, id, done.length - waited, batch.now);
    await markPrintedAfterAll(tx, id, done, batch.now);
    await keepBillsToPrint(tx, id, refusals, batch.now);
  });
  return bills.length - refusals.length;
}

/** Prints what is still to be printed, or tries it once more. Answers how many still cannot be. */
async function printLeft(
  db: Database,
  maker: DocumentMaker,
  {
    path,
    batchId,
    bills,
    ...batch
  }: Printing & { readonly path: string; readonly batchId: number; readonly bills: readonly PaperBill[] },
): Promise<number> {
  const open = new Set((await billsToPrint(db, batchId)).map(({ bill }) => bill));
  if (open.size === 0) return 0;
  const left = bills.filter(({ number }) => open.has(number));
  let folder = await openBatchFolder(`${path}-again-1`);
  for (let turn = 2; folder.finished; turn += 1) {
    // Killed after the folder had its name: what is in it is printed.
    await markPrintedAfterAll(db, batchId, await inFolder(folder, left), batch.now);
    folder = await openBatchFolder(`${path}-again-${turn}`);
  }
  const still = new Set((await billsToPrint(db, batchId)).map(({ bill }) => bill));
  const toPrint = left.filter(({ number }) => still.has(number));
  if (toPrint.length === 0) return 0;
  const refusals = await printInto(db, maker, { folder, bills: toPrint, batch });
  const refusedNow = new Set(refusals.map(({ bill }) => bill));
  await keepBillsToPrint(db, batchId, refusals, batch.now);
  const done = toPrint.flatMap(({ number }) => (refusedNow.has(number) ? [] : [number]));
  await markPrintedAfterAll(db, batchId, done, batch.now);
  return refusals.length;
}

async function inFolder(folder: BatchFolder, bills: readonly PaperBill[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { number } of bills) if (await folder.has(`${number}.pdf`)) found.push(number);
  return found;
}

interface Refused {
  readonly bill: string;
  readonly letters: string;
}

async function printInto(
  db: Database,
  maker: DocumentMaker,
  {
    folder,
    bills,
    batch,
  }: { readonly folder: BatchFolder; readonly bills: readonly PaperBill[]; readonly batch: Printing },
): Promise<readonly Refused[]> {
  const paid = await billPayments(
    db,
    bills.map(({ number }) => number),
    { now: batch.now, policy: autopayPolicy(maker.utility) },
  );
  const refusals: Refused[] = [];
  await atOnce(bills, maker, async (bill) => {
    const name = `${bill.number}.pdf`;
    if (await folder.has(name)) return;
    const document = await findBillDocument(db, bill.number);
    if (document === undefined) throw new Error(`bill ${bill.number} of run ${batch.runId} is not there`);
    try {
      const pdf = await billPdf(maker, document, bill.language, paid.get(bill.number));
      if (!folder.finished) await folder.write(name, pdf);
    } catch (error) {
      if (!(error instanceof CannotBeSet)) throw error;
      refusals.push({ bill: bill.number, letters: error.letters });
    }
  });
  refusals.sort((a, b) => a.bill.localeCompare(b.bill));
  if (folder.finished) return refusals;
  const lettersOf = new Map(refusals.map(({ bill, letters }) => [bill, letters]));
  const rowOf = (bill: PaperBill) => [bill.number, bill.account, bill.customer, bill.mailing.join(', ')];
  const rows = bills
    .filter(({ number }) => !lettersOf.has(number))
    .map((bill) => [...rowOf(bill), `${bill.number}.pdf`, bill.reason]);
  await folder.write('index.csv', csvText([['bill', 'account', 'customer', 'address', 'file', 'reason'], ...rows]));
  if (refusals.length > 0) {
    const named = bills
      .filter(({ number }) => lettersOf.has(number))
      .map((bill) => [...rowOf(bill), lettersOf.get(bill.number) ?? '', whatToDo(maker)]);
    const head = ['bill', 'account', 'customer', 'address', 'letters that no font has', 'what to do'];
    await folder.write('not-printed.csv', csvText([head, ...named]));
  }
  await folder.finish();
  return refusals;
}

const whatToDo = ({ words }: DocumentMaker): string => words('en').maybe('console.batch.not-printed-do');

/** Staff have added a font, or put a name right: what could not be printed of a batch is tried again. */
export async function printAgain(
  db: Database,
  batchId: number,
  by: { readonly staffId: string; readonly role: StaffRole; readonly now: Temporal.Instant; readonly address: string },
): Promise<Result<undefined, { readonly code: 'access.not-permitted' | 'billing.run-not-found' }>> {
  if (!isPermitted(by.role, 'print-batch.again')) return refused({ code: 'access.not-permitted' });
  return db.transaction(async (tx) => {
    const batch = await findPrintBatch(tx, batchId);
    if (batch?.runId === undefined) return refused({ code: 'billing.run-not-found' });
    await enqueue(tx, { task: 'print-batch', payload: { runId: batch.runId }, key: `print-batch:${batch.runId}` });
    const actor = { kind: 'staff', id: by.staffId } as const;
    await recordAudit(tx, {
      at: by.now,
      actor,
      action: 'print-batch.again',
      detail: { batch: batchId },
      address: by.address,
    });
    return ok(undefined);
  });
}

/** The email that told about a posted bill was refused for good: the bill is printed, with its run's batch or after it. */
export async function printInstead(
  tx: Transaction,
  billNumber: string,
  { outbox, now }: { readonly outbox: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const runId = await runOfEbill(tx, billNumber);
  if (runId === undefined) return false;
  const { id } = await openPrintBatch(tx, { runId, folder: join(outbox, `bill-run-${runId}`), now });
  await keepBillsToPrint(tx, id, [{ bill: billNumber, isEmailRefused: true }], now);
  await enqueue(tx, { task: 'print-batch', payload: { runId }, key: `print-batch:${runId}` });
  return true;
}
