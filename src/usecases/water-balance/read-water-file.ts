import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { SystemWaterProblemCode } from '../../domain/water-balance/index.ts';
import type { RefusedLine } from '../../store/refused-lines.ts';
import { csvRecords, decodeCsv, findDelimiter } from '../transition/index.ts';

/** A line of a CSV file, as it was and by the names of its columns. */
export interface FileLine {
  readonly line: number;
  readonly kept: string;
  /** Trimmed; empty where the file has no such column. */
  readonly value: (column: string) => string;
}

export interface ReadWaterFile {
  readonly header: string;
  readonly lines: readonly FileLine[];
  /** Those that could not be told apart into columns. */
  readonly refused: readonly RefusedLine[];
}

/** Reads a CSV file whose columns come in any order, others among them left alone; refused where it is none of the kind. */
export function readWaterFile(
  fileName: string,
  bytes: Uint8Array,
  needed: readonly (string | readonly string[])[],
): Result<ReadWaterFile, Problem<SystemWaterProblemCode>> {
  const rows = decodeCsv(bytes).text.replace(/\r\n?/g, '\n').split('\n');
  const headerAt = rows.findIndex((row) => row.trim() !== '');
  const header = rows[headerAt]?.replace(/^\uFEFF/, '');
  const place = { file: fileName, line: Math.max(0, headerAt) + 1 };
  if (header === undefined) return refused({ code: 'system-water.file-empty', place });
  const delimiter = findDelimiter(header);
  const [head] = csvRecords([header], { delimiter, width: 0, from: 0 });
  const names = head?.kind === 'record' ? head.values.map((name) => name.trim().toLowerCase()) : [];
  const missing = needed.map((some) => [some].flat()).filter((some) => !some.some((name) => names.includes(name)));
  if (missing.length > 0) {
    const params = { columns: missing.map((some) => some.join(' / ')).join(', '), found: header.slice(0, 200) };
    return refused({ code: 'system-water.column-missing', params, place });
  }
  const lines: FileLine[] = [];
  const bad: RefusedLine[] = [];
  for (const record of csvRecords(rows, { delimiter, width: names.length, from: headerAt + 1 })) {
    const { line } = record;
    const refuse = (problem: Omit<Problem<SystemWaterProblemCode>, 'place'>, kept = rows[line - 1] ?? '') =>
      bad.push({ line, kept, problems: [{ ...problem, place: { file: fileName, line } }] });
    if (record.kind === 'quote-unclosed') {
      refuse({ code: 'system-water.quote-unclosed' });
      continue;
    }
    const { values } = record;
    const newlines = values.reduce((count, value) => count + value.split('\n').length - 1, 0);
    const kept = rows.slice(line - 1, line + newlines).join('\n');
    // A delimiter at the end of a line is no column more.
    if (values.length !== names.length && !(values.length === names.length + 1 && values.at(-1) === '')) {
      refuse({ code: 'system-water.field-count', params: { expected: names.length, found: values.length } }, kept);
      continue;
    }
    lines.push({ line, kept, value: (column) => values[names.indexOf(column)]?.trim() ?? '' });
  }
  return ok({ header, lines, refused: bad });
}
