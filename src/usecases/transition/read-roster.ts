import { createHash } from 'node:crypto';
import type { NumberShape } from '../../domain/accounts/index.ts';
import { ok, ownLanguages, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import {
  cutOverDate,
  type RosterHeader,
  type RosterLine,
  readRosterHeader,
  readRosterLine,
  rosterColumns,
  type TransitionPolicy,
  type TransitionProblemCode,
} from '../../domain/transition/index.ts';
import { type CsvRecord, csvRecords, decodeCsv, findDelimiter } from './csv-records.ts';

export type RosterProblem = Problem<TransitionProblemCode>;

/** A legacy roster file, read but not yet compared with the accounts. */
export interface RosterReading {
  readonly fileName: string;
  readonly sha256: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: RosterHeader;
  readonly lines: readonly ReadLine[];
  readonly refusals: readonly RefusedLine[];
}

export interface ReadLine {
  readonly line: number;
  readonly roster: RosterLine;
  /** The values of the columns Caudal reads, in the reference's order. */
  readonly kept: readonly string[];
}

/** A line kept aside, with everything that is wrong with it. */
export interface RefusedLine {
  readonly line: number;
  readonly problems: readonly RosterProblem[];
  /** Absent where the line could not be told apart into columns: a password could be among them. */
  readonly kept?: readonly string[];
}

/** A roster of 300,000 accounts has about 30 MB; anything far beyond is another file. */
const largestFile = 200_000_000;

/** Reads the bytes of a roster. Refused only as a whole where no line could be read: no header, or too large. */
export function readRoster(
  fileName: string,
  bytes: Uint8Array,
  {
    numbers,
    languages = ownLanguages,
    ...move
  }: Pick<TransitionPolicy, 'numbers' | 'languages' | 'cutOver' | 'timeZone'>,
): Result<RosterReading, RosterProblem> {
  if (bytes.length > largestFile) {
    return refused({ code: 'transition.file-too-large', params: { megabytes: largestFile / 1_000_000 } });
  }
  const { text, encoding } = decodeCsv(bytes);
  const rows = text.replace(/\r\n?/g, '\n').split('\n');
  const headerAt = rows.findIndex((row) => /[\p{L}\p{N}]/u.test(row));
  const headerRow = rows[headerAt];
  if (headerRow === undefined) return refused({ code: 'transition.file-empty', place: { file: fileName, line: 1 } });
  const delimiter = findDelimiter(headerRow);
  const [names] = csvRecords([headerRow], { delimiter, width: 0, from: 0 });
  if (names?.kind !== 'record') {
    return refused({ code: 'transition.quote-unclosed', place: { file: fileName, line: headerAt + 1 } });
  }
  const header = readRosterHeader(
    names.values.map((name) => name.trim()),
    fileName,
  );
  if (!header.ok) return header;

  const lines: ReadLine[] = [];
  const refusals: RefusedLine[] = [];
  const format = { delimiter, width: header.value.columns.length, from: headerAt + 1 };
  for (const record of csvRecords(rows, format)) {
    const read = readRecord(
      record,
      { ...header.value, languages, cutOver: cutOverDate(move) },
      { file: fileName, shape: numbers },
    );
    if ('roster' in read) lines.push(read);
    else refusals.push(read);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return ok({ fileName, sha256, encoding, delimiter, header: header.value, lines, refusals });
}

function readRecord(
  record: CsvRecord,
  header: RosterHeader,
  { file, shape }: { readonly file: string; readonly shape: NumberShape },
): ReadLine | RefusedLine {
  const { line } = record;
  if (record.kind === 'quote-unclosed') {
    return { line, problems: [{ code: 'transition.quote-unclosed', place: { file, line } }] };
  }
  const read = readRosterLine(record.values, header, { file, line }, shape);
  if (record.values.length !== header.columns.length) {
    return { line, problems: read.ok ? [] : read.problem };
  }
  const kept = rosterColumns.map((column) => record.values[header.columns.indexOf(column)] ?? '');
  return read.ok ? { line, roster: read.value, kept } : { line, problems: read.problem, kept };
}
