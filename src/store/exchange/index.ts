export {
  type AckSaid,
  findOutstanding,
  insertAcks,
  insertResend,
  lastAttempt,
  type RowOutstanding,
  receiptsIn,
  rowsOutstanding,
} from './acknowledgements.ts';
export {
  type Batch,
  type BatchStanding,
  batchContent,
  findBatch,
  findBatchById,
  holdBatches,
  insertBatch,
  insertBatchRows,
  lastBatchOf,
  listBatches,
  markWritten,
  nextBatchNumber,
  unwrittenBatches,
} from './batches.ts';
export { keepBillPdf, pdfsApart, pdfsToKeep } from './bill-pdfs.ts';
export { checkStage } from './check-stage.ts';
export {
  insertChanges,
  insertEnrolments,
  standingEnrolments,
  waitingChanges,
} from './customers-out.ts';
export { type WaitingMoney, waitingMoney, waitingTotals } from './money-out.ts';
export { type RegisterOut, registersOut } from './reads-out.ts';
export {
  answerRun,
  appliedRuns,
  type ExchangeRun,
  exchangeRuns,
  findExchangeRun,
  forgetUpload,
  keepRefusedLines,
  keepRun,
  keepUpload,
  oneImportAtATime,
  type RefusedLine,
  refusedLinesOfRun,
  runOfFiles,
  uploadOfRun,
} from './runs.ts';
export { billIdsToShadow, loadBillsToShadow } from './shadow-bills.ts';
export {
  type EqualLine,
  equalLines,
  insertShadowNote,
  type ShadowDifference,
  type ShadowNote,
  shadowDifferences,
  shadowNotes,
} from './shadow-differences.ts';
export {
  beginShadowRun,
  findShadowRun,
  finishShadowRun,
  keepShadows,
  lastBillOfShadowRun,
  listShadowRuns,
  readShadowRows,
  type ShadowRow,
  type ShadowRun,
  shadowRows,
  signShadowRun,
  unfinishedShadowRun,
} from './shadow-runs.ts';
export {
  betweenCells,
  copyIntoStage,
  countStages,
  keepNames,
  keySeparator,
  knowReceipts,
  makeStages,
  noValue,
  rowsStaged,
  stagedAside,
  stagedColumns,
} from './stage.ts';
export {
  accountDifferences,
  accountsSaidClosed,
  accountsToClose,
  accountsToMake,
  changeAccounts,
  closeAccounts,
  handOnAgreements,
  keepOldNumbers,
  makeAccounts,
  makeParts,
  moveServicePointsToParts,
  occupanciesOf,
  writeAgreements,
  writePeople,
} from './write-accounts.ts';
export {
  billDifferences,
  compareBills,
  countBills,
  findAccountsOfNumbers,
  writeBills,
} from './write-bills.ts';
export {
  adoptMeters,
  type Differences,
  masterDifferences,
  type Writing,
  writeFacts,
  writeInstallations,
  writeMaster,
} from './write-master.ts';
export {
  accountsToMirror,
  accountsTouched,
  balanceDifferences,
  compareBalances,
  compareTransactions,
  dropComparisons,
  keepMirrored,
  otherRows,
  transactionDifferences,
  writeMoney,
  writeRegisterReads,
} from './write-money.ts';
