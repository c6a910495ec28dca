import { type LineOutcome, lineProblem, type ReadFileReader, skippedLine } from './file-read.ts';
import { madeAtOfName } from './made-at.ts';
import { mappedRecord, placeOf, readyMapping } from './mapped-record.ts';
import { type Column, normalColumn, type ReadMapping } from './read-mapping.ts';
import { likelyDelimiter, splitLine } from './split-line.ts';

/** Files of one read a line, told apart by a delimiter; columns by the header's names, in any order, or by number. */
export function delimitedReader(mapping: ReadMapping, file: string): ReadFileReader {
  const ready = readyMapping(mapping, file);
  const stamp = madeAtOfName(file, mapping.zone);
  const positions = new Map<Column, number>();
  let delimiter: string | undefined = mapping.delimiter === 'auto' ? undefined : mapping.delimiter;
  let width = 0;
  let header: string | undefined;
  let unusable = false;
  const positionOf = (column: Column) => {
    const at = positions.get(column);
    return at === undefined ? undefined : at + 1;
  };
  const fieldOf = (fields: readonly string[], column: Column) => fields[positions.get(column) ?? -1] ?? '';

  const takeHeader = (text: string, fields: readonly string[], line: number): LineOutcome => {
    header = text;
    width = fields.length;
    const names = fields.map(normalColumn);
    const missing: string[] = [];
    const twice: string[] = [];
    for (const column of columnsOf(mapping)) {
      const wanted = typeof column === 'number' ? undefined : normalColumn(column);
      const at = wanted === undefined ? Number(column) - 1 : names.indexOf(wanted);
      if (at < 0 || at >= fields.length) missing.push(String(column));
      else if (wanted !== undefined && names.lastIndexOf(wanted) !== at) twice.push(String(column));
      positions.set(column, at);
    }
    const needed = missing.filter((column) => !isOptional(mapping, column));
    unusable = needed.length > 0 || twice.length > 0;
    const place = placeOf(file, line, undefined);
    const found = fields.join(', ').slice(0, 300);
    const problems = [
      ...(needed.length > 0
        ? [{ code: 'metering.columns-missing', params: { columns: needed.join(', '), found }, place }]
        : []),
      ...twice.map((column) => ({ code: 'metering.column-twice', params: { column }, place })),
    ];
    return unusable ? { reads: [], problems } : skippedLine('header');
  };

  const line = (text: string, lineNumber: number): LineOutcome => {
    const clean = withoutReturn(text, lineNumber);
    if (clean.trim() === '') return skippedLine('blank');
    if (unusable) return skippedLine('header-unusable');
    if (clean === header) return skippedLine('header');
    delimiter ??= likelyDelimiter(clean);
    const fields = splitLine(clean, delimiter);
    if (fields === undefined) {
      return lineProblem({ code: 'metering.quote-unclosed', place: placeOf(file, lineNumber, undefined) });
    }
    if (width === 0) {
      if (mapping.header) return takeHeader(clean, fields, lineNumber);
      width = fields.length;
      for (const column of columnsOf(mapping)) positions.set(column, Number(column) - 1);
    }
    // A delimiter at the end of a line is no column more.
    if (fields.length !== width && !(fields.length === width + 1 && fields[width] === '')) {
      const params = { expected: width, found: fields.length };
      return lineProblem({ code: 'metering.field-count', params, place: placeOf(file, lineNumber, undefined) });
    }
    return mappedRecord(ready, { fields, line: lineNumber, fieldOf, positionOf });
  };
  return { madeAt: () => stamp, line };
}

/** A carriage return at the end and the byte-order mark of a first line are no part of the fields. */
export function withoutReturn(text: string, line: number): string {
  const begin = line === 1 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const end = text.charCodeAt(text.length - 1) === 13 ? text.length - 1 : text.length;
  return begin === 0 && end === text.length ? text : text.slice(begin, end);
}

function columnsOf(mapping: ReadMapping): Column[] {
  return [
    ...mapping.meter,
    ...mapping.series.flatMap((series) => [
      series.value,
      series.time,
      ...(typeof series.unit === 'string' ? [] : [series.unit.column]),
      ...(series.resolution === undefined ? [] : [series.resolution]),
    ]),
    ...(mapping.quality === undefined ? [] : [mapping.quality.column]),
    ...mapping.skip.map((rule) => rule.column),
  ];
}

/** Where a mapping knows several series, a file may have the columns of one only. */
function isOptional(mapping: ReadMapping, column: string): boolean {
  const whole = (wanted: Column) => String(wanted) === column;
  if (mapping.meter.some(whole)) return false;
  const only = mapping.series.length === 1 ? mapping.series[0] : undefined;
  const needed =
    only !== undefined &&
    [only.value, only.time, ...(typeof only.unit === 'string' ? [] : [only.unit.column])].some(whole);
  return !needed && mapping.series.every((series) => mapping.series.length > 1 || !whole(series.value));
}
