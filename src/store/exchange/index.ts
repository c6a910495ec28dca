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
export {
  insertChanges,
  insertEnrolments,
  standingEnrolments,
  waitingChanges,
} from './customers-out.ts';
export { waitingMoney, waitingTotals } from './money-out.ts';
export { billIdsToShadow, loadBillsToShadow } from './shadow-bills.ts';
export {
  beginShadowRun,
  findShadowRun,
  finishShadowRun,
  keepShadows,
  lastBillOfShadowRun,
  listShadowRuns,
  type ShadowRow,
  type ShadowRun,
  shadowRows,
  signShadowRun,
  unfinishedShadowRun,
} from './shadow-runs.ts';
