import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { billFile, billPage } from './bill/get.tsx';
import { billCorrectionPage, postBillCorrection } from './bill-correction/page.tsx';
import { billCorrectionsPage } from './bill-corrections/get.tsx';
import { billRunPage } from './bill-run/get.tsx';
import { billRunsPage } from './bill-runs/get.tsx';
import { printBatchIndexCsv, printBatchPage } from './print-batch/get.tsx';
import { printBatchesPage } from './print-batches/get.tsx';

/** Bills, corrections, runs and what is printed. */
export const billingArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.bill(':account', ':bill'), requireStaff('bill.view'), billPage);
  app.get(at.billPdf(':account', ':bill'), requireStaff('bill.view'), billFile);

  app.get(at.billCorrections, requireStaff('bill-correction.view'), billCorrectionsPage);
  app.get(at.billCorrection(':id'), requireStaff('bill-correction.view'), (c) => billCorrectionPage(c));
  app.post(at.billCorrection(':id'), requireStaff('bill-correction.answer'), postBillCorrection);

  app.get(at.billRuns, requireStaff('bill-run.view'), billRunsPage);
  app.get(at.billRun(':id'), requireStaff('bill-run.view'), billRunPage);
  app.get(at.printBatches, requireStaff('print-batch.view'), printBatchesPage);
  app.get(at.printBatch(':id'), requireStaff('print-batch.view'), printBatchPage);
  app.get(at.printBatchIndex(':id'), requireStaff('print-batch.view'), printBatchIndexCsv);
};
