import { splitLine } from '../../../domain/metering/index.ts';

/** A line taken apart: the cells of a delimited one, the text of a fixed one. Undefined cells: a quote that nobody closes. */
export interface CutLine {
  readonly line: number;
  readonly cells: readonly string[] | undefined;
  readonly text: string;
}

/** Lines of UTF-8 pieces, a block at a time, without what ends them. */
export async function* lineBlocks(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield lines.map(withoutReturn);
  }
  rest += decoder.decode();
  if (rest !== '') yield [withoutReturn(rest)];
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** A quoted cell goes over so many lines at most: a stray quote costs its line and no other. */
const maxLinesOfCell = 50;

export interface LineCutter {
  take(lines: readonly string[]): readonly CutLine[];
  end(): readonly CutLine[];
}

/** Takes lines apart by a delimiter, or leaves them whole; lines without anything are left out. */
export function lineCutter(delimiter: string | undefined): LineCutter {
  let next = 1;
  /** Lines of a quoted cell that has not ended. */
  let open: string[] = [];
  const cut: CutLine[] = [];
  const begin = (text: string, line: number): void => {
    if (text.trim() === '') return;
    if (delimiter === undefined) {
      cut.push({ line, cells: [text], text });
      return;
    }
    const cells = splitLine(text, delimiter);
    if (cells === undefined) open = [text];
    else if (cells.some((cell) => cell.trim() !== '')) cut.push({ line, cells, text });
  };
  const goOn = (text: string, line: number): void => {
    open.push(text);
    const from = line - open.length + 1;
    if (text.includes('"')) {
      const all = open.join('\n');
      const cells = splitLine(all, delimiter ?? '');
      // A cell that still begins with its quote was broken off: the quote was none.
      if (cells !== undefined && !cells.some((cell) => cell.startsWith('"') && cell.includes('\n'))) {
        cut.push({ line: from, cells, text: all });
        open = [];
        return;
      }
    }
    if (open.length > maxLinesOfCell) giveUp(from);
  };
  /** The first of the open lines has a quote that is none; the others begin again. */
  const giveUp = (from: number): void => {
    const [first = '', ...others] = open;
    open = [];
    cut.push({ line: from, cells: undefined, text: first });
    for (const [index, text] of others.entries()) step(text, from + 1 + index);
  };
  const step = (text: string, line: number): void => (open.length === 0 ? begin(text, line) : goOn(text, line));
  const taken = (): readonly CutLine[] => cut.splice(0, cut.length);
  return {
    take(lines) {
      for (const text of lines) step(text, next++);
      return taken();
    },
    end() {
      while (open.length > 0) giveUp(next - open.length);
      return taken();
    },
  };
}
