import type { Area } from '../app.tsx';
import { requireStaff } from '../middleware/require.ts';
import { paths } from '../paths.ts';
import { accountPage } from './account/get.tsx';
import { atRiskCsv } from './at-risk/csv.ts';
import { atRiskPage } from './at-risk/get.tsx';
import { billFile, billPage } from './bill/get.tsx';
import { billCorrectionPage, postBillCorrection } from './bill-corrections/case.tsx';
import { billCorrectionsPage } from './bill-corrections/list.tsx';
import { billRunsPage } from './bill-runs/list.tsx';
import { billRunPage } from './bill-runs/run.tsx';
import { homePage } from './home/get.tsx';
import { leakCreditFile, leakCreditPage, postLeakCredit } from './leak-credits/case.tsx';
import { leakCreditsPage } from './leak-credits/list.tsx';
import { postOutreach } from './outreach/post.ts';
import { phonePaymentPage } from './phone-payment/get.tsx';
import { postPhonePayment } from './phone-payment/post.tsx';
import { phonePaymentResult } from './phone-payment/result.tsx';
import { printBatchIndexCsv, printBatchPage } from './print-batches/batch.tsx';
import { printBatchesPage } from './print-batches/list.tsx';
import { consoleRebateFile, consoleRebatePage, postConsoleRebate } from './rebates/case.tsx';
import { consoleRebatesPage } from './rebates/list.tsx';
import { postReminder, reminderPage } from './reminder/page.tsx';
import { rosterImportsPage } from './roster-imports/get.tsx';
import { rosterImportPage, rosterRefusedCsv } from './roster-imports/import.tsx';
import { postRosterUpload } from './roster-imports/post.tsx';
import { postRosterImport, rosterUploadPage } from './roster-imports/upload.tsx';
import { searchPage } from './search/get.tsx';
import { transitionPage } from './transition/get.tsx';

/** The staff's pages. Each names the one permission it needs; none can enrol anybody (test/rules). */
export const consoleArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.home, requireStaff('account.search'), homePage);
  app.get(at.search, requireStaff('account.search'), searchPage);
  app.get(at.account(':account'), requireStaff('account.view'), accountPage);
  app.post(at.outreach(':account'), requireStaff('outreach.record'), postOutreach);
  app.get(at.reminder(':account'), requireStaff('outreach.record'), reminderPage);
  app.post(at.reminder(':account'), requireStaff('outreach.record'), postReminder);
  app.get(at.bill(':account', ':bill'), requireStaff('bill.view'), billPage);
  app.get(at.billPdf(':account', ':bill'), requireStaff('bill.view'), billFile);
  app.get(at.phonePayment(':account'), requireStaff('phone-payment.take'), phonePaymentPage);
  app.post(at.phonePayment(':account'), requireStaff('phone-payment.take'), postPhonePayment);
  app.get(at.phonePaymentReturn(':account', ':payment'), requireStaff('phone-payment.take'), phonePaymentResult);

  app.get(at.transition, requireStaff('transition.view'), transitionPage);
  app.get(at.atRisk, requireStaff('transition.view'), atRiskPage);
  app.get(at.atRiskCsv, requireStaff('transition.view'), atRiskCsv);
  app.get(at.rosterImports, requireStaff('roster.import'), (c) => rosterImportsPage(c));
  app.post(at.rosterImports, requireStaff('roster.import'), postRosterUpload);
  app.get(at.rosterImport(':id'), requireStaff('roster.import'), rosterImportPage);
  app.get(at.rosterImportRefused(':id'), requireStaff('roster.import'), rosterRefusedCsv);
  app.get(at.rosterUpload(':id'), requireStaff('roster.import'), rosterUploadPage);
  app.post(at.rosterUpload(':id'), requireStaff('roster.import'), postRosterImport);

  app.get(at.leakCredits, requireStaff('leak-credit.view'), leakCreditsPage);
  app.get(at.leakCredit(':id'), requireStaff('leak-credit.view'), leakCreditPage);
  app.post(at.leakCredit(':id'), requireStaff('leak-credit.decide'), postLeakCredit);
  app.get(at.leakCreditFile(':id', ':file'), requireStaff('leak-credit.view'), leakCreditFile);

  app.get(at.rebates, requireStaff('rebate.view'), consoleRebatesPage);
  app.get(at.rebate(':id'), requireStaff('rebate.view'), consoleRebatePage);
  app.post(at.rebate(':id'), requireStaff('rebate.decide'), postConsoleRebate);
  app.get(at.rebateFile(':id', ':file'), requireStaff('rebate.view'), consoleRebateFile);

  app.get(at.billCorrections, requireStaff('bill-correction.view'), billCorrectionsPage);
  app.get(at.billCorrection(':id'), requireStaff('bill-correction.view'), (c) => billCorrectionPage(c));
  app.post(at.billCorrection(':id'), requireStaff('bill-correction.answer'), postBillCorrection);

  app.get(at.billRuns, requireStaff('bill-run.view'), billRunsPage);
  app.get(at.billRun(':id'), requireStaff('bill-run.view'), billRunPage);
  app.get(at.printBatches, requireStaff('print-batch.view'), printBatchesPage);
  app.get(at.printBatch(':id'), requireStaff('print-batch.view'), printBatchPage);
  app.get(at.printBatchIndex(':id'), requireStaff('print-batch.view'), printBatchIndexCsv);
};
