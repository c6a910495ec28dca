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
