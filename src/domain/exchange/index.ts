export { type Acknowledgement, ackColumns, readAckLine } from './batches/ack-line.ts';
export {
  type BatchForm,
  type BatchKind,
  type BatchName,
  batchFileName,
  batchForms,
  batchTotalsName,
} from './batches/batch-name.ts';
export { batchTotals } from './batches/batch-totals.ts';
export { type MoneyKind, type MoneyMoved, paymentsCsv, type TenderCodes } from './batches/payment-row.ts';
export { plainCsv } from './batches/plain-csv.ts';
export { plainMoney } from './batches/plain-money.ts';
export {
  type CustomerChange,
  changesCsv,
  type Enrolment,
  enrolmentsCsv,
} from './batches/what-customers-said.ts';
export {
  type BilledBy,
  billers,
  isCommandOffered,
  isDoneHere,
  isPermissionListed,
  isPermissionOffered,
  isTaskOffered,
  namedByTable,
} from './billers-work.ts';
export { nameIs } from './column-names.ts';
export { type FileControl, type Manifest, noManifest, readManifest } from './manifest.ts';
export {
  type ColumnFinder,
  centsOf,
  columnFinder,
  columnsOf,
  type ExchangeMapping,
  type ForeignFile,
  type ForeignHeader,
  type ForeignRecord,
  isMade,
  keptText,
  type Lookup,
  type MadeCell,
  makeRow,
  type Output,
  type PieceSource,
  readExchangeMapping,
  readForeignHeader,
  readPiece,
  recordReader,
  repetitions,
  takes,
  WrongPiece,
  writtenCents,
} from './mapping/index.ts';
export {
  type MirrorEntry,
  type MirroredAccount,
  type MirroredBill,
  type MirroredTransaction,
  mirrorAccount,
} from './mirror-account.ts';
export { ccbTenderWidth } from './outward/ccb-staging.ts';
export {
  badgerReadExport,
  baiLockbox,
  ccbStaging,
  citipakLockbox,
  goesInForm,
  type OutwardPayment,
  type OutwardRead,
  type PaymentForms,
  paymentsInForm,
} from './outward/index.ts';
export {
  type PackageFileName,
  type PackageRow,
  packageFileNames,
  packageFileOf,
  packageFiles,
} from './package-files.ts';
export { type PackageHeader, plainName, readHeader } from './package-header.ts';
export { countsAnew, followsAs, isOlder, type OrderedPackage } from './package-order.ts';
export { type RowProblem, readRow, rowKey } from './package-row.ts';
export { exchangeProblemCodes } from './problems.ts';
export { type FileReport, type RunReport, type WaitsFor, waitsFor } from './run-report.ts';
export { type ShadowOutcome, type ShadowReason, shadowReasons, type TheirBill } from './shadow/shadow-bill.ts';
export { shadowOfBill } from './shadow/shadow-of-bill.ts';
export { shadowReportHead, shadowReportRows } from './shadow/shadow-report.ts';
export { type Occupancy, type Sharing, sharePremise } from './share-premise.ts';
