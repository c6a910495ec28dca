import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { billFile, billPage } from './bill/get.tsx';
import { billCorrectionPage, postBillCorrection } from './bill-correction/page.tsx';
import { billCorrectionsPage } from './bill-corrections/get.tsx';
import { billRunPage, postRunDecisions } from './bill-run/page.tsx';
import { postRunBill, runBillPage } from './bill-run-bill/page.tsx';
import {
  approvalPage,
  cancellationPage,
  postApproval,
  postCancellation,
  postingPage,
  postPosting,
} from './bill-run-step/page.tsx';
import { billRunUnbilledPage } from './bill-run-unbilled/get.tsx';
import { billRunsPage, postBillRuns } from './bill-runs/page.tsx';
import { neverBilledPage } from './never-billed/get.tsx';
import { printBatchIndexCsv, printBatchPage } from './print-batch/get.tsx';
import { postPrintAgain } from './print-batch/post.ts';
import { printBatchesPage } from './print-batches/get.tsx';

/** Bills, corrections, runs and what is printed. */
export const billingArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.bill(':account', ':bill'), requireStaff('bill.view'), billPage);
  app.get(at.billPdf(':account', ':bill'), requireStaff('bill.view'), billFile);

  app.get(at.billCorrections, requireStaff('bill-correction.view'), billCorrectionsPage);
  app.get(at.billCorrection(':id'), requireStaff('bill-correction.view'), (c) => billCorrectionPage(c));
  app.post(at.billCorrection(':id'), requireStaff('bill-correction.answer'), postBillCorrection);

  app.get(at.billRuns, requireStaff('bill-run.view'), (c) => billRunsPage(c));
  app.post(at.billRuns, requireStaff('bill-run.calculate'), postBillRuns);
  app.get(at.billRun(':id'), requireStaff('bill-run.view'), (c) => billRunPage(c));
  app.get(at.billRunUnbilled(':id'), requireStaff('bill-run.view'), billRunUnbilledPage);
  app.post(at.billRunDecisions(':id'), requireStaff('bill-run.review'), postRunDecisions);
  app.get(at.billRunBill(':id', ':bill'), requireStaff('bill-run.view'), (c) => runBillPage(c));
  app.post(at.billRunBill(':id', ':bill'), requireStaff('bill-run.review'), postRunBill);
  app.get(at.billRunApproval(':id'), requireStaff('bill-run.approve'), (c) => approvalPage(c));
  app.post(at.billRunApproval(':id'), requireStaff('bill-run.approve'), postApproval);
  app.get(at.billRunPosting(':id'), requireStaff('bill-run.post'), (c) => postingPage(c));
  app.post(at.billRunPosting(':id'), requireStaff('bill-run.post'), postPosting);
  app.get(at.billRunCancellation(':id'), requireStaff('bill-run.calculate'), (c) => cancellationPage(c));
  app.post(at.billRunCancellation(':id'), requireStaff('bill-run.calculate'), postCancellation);
  app.get(at.neverBilled, requireStaff('bill-run.view'), neverBilledPage);
  app.get(at.printBatches, requireStaff('print-batch.view'), printBatchesPage);
  app.get(at.printBatch(':id'), requireStaff('print-batch.view'), printBatchPage);
  app.post(at.printBatchAgain(':id'), requireStaff('print-batch.again'), postPrintAgain);
  app.get(at.printBatchIndex(':id'), requireStaff('print-batch.view'), printBatchIndexCsv);
};
