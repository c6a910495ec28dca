import type { Area } from '../../area.ts';
import { files } from '../../body/body-rule.ts';
import { requireStaff } from '../../middleware/require.ts';
import { takes } from '../../middleware/takes.ts';
import { paths } from '../../paths.ts';
import { batchFile } from './batch-file/file.ts';
import { batchesPage } from './batches/get.tsx';
import { differencePage, postDifferenceNote } from './difference/page.tsx';
import { differencesPage } from './differences/get.tsx';
import { packagePage, postAnswer, postMended, refusedFile } from './package/page.tsx';
import { packagesPage, postPackage } from './packages/page.tsx';
import { readsPage } from './reads/page.tsx';
import { postReceiptAgain, receiptAgainPage } from './receipt-again/page.tsx';
import { postShadowSignature, shadowRunFile, shadowRunPage } from './shadow-run/page.tsx';
import { shadowRunsPage } from './shadow-runs/get.tsx';

/** What comes from the utility's own billing system and what goes to it, and its bills calculated again. */
export const exchangeArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.exchangePackages, requireStaff('exchange-package.view'), packagesPage);
  app.post(at.exchangePackages, requireStaff('exchange-package.import'), takes(files(60)), postPackage);
  app.get(at.exchangePackage(':id'), requireStaff('exchange-package.view'), (c) => packagePage(c));
  app.post(at.exchangePackage(':id'), requireStaff('exchange-package.import'), postAnswer);
  app.post(at.exchangePackageMended(':id'), requireStaff('exchange-package.import'), takes(files(60)), postMended);
  app.get(at.exchangePackageRefused(':id'), requireStaff('exchange-package.view'), refusedFile);
  app.get(at.exchangeBatches, requireStaff('exchange-batch.view'), batchesPage);
  app.get(at.exchangeBatchFile(':id'), requireStaff('exchange-batch.view'), batchFile);
  app.get(at.exchangeReads, requireStaff('exchange-batch.view'), readsPage);
  app.get(at.exchangeReceiptAgain(':receipt'), requireStaff('exchange-batch.answer'), receiptAgainPage);
  app.post(at.exchangeReceiptAgain(':receipt'), requireStaff('exchange-batch.answer'), postReceiptAgain);
  app.get(at.shadowRuns, requireStaff('shadow-run.view'), shadowRunsPage);
  app.get(at.shadowRun(':id'), requireStaff('shadow-run.view'), shadowRunPage);
  app.post(at.shadowRun(':id'), requireStaff('shadow-run.sign'), postShadowSignature);
  app.get(at.shadowDifferences, requireStaff('shadow-run.view'), differencesPage);
  app.get(at.shadowDifference(':id'), requireStaff('shadow-run.view'), (c) => differencePage(c));
  app.post(at.shadowDifference(':id'), requireStaff('shadow-run.sign'), postDifferenceNote);
  app.get(at.shadowRunFile(':id'), requireStaff('shadow-run.view'), shadowRunFile);
};
