export {
  findReadsImport,
  keepReads,
  type ReadsImportRow,
  type ReadToKeep,
  readsImports,
  refusedLinesOf,
} from '../../store/metering/index.ts';
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
