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
  type PackageFileName,
  type PackageRow,
  packageFileNames,
  packageFileOf,
  packageFiles,
} from './package-files.ts';
export { type PackageHeader, readHeader } from './package-header.ts';
export { type RowProblem, readRow, rowKey } from './package-row.ts';
export { exchangeProblemCodes } from './problems.ts';
