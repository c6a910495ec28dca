export {
  type BilledBy,
  billers,
  isCommandOffered,
  isDoneHere,
  isPermissionOffered,
  isTaskOffered,
  namedByTable,
} from './billers-work.ts';
export { nameIs } from './column-names.ts';
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
  badgerReadExport,
  baiLockbox,
  ccbStaging,
  citipakLockbox,
  type OutwardPayment,
  type OutwardRead,
} from './outward/index.ts';
export {
  type PackageFileName,
  type PackageRow,
  packageFileNames,
  packageFileOf,
  packageFiles,
} from './package-files.ts';
export { type PackageHeader, readHeader } from './package-header.ts';
export { type RowProblem, readRow, rowKey } from './package-row.ts';
export { exchangeProblemCodes } from './problems.ts';
