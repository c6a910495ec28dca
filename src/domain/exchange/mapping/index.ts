export type {
  ExchangeMapping,
  ForeignFile,
  Lookup,
  Output,
} from './exchange-mapping.ts';
export { type ForeignHeader, readForeignHeader } from './foreign-header.ts';
export {
  type ColumnFinder,
  columnFinder,
  type ForeignRecord,
  keptText,
  recordReader,
} from './foreign-record.ts';
export { isMade, type MadeCell, makeRow, repetitions, takes } from './make-row.ts';
export { readExchangeMapping } from './read-exchange-mapping.ts';
export { columnsOf, type PieceSource, readPiece, WrongPiece } from './read-piece.ts';
export { centsOf, writtenCents } from './written-values.ts';
