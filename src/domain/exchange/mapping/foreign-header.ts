import { ok, type Problem, type Result, refused } from '../../kernel/index.ts';
import { nameIs } from '../column-names.ts';
import { type ForeignFile, plainColumn, type RecordKind, type Span } from './exchange-mapping.ts';

/** Where the columns of one file are, and which of them nobody looks at. */
export interface ForeignHeader {
  /** Of a delimited file with a header: cells of each line. */
  readonly width?: number;
  /** By the name of a record. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, Span>>;
  readonly droppedSpans: readonly Span[];
  /** Names as they are written. */
  readonly dropped: readonly string[];
}

export type ForeignHeaderProblem = Problem<'exchange.column-enrols' | 'exchange.column-twice'>;

/**
 * Finds the columns of a file: by its first line, or as the mapping says. `leaveOut` are columns that would enrol and that a
 * person decided to drop unread; any other such column refuses everything.
 */
export function readForeignHeader(
  file: ForeignFile,
  {
    name,
    cells,
    leaveOut,
  }: { readonly name: string; readonly cells?: readonly string[]; readonly leaveOut: readonly string[] },
): Result<ForeignHeader, readonly ForeignHeaderProblem[]> {
  const left = new Set(leaveOut.map(plainColumn));
  if (cells === undefined) return ok(saidByMapping(file));
  const problems: ForeignHeaderProblem[] = [];
  const fields = new Map<string, Span>();
  const droppedSpans: Span[] = [];
  const dropped: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const written = cell.replace('\uFEFF', '').trim();
    const plain = plainColumn(written);
    const becomes = nameIs(written);
    const place = { file: name, line: 1, column: index + 1 };
    const span = { from: index, to: index + 1 };
    if (becomes === 'enrols' && !left.has(plain)) {
      problems.push({ code: 'exchange.column-enrols', field: written, params: { column: written }, place });
    } else if (becomes !== 'plain' || left.has(plain)) {
      droppedSpans.push(span);
      dropped.push(written);
    } else if (fields.has(plain)) {
      problems.push({ code: 'exchange.column-twice', field: written, params: { column: written }, place });
    } else if (plain !== '') fields.set(plain, span);
  }
  if (problems.length > 0) return refused(problems);
  const byRecord = new Map(file.records.map((kind) => [kind.name, fields] as const));
  return ok({ width: cells.length, fields: byRecord, droppedSpans, dropped });
}

/** A layout by position has no names of its own: what the mapping calls a secret, or what would enrol, is not looked at. */
function saidByMapping(file: ForeignFile): ForeignHeader {
  const droppedSpans: Span[] = [];
  const dropped: string[] = [];
  const keep = (kind: RecordKind): ReadonlyMap<string, Span> => {
    const kept = new Map<string, Span>();
    for (const [column, span] of kind.fields) {
      if (nameIs(column) === 'plain') kept.set(column, span);
      else {
        droppedSpans.push(span);
        dropped.push(column);
      }
    }
    return kept;
  };
  const fields = new Map(file.records.map((kind) => [kind.name, keep(kind)] as const));
  return { fields, droppedSpans, dropped };
}
