import { type Problem, present } from '../../../domain/kernel/index.ts';
import type { GrowingFile } from '../../../gateways/read-stream.ts';
import type { RefusedLine } from '../../../store/exchange/index.ts';

/** So many problems are told; the file of refused lines has them all. */
const maxTold = 20;

/** Lines that were set aside, to be mended: each with its file, line, column and reason, and what it said. */
export interface RefusedLines {
  add(problem: Problem, kept: string): void;
  rest(): Promise<void>;
  close(): Promise<string | undefined>;
  abandon(): Promise<void>;
  report(): {
    readonly refused: { readonly lines: number; readonly byReason: Readonly<Record<string, number>> };
    readonly firstRefused: readonly Problem[];
  };
}

/** `file` is none in a trial. */
export function refusedLines(file: GrowingFile | undefined, say: (problem: Problem) => string): RefusedLines {
  const first: Problem[] = [];
  const byReason: Record<string, number> = {};
  let waiting: string[] = [];
  let lines = 0;
  let last = '';
  let isBegun = false;
  const rest = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const text = waiting.join('');
    waiting = [];
    if (!isBegun) await file?.write('file,line,column,field,reason,text\n');
    isBegun = true;
    await file?.write(text);
  };
  return {
    add(problem, kept) {
      const { place, field = '', code } = problem;
      const at = `${place?.file}:${place?.line}`;
      if (at !== last) lines++;
      last = at;
      if (first.length < maxTold) first.push(problem);
      byReason[code] = (byReason[code] ?? 0) + 1;
      const cells = [
        place?.file ?? '',
        String(place?.line ?? ''),
        String(place?.column ?? ''),
        field,
        say(problem),
        kept,
      ];
      waiting.push(`${cells.map(quoted).join(',')}\n`);
    },
    rest,
    async close() {
      await rest();
      return file?.close();
    },
    abandon: async () => file?.abandon(),
    report: () => ({ refused: { lines, byReason }, firstRefused: first }),
  };
}

/** The same lines, to be kept with the run that the package goes in as. */
export function collectedLines(): RefusedLines & { readonly lines: readonly RefusedLine[] } {
  const lines: RefusedLine[] = [];
  const told = refusedLines(undefined, () => '');
  return {
    ...told,
    lines,
    add(problem, kept) {
      told.add(problem, '');
      const { code, params = {}, place, field } = problem;
      lines.push({
        file: place?.file ?? '',
        line: place?.line ?? 0,
        code,
        params,
        kept,
        ...present({ column: field }),
      });
    },
    // Nothing of it goes to a file.
    rest: async () => told.rest(),
  };
}

/** A spreadsheet would run what begins with one of these: such a text is opened as text. */
const quoted = (cell: string): string => {
  const safe = /^[=+@\t]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
