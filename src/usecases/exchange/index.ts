export { outgoingFolder } from '../../gateways/outgoing-folder.ts';
export {
  type Batch,
  type BatchStanding,
  findOutstanding,
  findShadowRun,
  listBatches,
  listShadowRuns,
  type RowOutstanding,
  type ShadowRow,
  type ShadowRun,
  shadowRows,
  waitingTotals,
} from '../../store/exchange/index.ts';
export { mappingsToChoose } from './convert/choose-mapping.ts';
export { type ConversionReport, convertPackage } from './convert/convert-package.ts';
export { findMapping } from './convert/find-mapping.ts';
export { exchangeSetting } from './exchange-setting.ts';
export { exportReads, type ReadsExport, takeReads } from './export-reads.ts';
export { fileShadowReport } from './file-shadow-report.ts';
export { type AckFileReport, importAcknowledgement } from './import-acknowledgement.ts';
export { importFolder, refusedCsv, refusedProblem } from './import-folder.ts';
export type { PackageOutcome } from './import-package.ts';
export { type ExchangePlace, importWatchedAcknowledgements } from './import-watched-acknowledgements.ts';
export { importWatchedPackages } from './import-watched-packages.ts';
export {
  answerPackage,
  filesOfRefused,
  importMappedUpload,
  importUploadedPackage,
  listPackages,
  mendPackage,
  type ShownPackage,
  viewPackage,
} from './packages.ts';
export { readBatchFile } from './read-batch-file.ts';
export { sendBatchAgain, sendBatches } from './send-batches.ts';
export { sendByNight } from './send-by-night.ts';
export { sendReceiptAgain } from './send-receipt-again.ts';
export {
  type BillThatDiffers,
  billThatDiffers,
  explainDifference,
  type ShadowDifference,
  shadowDifferences,
} from './shadow-differences.ts';
export { shadowBills, shadowReport, signShadowReport } from './shadow-run.ts';
export { type ExchangeStanding, receiptsOutstanding, standingOfExchange } from './standing-of-exchange.ts';
