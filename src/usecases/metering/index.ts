export {
  countDoubtedReads,
  doubtedReads,
  findReadsImport,
  type ReadsImportRow,
  readsImports,
  refusedLinesOf,
} from '../../store/metering/index.ts';
export { maxKept, type RefusedLine } from '../../store/refused-lines.ts';
export { correctRead } from './correct-read.ts';
export { type ExchangePlace, exchangeMeter, loadExchangePlace } from './exchange-meter.ts';
export { installMeter, removeMeter } from './place-meter.ts';
export {
  importReadsFile,
  importReadsUpload,
  type ReadsFileReport,
} from './reads/import-reads-file.ts';
export { importWatchedReads, type WatchedReadsPlace } from './reads/import-watched-reads.ts';
export type { ReadsReport } from './reads/reads-report.ts';
export { encodingFinder, inUtf8, type TextEncoding } from './reads/text-encoding.ts';
export { acceptRegisterRead, enterRegisterRead } from './register-reads.ts';
export { totalReads } from './total-reads.ts';
