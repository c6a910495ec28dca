import {
  centsOf,
  type MadeCell,
  type Output,
  type PackageFileName,
  type PackageHeader,
  packageFiles,
  type RowProblem,
  readHeader,
  readRow,
  rowKey,
} from '../../../domain/exchange/index.ts';
import type { PackageFile, PackageFolder } from '../../../gateways/new-package-folder.ts';
import type { EarlierRows } from './earlier-rows.ts';

/** Which column of a file is added for its control total. */
const totalOf: Partial<Readonly<Record<PackageFileName, string>>> = {
  'bills.csv': 'amount_due',
  'bill-lines.csv': 'amount',
  'transactions.csv': 'amount',
  'balances.csv': 'balance',
};

export interface WrittenFile {
  readonly rows: number;
  readonly total?: { readonly cents: bigint; readonly of: string };
  readonly bytes: number;
  readonly sha256: string;
}

/** The rows of one file of the package as they are made. */
export interface PackageRows {
  readonly file: PackageFileName;
  /** What puts a row in, made by an output's columns; or what is wrong with it. All rows of a line go in, or none. */
  row(output: Output, cells: readonly MadeCell[]): readonly RowProblem[] | 'differs' | (() => void);
  /** Writes what was made since. */
  rest(): Promise<void>;
  /** Ends the file; undefined where no row was made. */
  end(): Promise<WrittenFile | undefined>;
  /** Rows that a later one with the same key took the place of. */
  readonly replaced: () => number;
}

interface RowsAsked {
  readonly file: PackageFileName;
  /** Of ours, in order: what the outputs make. */
  readonly columns: readonly string[];
  /** What cells that are to be left as they are held before. */
  readonly earlier: EarlierRows;
  /** None in a trial. */
  readonly folder: PackageFolder | undefined;
}

export function packageRows({ file, columns, earlier, folder }: RowsAsked): PackageRows {
  const read = readHeader(file, columns, 'delta');
  if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.problem)}`);
  const header: PackageHeader = read.value;
  const total = totalOf[file];
  const totalAt = total === undefined ? -1 : columns.indexOf(total);
  /** Rows with a key, where one of several stands; they are written at the end. */
  const kept = new Map<string, readonly MadeCell[]>();
  let isKept = false;
  let waiting: string[] = [];
  let [rows, cents, replaced] = [0, 0n, 0];
  let written: PackageFile | undefined;
  const write = (cells: readonly MadeCell[]): void => {
    rows++;
    if (totalAt >= 0) cents += centsOf(cells[totalAt] ?? '') ?? 0n;
    waiting.push(csvLine(cells));
  };
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const text = waiting.join('');
    waiting = [];
    if (folder === undefined) return;
    if (written === undefined) {
      written = folder.file(file);
      await written.write(csvLine(isKept ? columns.filter((_, at) => isFilled(at)) : columns));
    }
    await written.write(text);
  };
  /** A column that no row fills is left out where rows are kept: what stands stays. */
  const isFilled = (at: number): boolean =>
    (packageFiles[file].key as readonly string[]).includes(columns[at] ?? '') || filled.has(at);
  const filled = new Set<number>();
  const earlierCells = (key: string): readonly MadeCell[] | undefined => {
    const row = earlier.get(key);
    return row === undefined ? undefined : columns.map((column) => row[column]);
  };
  const places = new Map<Output, readonly number[]>();
  /** Where each column of ours is among those of an output. */
  const placesIn = (output: Output): readonly number[] => {
    const known = places.get(output);
    if (known !== undefined) return known;
    const found = columns.map((column) => output.columns.findIndex(([name]) => name === column));
    places.set(output, found);
    return found;
  };
  const mayDiffer = (output: Output, before: readonly MadeCell[], cells: readonly MadeCell[]): boolean =>
    output.once === 'first' && cells.some((cell, at) => cell !== undefined && cell !== before[at]);
  return {
    file,
    row(output, made) {
      const places = placesIn(output);
      const cells = places.map((at) => (at < 0 ? '' : made[at]));
      const row = readRow(file, header, filledUp(cells));
      if (output.once === undefined) return row.ok ? () => write(cells) : row.problem;
      isKept = true;
      const mayFillUp = cells.includes(undefined) && !row.ok && row.problem.every(isEmptyCell);
      if (!row.ok && !mayFillUp) return row.problem;
      const key = row.ok ? rowKey(file, row.value) : keyText(file, columns, cells);
      const before = kept.get(key) ?? earlierCells(key);
      if (before !== undefined && kept.has(key) && mayDiffer(output, before, cells)) return 'differs';
      const merged = before === undefined ? cells : cells.map((cell, at) => cell ?? before[at]);
      const whole = row.ok ? row : readRow(file, header, filledUp(merged));
      if (!whole.ok) return whole.problem;
      return () => {
        if (before !== undefined && kept.has(key) && merged.some((cell, at) => cell !== before[at])) replaced++;
        kept.set(key, merged);
        for (const [at, cell] of merged.entries()) if (cell !== undefined) filled.add(at);
      };
    },
    rest: flush,
    async end() {
      for (const cells of kept.values()) {
        write(cells);
        const left = cells.filter((_, at) => isFilled(at));
        if (left.length < cells.length) waiting[waiting.length - 1] = csvLine(left);
        if (waiting.length >= 10_000) await flush();
      }
      await flush();
      if (rows === 0) return undefined;
      const closed = (await written?.close()) ?? { bytes: 0, sha256: '' };
      return { rows, ...closed, ...(total === undefined || totalAt < 0 ? {} : { total: { cents, of: total } }) };
    },
    replaced: () => replaced,
  };
}

const filledUp = (cells: readonly MadeCell[]): readonly string[] => cells.map((cell) => cell ?? '');

const isEmptyCell = ({ code }: RowProblem): boolean => code === 'exchange.cell-empty';

const keyText = (file: PackageFileName, columns: readonly string[], cells: readonly MadeCell[]): string =>
  packageFiles[file].key.map((name) => cells[columns.indexOf(name)] ?? '').join('\u001f');

const csvLine = (cells: readonly MadeCell[]): string => `${cells.map((cell) => quoted(cell ?? '')).join(',')}\n`;

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
