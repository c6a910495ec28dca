import type { Problem } from '../../kernel/index.ts';
import type { Condition, Output } from './exchange-mapping.ts';
import type { ColumnFinder, ForeignRecord } from './foreign-record.ts';
import type { Piece } from './piece.ts';
import { columnsOf, type PieceSource, readPiece, WrongPiece } from './read-piece.ts';

/** A cell of a row of ours; `undefined`: leave as it is. */
export type MadeCell = string | undefined;

export interface MadeRow {
  /** In the order of `columns` of the output. */
  readonly cells: readonly MadeCell[];
  readonly problems: readonly MadeProblem[];
}

/** What is wrong, at which column of ours and of the file. */
type MadeProblem = Problem<WrongPiece['code'] | 'exchange.not-clearable'> & { readonly column: string };

/** Whether an output takes a record: all its conditions hold. */
export function takes(when: readonly Condition[], source: PieceSource): boolean {
  return when.every(({ piece, test }) => {
    const read = readPiece(piece, source);
    const text = read instanceof WrongPiece ? read.value : read;
    if (!('texts' in test)) return (text !== '') === (test.kind === 'filled');
    return test.texts.includes(text.toLowerCase()) === (test.kind === 'is');
  });
}

/** Makes a row of ours of the record that the finder is at. */
export function makeRow(
  { columns }: Pick<Output, 'columns'>,
  {
    finder,
    source,
    keepsEmpty,
  }: { readonly finder: ColumnFinder; readonly source: PieceSource; readonly keepsEmpty: boolean },
): MadeRow {
  const problems: MadeProblem[] = [];
  const cells = columns.map(([name, piece]): MadeCell => {
    finder.wasCleared = false;
    finder.notClearable = undefined;
    const text = readPiece(piece, source);
    if (finder.notClearable !== undefined) {
      const params = { column: finder.notClearable };
      problems.push({ code: 'exchange.not-clearable', field: finder.notClearable, params, column: name });
      return '';
    }
    if (text instanceof WrongPiece) {
      const field = columnsOf(piece)[0] ?? name;
      const params = { field, value: text.value, expected: text.expected };
      problems.push({ code: text.code, field, params, column: name });
      return '';
    }
    return text === '' && keepsEmpty && !finder.wasCleared ? undefined : text;
  });
  return { cells, problems };
}

/** Repetitions of the group of an output that say anything; one where it has no group. */
export function repetitions(output: Output, record: ForeignRecord, finder: ColumnFinder): readonly number[] {
  const group = output.group === undefined ? undefined : record.kind.groups.get(output.group);
  finder.place.record = record;
  finder.place.group = group;
  finder.place.nth = 0;
  if (group === undefined) return [0];
  const found: number[] = [];
  for (let nth = 1; nth <= group.times; nth++) {
    finder.place.nth = nth;
    for (const column of group.fields.keys()) {
      if ((finder.text(column) ?? '') === '') continue;
      found.push(nth);
      break;
    }
  }
  return found;
}

/** Of an output the columns whose file has none of what they are made of: they are left out, so that they stay as they are. */
export const isMade = (piece: Piece, has: (column: string) => boolean): boolean => {
  const columns = columnsOf(piece);
  return columns.length === 0 || columns.some(has);
};
