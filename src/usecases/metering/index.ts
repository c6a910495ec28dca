export { keepReads, type ReadToKeep } from '../../store/metering.ts';
export {
  findReadsImport,
  type ReadsImportRow,
  readsImports,
  refusedLinesOf,
} from '../../store/reads-imports.ts';
export { mostKept, type RefusedLine } from '../../store/refused-lines.ts';
export { correctRead, type ReadCorrection } from './correct-read.ts';
export {
  importReadsFile,
  importReadsUpload,
  type ReadsFileReport,
  type ReadsFileRequest,
} from './reads/import-reads-file.ts';
export { importWatchedReads, type WatchedReadsPlace } from './reads/import-watched-reads.ts';
export type { ReadsReport } from './reads/reads-report.ts';
