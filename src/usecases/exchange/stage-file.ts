import {
  type FileControl,
  type PackageFileName,
  type PackageHeader,
  packageFiles,
  plainName,
  readHeader,
  readRow,
} from '../../domain/exchange/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { readReceipt } from '../../domain/payments/index.ts';
import type { Transaction } from '../../store/database.ts';
import {
  betweenCells,
  copyIntoStage,
  keySeparator,
  noValue,
  type RefusedLine,
  stagedColumns,
} from '../../store/exchange/index.ts';
import { inUtf8 } from '../metering/index.ts';
import { csvLine, csvReader } from './csv-reader.ts';
import { type SurveyedFile, unreadable } from './survey-package.ts';

export interface StagedFile {
  readonly file: PackageFileName;
  readonly header: PackageHeader;
  /** Columns of the package that the file has, by their plain names. */
  readonly columns: readonly string[];
  readonly rows: number;
  readonly encoding: string;
  /** Lines that cannot be read, without the cells that nobody may see. */
  readonly refused: readonly RefusedLine[];
  /** What those lines speak of all the same; undefined where one of them cannot be taken apart. */
  readonly refusedKeys: readonly string[] | undefined;
  /** References that may be receipts of ours, written otherwise. */
  readonly likeReceipts: ReadonlyMap<string, string>;
}

const pieceSize = 1 << 16;

/**
 * Reads a file of the package into its table, row by row. What refuses the whole package: a header that does not fit, a
 * number of rows or a total that is not the manifest's, an end in the middle of a line.
 */
export async function stageFile(
  tx: Transaction,
  found: SurveyedFile,
  asked: {
    readonly file: PackageFileName;
    readonly scope: 'full' | 'delta';
    /** The utility's. */
    readonly languages: readonly string[];
    readonly control?: FileControl;
    readonly rowsRead?: (rows: number) => void;
  },
): Promise<Result<StagedFile, readonly Problem[]>> {
  const { file, control } = asked;
  const header = await headerOf(found, asked);
  if (!header.ok) return header;
  if (header.value === undefined)
    return refused([{ code: 'exchange.file-empty', params: { file }, place: { file, line: 1 } }]);
  const of = control?.of === undefined ? undefined : plainName(control.of);
  if (of !== undefined && !header.value.read.some(({ name, isFact }) => !isFact && name === of)) {
    const params = { file, column: control?.of ?? '' };
    return refused([{ code: 'exchange.total-of-nothing', params, place: { file: 'manifest.json', line: 1 } }]);
  }
  const reading = new FileReading(file, header.value, of);
  const columns = reading.columns;
  try {
    await copyIntoStage(tx, file, { columns, pieces: rowsOf(found, reading, asked.rowsRead) });
  } catch (error) {
    // What PostgreSQL says is a bug of ours; what the file's own stream says is the file's.
    if (error instanceof Error && 'severity' in error) throw error;
    return refused([unreadable(file, error)]);
  }
  const problems = [...reading.problems, ...held(reading, control)];
  if (problems.length > 0) return refused(problems);
  const { rows, refusedLines } = reading;
  const said = header.value.read.filter(({ isFact }) => !isFact).map(({ name }) => name);
  return ok({
    file,
    header: header.value,
    columns: said,
    rows,
    encoding: found.encoding,
    refused: refusedLines,
    refusedKeys: reading.refusedKeys,
    likeReceipts: reading.likeReceipts,
  });
}

function held({ file, rows, total }: FileReading, control: FileControl | undefined): readonly Problem[] {
  const place = { file, line: 1 };
  if (control?.rows !== undefined && control.rows !== rows) {
    return [{ code: 'exchange.rows-differ', params: { file, says: control.rows, found: rows }, place }];
  }
  if (control?.total !== undefined && control.total !== total) {
    const params = { file, column: control.of ?? '', says: dollars(control.total), found: dollars(total) };
    return [{ code: 'exchange.total-differs', params, place }];
  }
  return [];
}

const dollars = (amount: number): string => (amount / 100).toFixed(2);

async function headerOf(
  found: SurveyedFile,
  {
    file,
    scope,
    languages,
  }: { readonly file: PackageFileName; readonly scope: 'full' | 'delta'; readonly languages: readonly string[] },
) {
  let cells: readonly string[] | undefined;
  const reader = csvReader(
    (_, first) => {
      cells ??= first;
    },
    () => undefined,
  );
  for await (const text of texts(found)) {
    reader.take(text);
    if (cells !== undefined) break;
  }
  if (cells === undefined) reader.end();
  return cells === undefined ? ok(undefined) : readHeader(file, cells, scope, languages);
}

async function* texts({ file, encoding }: SurveyedFile): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const piece of inUtf8(file.pieces(), encoding)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** The rows of the file as `COPY` takes them. */
async function* rowsOf(
  found: SurveyedFile,
  reading: FileReading,
  rowsRead: (rows: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const reader = csvReader(
    (line, cells) => reading.take(line, cells),
    (line, text) => reading.broken(line, text),
  );
  for await (const text of texts(found)) {
    reader.take(text);
    if (reading.waiting >= pieceSize) {
      yield Buffer.from(reading.taken());
      rowsRead(reading.rows);
    }
  }
  reading.ended(reader.end().endedInLine);
  rowsRead(reading.rows);
  yield Buffer.from(reading.taken());
}

/** The records of one file on their way into its table. */
class FileReading {
  readonly file: PackageFileName;
  readonly columns: readonly string[];
  readonly refusedLines: RefusedLine[] = [];
  readonly problems: Problem[] = [];
  readonly likeReceipts = new Map<string, string>();
  refusedKeys: string[] | undefined = [];
  /** How much of the rows read was not taken yet. */
  waiting = 0;
  rows = 0;
  total = 0;
  readonly #header: PackageHeader;
  readonly #staged: readonly string[];
  readonly #totalAt: number;
  readonly #seen: ReadonlySet<number>;
  readonly #names = new Set<string>();
  #rows: string[] = [];
  #bill = '';
  #lastWidth = 0;
  #lastLine = 0;
  #isHeader = true;

  constructor(file: PackageFileName, header: PackageHeader, totalOf: string | undefined) {
    this.file = file;
    this.#header = header;
    const own = stagedColumns(file);
    this.#staged = header.read.filter(({ name, isFact }) => !isFact && own.includes(name)).map(({ name }) => name);
    this.columns = [
      ...this.#staged,
      ...(file === 'service-points.csv' ? ['facts'] : []),
      ...(file === 'bill-lines.csv' ? ['position', 'explanation'] : []),
    ];
    this.#totalAt = header.read.find(({ name, isFact }) => !isFact && name === totalOf)?.at ?? -1;
    this.#seen = new Set(header.read.map(({ at }) => at));
  }

  take(line: number, cells: string[]): void {
    if (this.#isHeader) {
      this.#isHeader = false;
      return;
    }
    if (cells.every((cell) => cell === '')) return;
    this.rows += 1;
    this.#lastWidth = cells.length;
    this.#lastLine = line;
    if (this.#totalAt >= 0) this.total += centsOf(cells[this.#totalAt] ?? '');
    const read = readRow(this.file, this.#header, cells);
    if (!read.ok) {
      this.setAside(line, cells, read.problem);
      return;
    }
    const row = read.value as Readonly<Record<string, string | number | boolean | null>>;
    if (this.file === 'transactions.csv' && typeof row['reference'] === 'string')
      this.#lookAtReference(row['reference']);
    // Joined at once: text that grows cell by cell is taken apart again when it is sent, and twice the work.
    const written: (string | number | boolean | null | undefined)[] = [line];
    for (const name of this.#staged) written.push(row[name]);
    if (this.file === 'service-points.csv') written.push(JSON.stringify(row['facts']));
    if (this.file === 'bill-lines.csv') {
      written.push(this.#positionOf(String(row['bill_number']), String(row['line'])), explanationOf(row, line));
    }
    const text = copiedRow(written);
    this.#rows.push(text);
    this.waiting += text.length + 1;
  }

  /**
   * Where a line stands on its bill, among those that come one after the other. A bill that comes again further down is seen
   * where its lines are added up: to remember every bill here would take more memory than all else.
   */
  #positionOf(bill: string, name: string): number {
    if (bill !== this.#bill) {
      this.#bill = bill;
      this.#names.clear();
    }
    this.#names.add(name);
    return this.#names.size;
  }

  setAside(
    line: number,
    cells: readonly string[],
    problems: readonly (Pick<Problem, 'code' | 'params'> & { readonly field?: string })[],
  ): void {
    // A record that nobody could take apart may hold what nobody may see.
    const isWhole = cells.length === this.#header.width;
    const kept = isWhole
      ? csvLine(cells.filter((_, at) => this.#seen.has(at)))
      : this.#header.dropped.length > 0
        ? ''
        : csvLine(cells);
    const [first] = problems;
    if (first === undefined) return;
    this.#rememberKey(cells, problems);
    for (const problem of problems) {
      this.refusedLines.push({
        ...{ file: this.file, line, code: problem.code, params: problem.params ?? {}, kept },
        ...present({ column: problem.field }),
      });
    }
  }

  /** A line that cannot go in still names what it is about: a full package must not close that. */
  #rememberKey(cells: readonly string[], problems: readonly { readonly field?: string }[]): void {
    const { key } = packageFiles[this.file];
    const parts = key.map((name) => {
      const column = this.#header.read.find((one) => !one.isFact && one.name === name);
      const cell = column === undefined ? '' : (cells[column.at] ?? '').trim();
      return cell === '' || problems.some(({ field }) => field === name) ? undefined : cell;
    });
    const isWhole = cells.length === this.#header.width && !parts.includes(undefined);
    if (!isWhole) this.refusedKeys = undefined;
    else this.refusedKeys?.push(parts.join(keySeparator));
  }

  #lookAtReference(written: string): void {
    const receipt = readReceipt(written);
    if (receipt !== undefined && receipt !== written) this.likeReceipts.set(written, receipt);
  }

  broken(line: number, text: string): void {
    this.rows += 1;
    this.#lastWidth = -1;
    this.#lastLine = line;
    this.setAside(line, [text], [{ code: 'exchange.quote-unclosed' }]);
  }

  /** A last line that is no whole record, and has no end: the file was cut off on its way. */
  ended(inLine: boolean): void {
    if (!inLine || this.#lastWidth === this.#header.width || this.rows === 0) return;
    const place = { file: this.file, line: this.#lastLine };
    this.problems.push({ code: 'exchange.file-cut-off', params: { file: this.file }, place });
  }

  taken(): string {
    if (this.#rows.length === 0) return '';
    const text = `${this.#rows.join('\n')}\n`;
    this.#rows = [];
    this.waiting = 0;
    return text;
  }
}

/** What "why?" shows of a line of another system, as it was given. Put together by hand: there are millions of them. */
function explanationOf(row: Readonly<Record<string, string | number | boolean | null>>, line: number): string {
  let said = '';
  for (const [column, name] of explained) {
    const value = row[column];
    if (typeof value === 'string') said += `${said === '' ? '' : ','}"${name}":${inJson(value)}`;
  }
  if (row['print'] === false) said += `${said === '' ? '' : ','}"print":false`;
  return `{"line":${line},"cis":{${said}}}`;
}

const explained: readonly (readonly [column: string, name: string])[] = [
  ['type', 'type'],
  ['service', 'service'],
  ['service_point', 'servicePoint'],
  ['rate_code', 'rateCode'],
  ['from', 'from'],
  ['to', 'to'],
];

const inJson = (value: string): string => (/["\\\t\n\r]/.test(value) ? JSON.stringify(value) : `"${value}"`);

/** The cents of a cell that the manifest's total counts, as far as it can be read. */
const centsOf = (cell: string): number => (/^\s*-?\d{1,12}\.\d{2}\s*$/.test(cell) ? Math.round(Number(cell) * 100) : 0);

const special = /[\\\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

/** Rows as `copyIntoStage` takes them. Hardly any holds a character that has to be written otherwise, so the row is asked first. */
function copiedRow(cells: readonly (string | number | boolean | null | undefined)[]): string {
  const row = cells.map((cell) => cell ?? noValue).join(betweenCells);
  if (!special.test(row)) return row;
  return row.replaceAll(/[\\\n\r]/g, (found) => escapes[found] ?? found);
}

/** The text of lines of a file, by number, for those that were set aside after they were read. */
export async function linesOf(
  found: SurveyedFile,
  header: PackageHeader,
  wanted: ReadonlySet<number>,
): Promise<ReadonlyMap<number, string>> {
  const kept = new Map<number, string>();
  const seen = new Set(header.read.map(({ at }) => at));
  const reader = csvReader(
    (line, cells) => {
      if (wanted.has(line)) kept.set(line, csvLine(cells.filter((_, at) => seen.has(at))));
    },
    () => undefined,
  );
  for await (const text of texts(found)) reader.take(text);
  reader.end();
  return kept;
}
