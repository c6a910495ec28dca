import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { batchFile } from './batch-file/file.ts';
import { batchesPage } from './batches/get.tsx';
import { postReceiptAgain, receiptAgainPage } from './receipt-again/page.tsx';

/** What goes to the utility's own billing system. */
export const exchangeArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.exchangeBatches, requireStaff('exchange-batch.view'), batchesPage);
  app.get(at.exchangeBatchFile(':id'), requireStaff('exchange-batch.view'), batchFile);
  app.get(at.exchangeReceiptAgain(':receipt'), requireStaff('exchange-batch.answer'), receiptAgainPage);
  app.post(at.exchangeReceiptAgain(':receipt'), requireStaff('exchange-batch.answer'), postReceiptAgain);
};
