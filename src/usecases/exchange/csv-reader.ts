/** Takes the text of a CSV file piece by piece, and hands each record on with the line on which it begins. */
export interface CsvReader {
  take(text: string): void;
  /** What stands at the end without an end of line. */
  end(): { readonly endedInLine: boolean };
}

/** A quoted field that spans more lines was opened by a stray quote. */
const maxLines = 50;

/**
 * A reader of RFC 4180 that takes a line without a quote apart in one step: of a package's millions of lines nearly all are.
 * A quote that is never closed costs its own line and no other: `onBroken`.
 */
export function csvReader(
  onRecord: (line: number, cells: string[]) => void,
  onBroken: (line: number, text: string) => void,
): CsvReader {
  let rest = '';
  let line = 1;
  let endedInLine = false;
  const read = (text: string, isEnd: boolean): string => {
    let at = 0;
    let quote = text.indexOf('"');
    for (;;) {
      const end = text.indexOf('\n', at);
      const stop = end === -1 ? (isEnd ? text.length : -1) : end;
      if (stop === -1 || at >= text.length) return text.slice(at);
      if (quote !== -1 && quote < at) quote = text.indexOf('"', at);
      if (quote === -1 || quote > stop) {
        const last = text.charCodeAt(stop - 1) === 0x0d && stop > at ? stop - 1 : stop;
        if (last > at) onRecord(line, text.slice(at, last).split(','));
        line += 1;
        at = stop + 1;
        if (end === -1) return '';
        continue;
      }
      const record = quotedRecord(text, at, isEnd);
      if (record === 'more') return text.slice(at);
      if (record === 'broken') {
        onBroken(line, text.slice(at, stop));
        line += 1;
        at = stop + 1;
        continue;
      }
      onRecord(line, record.cells);
      line += record.lines;
      at = record.next;
    }
  };
  return {
    take(text) {
      if (text === '') return;
      endedInLine = !text.endsWith('\n');
      rest = read(rest + text, false);
    },
    end() {
      rest = read(rest, true);
      return { endedInLine };
    },
  };
}

interface QuotedRecord {
  readonly cells: string[];
  readonly lines: number;
  readonly next: number;
}

function quotedRecord(text: string, from: number, isEnd: boolean): QuotedRecord | 'more' | 'broken' {
  const cells: string[] = [];
  let at = from;
  let lines = 1;
  for (;;) {
    if (text[at] === '"') {
      let cell = '';
      let open = at + 1;
      for (;;) {
        const close = text.indexOf('"', open);
        const inside = close === -1 ? text.slice(open) : text.slice(open, close);
        lines += newlines(inside);
        if (lines > maxLines) return 'broken';
        if (close === -1) return isEnd ? 'broken' : 'more';
        cell += inside;
        if (text[close + 1] === '"') {
          cell += '"';
          open = close + 2;
          continue;
        }
        at = close + 1;
        break;
      }
      // What the quote was closed by may be in the next piece.
      if (at >= text.length && !isEnd) return 'more';
      const after = text[at];
      if (after !== undefined && after !== ',' && after !== '\n' && after !== '\r') return 'broken';
      cells.push(cell);
    } else {
      let end = at;
      while (end < text.length && text[end] !== ',' && text[end] !== '\n') end += 1;
      if (end >= text.length && !isEnd) return 'more';
      const cell = text.slice(at, end);
      cells.push(text[end] !== ',' && cell.endsWith('\r') ? cell.slice(0, -1) : cell);
      at = end;
    }
    if (text[at] === '\r') at += 1;
    if (at >= text.length && !isEnd) return 'more';
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    return { cells, lines, next: at + 1 };
  }
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** A record as CSV. */
export const csvLine = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
