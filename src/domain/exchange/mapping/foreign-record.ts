import { present } from '../../kernel/index.ts';
import type { Delimited, ExchangeMapping, Fixed, ForeignFile, Group, RecordKind, Span } from './exchange-mapping.ts';
import type { ForeignHeader } from './foreign-header.ts';

/** One line, known for what it is. */
export interface ForeignRecord {
  readonly kind: RecordKind;
  readonly line: number;
  /** Cells of a delimited line; one, the whole line, of a fixed one. */
  readonly cells: readonly string[];
  readonly parent?: ForeignRecord;
  /** A row of it could not be made: what belongs to it is set aside as well. */
  isRefused: boolean;
}

type LineFault =
  | {
      readonly code: 'exchange.cell-count' | 'exchange.line-width';
      readonly params: { expected: number; found: number };
    }
  | { readonly code: 'exchange.record-unknown'; readonly params: { found: string; expected: string } }
  | { readonly code: 'exchange.parent-missing'; readonly params: { record: string; parent: string } };

/** Takes the lines of one file in order, and knows which record each belongs to. */
export interface RecordReader {
  take(cells: readonly string[], line: number): ForeignRecord | LineFault;
}

export function recordReader(file: ForeignFile, header: ForeignHeader): RecordReader {
  const latest = new Map<string, ForeignRecord>();
  const texts = file.records.map(({ is }) => is?.texts.join(', ') ?? '').filter((one) => one !== '');
  return {
    take(cells, line) {
      const wrong = widthFault(file.layout, header, cells);
      if (wrong !== undefined) return wrong;
      const kind = file.records.find(({ is }) => is === undefined || is.texts.includes(cut(file.layout, cells, is.at)));
      if (kind === undefined) {
        const is = file.records.find((one) => one.is !== undefined)?.is;
        const found = is === undefined ? '' : cut(file.layout, cells, is.at).slice(0, 80);
        return { code: 'exchange.record-unknown', params: { found, expected: texts.join(', ') } };
      }
      const parent = kind.parent === undefined ? undefined : latest.get(kind.parent);
      if (kind.parent !== undefined && parent === undefined) {
        return { code: 'exchange.parent-missing', params: { record: kind.name, parent: kind.parent } };
      }
      const record = {
        kind,
        line,
        cells,
        isRefused: parent?.isRefused ?? false,
        ...present({ parent }),
      };
      latest.set(kind.name, record);
      // What a header before it carried is over.
      for (const other of file.records) if (other.parent === kind.name) latest.delete(other.name);
      return record;
    },
  };
}

function widthFault(layout: Delimited | Fixed, header: ForeignHeader, cells: readonly string[]): LineFault | undefined {
  if (layout.kind === 'delimited') {
    const expected = header.width ?? layout.width;
    if (expected === undefined || cells.length === expected) return undefined;
    return { code: 'exchange.cell-count', params: { expected, found: cells.length } };
  }
  const found = cells[0]?.length ?? 0;
  const expected = layout.width;
  if (expected === undefined || found === expected || (layout.isTrimmed && found < expected)) return undefined;
  return { code: 'exchange.line-width', params: { expected, found } };
}

/** The text of a place, without the spaces that fill it up on either side. */
const cut = (layout: Delimited | Fixed, cells: readonly string[], { from, to }: Span): string =>
  (layout.kind === 'delimited' ? (cells[from] ?? '') : (cells[0] ?? '').slice(from, to)).trim();

/** Finds columns of a record, of the group that is being read, and of the records it belongs to. */
export interface ColumnFinder {
  /** Reading goes on with this record, at this repetition of the group (from 1). */
  readonly place: { record: ForeignRecord | undefined; group: Group | undefined; nth: number };
  /** A cell that was read held the clear token. */
  wasCleared: boolean;
  /** The column, where one was told to be emptied that cannot be. */
  notClearable: string | undefined;
  text(column: string): string | undefined;
  has(kind: RecordKind, column: string): boolean;
}

export function columnFinder(file: ForeignFile, header: ForeignHeader, mapping: ExchangeMapping): ColumnFinder {
  const { clearToken, notClearable } = mapping;
  const find = (record: ForeignRecord, column: string): string | undefined => {
    for (let one: ForeignRecord | undefined = record; one !== undefined; one = one.parent) {
      const span = header.fields.get(one.kind.name)?.get(column);
      if (span !== undefined) return cut(file.layout, one.cells, span);
    }
    return undefined;
  };
  const repeated = (record: ForeignRecord, group: Group, nth: number, column: string): string | undefined => {
    const field = group.fields.get(column);
    if (field === undefined) return undefined;
    if (typeof field === 'string') return find(record, field.replace('{n}', String(nth)));
    const move = (nth - 1) * group.width;
    return cut(file.layout, record.cells, { from: field.from + move, to: field.to + move });
  };
  const finder: ColumnFinder = {
    place: { record: undefined, group: undefined, nth: 0 },
    wasCleared: false,
    notClearable: undefined,
    text(column) {
      const { record, group, nth } = finder.place;
      if (record === undefined) return undefined;
      const inGroup = group === undefined ? undefined : repeated(record, group, nth, column);
      const found = inGroup ?? find(record, column);
      if (clearToken === undefined || found !== clearToken) return found;
      if (notClearable.has(column)) finder.notClearable ??= column;
      finder.wasCleared = true;
      return '';
    },
    has(kind, column) {
      for (const group of kind.groups.values()) {
        const field = group.fields.get(column);
        if (field === undefined) continue;
        if (typeof field !== 'string') return true;
        if (header.fields.get(kind.name)?.has(field.replace('{n}', '1')) === true) return true;
      }
      if (header.fields.get(kind.name)?.has(column) === true) return true;
      const parent = file.records.find(({ name }) => name === kind.parent);
      return parent !== undefined && parent !== kind && finder.has(parent, column);
    },
  };
  return finder;
}

/** A line as it is set aside: without what nobody may look at. */
export function keptText(layout: Delimited | Fixed, header: ForeignHeader, cells: readonly string[]): string {
  if (layout.kind === 'delimited') {
    const kept = cells.map((cell, index) => (header.droppedSpans.some(({ from }) => from === index) ? '' : cell));
    return kept.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
  }
  let line = cells[0] ?? '';
  for (const { from, to } of header.droppedSpans) {
    line = `${line.slice(0, from)}${' '.repeat(Math.max(0, Math.min(to, line.length) - from))}${line.slice(to)}`;
  }
  return line;
}
