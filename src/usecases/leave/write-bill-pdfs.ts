import type { ExportFolder } from '../../gateways/export-folder.ts';
import type { Transaction } from '../../store/database.ts';
import { billsMade } from '../../store/leave/index.ts';
import { billPdf, CannotBeSet, type DocumentMaker, loadBillDocument } from '../billing/index.ts';
import { filedAs } from './filed-as.ts';

/** Said once in so many bills. */
const saidEvery = 1000;

/**
 * Sets every bill that Caudal made, in its customer's language first, as it was printed. Bills are read one after the other, on
 * the one connection that sees this moment, and set in all threads at once. How many have letters that no font has.
 */
export async function writeBillPdfs(
  tx: Transaction,
  folder: Pick<ExportFolder, 'write'>,
  { maker, progress }: { readonly maker: DocumentMaker; readonly progress: (what: string, rows?: number) => void },
): Promise<number> {
  const bills = await billsMade(tx);
  const atOnce = maker.typst.threads * 4;
  let notSet = 0;
  for (let first = 0; first < bills.length; first += atOnce) {
    const read = [];
    for (const { number, language } of bills.slice(first, first + atOnce)) {
      const document = await loadBillDocument(tx, number);
      if (document.ok) read.push({ number, language, document: document.value });
    }
    const set = await Promise.all(
      read.map(async ({ number, language, document }) => ({ number, pdf: await pdfOf(maker, document, language) })),
    );
    for (const { number, pdf } of set) {
      if (pdf === undefined) notSet += 1;
      else await folder.write(filedAs('exchange_bill_pdf', { key: 0, name: `${number}.pdf` }), (take) => take(pdf));
    }
    const done = first + read.length;
    if (done === bills.length || Math.floor(done / saidEvery) > Math.floor(first / saidEvery))
      progress('PDFs of bills', done);
  }
  return notSet;
}

async function pdfOf(
  maker: DocumentMaker,
  ...[document, language]: [Parameters<typeof billPdf>[1], Parameters<typeof billPdf>[2]]
): Promise<Uint8Array | undefined> {
  try {
    return await billPdf(maker, document, language);
  } catch (error) {
    if (error instanceof CannotBeSet) return undefined;
    throw error;
  }
}
