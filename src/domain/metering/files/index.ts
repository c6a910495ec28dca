export { detectFormat } from './detect-format.ts';
export {
  type LineOutcome,
  type ReadFormat,
  readFormats,
  type SkipReason,
} from './file-read.ts';
export { maxNote } from './mapped-record.ts';
export { longestLine, openReader } from './open-reader.ts';
export { type PlainLines, plainLines } from './plain-lines.ts';
export { appendRead, type MeterNames, type ReadBatch, readBatch } from './read-batch.ts';
export type { ReadMapping } from './read-mapping.ts';
export { readMapping } from './read-mapping-file.ts';
export { likelyDelimiter, splitLine } from './split-line.ts';
export { shownMoment, timeLimits } from './time-limits.ts';
