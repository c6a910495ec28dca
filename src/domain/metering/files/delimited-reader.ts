import { decimalMark } from './decimal-text.ts';
import { type LineOutcome, lineProblem, type ReadFileReader, skippedLine } from './file-read.ts';
import { madeAtOfName } from './made-at.ts';
import { mappedRecord, placeOf, readyMapping } from './mapped-record.ts';
import { type Column, normalColumn, type ReadMapping, type ReadSeries } from './read-mapping.ts';
import { likelyDelimiter, splitLine } from './split-line.ts';

/** Files of one read a line, told apart by a delimiter; columns by the header's names, in any order, or by number. */
export function delimitedReader(mapping: ReadMapping, file: string): ReadFileReader {
  const opened = (bound: ReadMapping) => readyMapping(bound, file, decimalMark(mapping.decimal, delimiter));
  const stamp = madeAtOfName(file, mapping.zone);
  const positions = new Map<Column, number>();
  let delimiter: string | undefined = mapping.delimiter === 'auto' ? undefined : mapping.delimiter;
  let ready: ReturnType<typeof readyMapping> | undefined;
  let width = 0;
  let header: string | undefined;
  let unusable = false;
  let nameOf: (column: Column) => string = String;
  const takeHeader = (text: string, fields: readonly string[], line: number): LineOutcome => {
    header = text;
    width = fields.length;
    const names = fields.map(normalColumn);
    const missing: Column[] = [];
    const twice: string[] = [];
    for (const column of columnsOf(mapping)) {
      const wanted = typeof column === 'number' ? undefined : normalColumn(column);
      const at = wanted === undefined ? Number(column) - 1 : names.indexOf(wanted);
      if (at < 0 || at >= fields.length) missing.push(column);
      else if (wanted !== undefined && names.lastIndexOf(wanted) !== at) twice.push(String(column));
      positions.set(column, at + 1);
    }
    const needed = neededColumns(mapping, missing).filter((column) => missing.includes(column));
    unusable = needed.length > 0 || twice.length > 0;
    ready = opened(boundMapping(mapping, positions));
    nameOf = (column) => fields[Number(column) - 1]?.trim() ?? '';
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
      const beyond = columnsOf(mapping).filter((column) => Number(column) > width);
      if (beyond.length > 0) {
        unusable = true;
        const params = { columns: beyond.join(', '), found: clean.slice(0, 300) };
        const place = placeOf(file, lineNumber, undefined);
        return lineProblem({ code: 'metering.columns-missing', params, place });
      }
    }
    // A delimiter at the end of a line is no column more.
    if (fields.length !== width && !(fields.length === width + 1 && fields[width] === '')) {
      const params = { expected: width, found: fields.length };
      return lineProblem({ code: 'metering.field-count', params, place: placeOf(file, lineNumber, undefined) });
    }
    ready ??= opened(mapping);
    return mappedRecord(ready, { fields, line: lineNumber, fieldOf, positionOf, nameOf });
  };
  return { madeAt: () => stamp, line };
}

const fieldOf = (fields: readonly string[], column: Column): string => fields[Number(column) - 1] ?? '';
const positionOf = (column: Column): number => Number(column);

/** The mapping with every name replaced by its column's number, so that no line looks a name up (a third of its time). */
function boundMapping(mapping: ReadMapping, positions: ReadonlyMap<Column, number>): ReadMapping {
  const at = (column: Column): number => positions.get(column) ?? 0;
  return {
    ...mapping,
    meter: mapping.meter.map(at),
    ...(mapping.note !== undefined && { note: mapping.note.map(at) }),
    skip: mapping.skip.map((rule) => ({ ...rule, column: at(rule.column) })),
    series: mapping.series.map((series) => ({
      ...series,
      value: at(series.value),
      time: series.time.map(at),
      unit: typeof series.unit === 'string' ? series.unit : { ...series.unit, column: at(series.unit.column) },
      ...(series.resolution !== undefined && { resolution: at(series.resolution) }),
    })),
    ...(mapping.quality !== undefined && {
      quality: { ...mapping.quality, column: at(mapping.quality.column) },
    }),
  };
}

/** A carriage return at the end and the byte-order mark of a first line are no part of the fields. */
export function withoutReturn(text: string, line: number): string {
  const begin = line === 1 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const end = text.charCodeAt(text.length - 1) === 13 ? text.length - 1 : text.length;
  return begin === 0 && end === text.length ? text : text.slice(begin, end);
}

/** Every column that the mapping names. */
const columnsOf = (mapping: ReadMapping): Column[] => [
  ...neededColumns(mapping, []),
  ...(mapping.quality?.isOptional === true ? [mapping.quality.column] : []),
  ...(mapping.note ?? []),
  ...mapping.series.flatMap((series) => [
    ...seriesColumns(series),
    ...(series.resolution === undefined ? [] : [series.resolution]),
  ]),
];

/** What a file must have. Where a mapping knows several series, a file may have the columns of one only. */
function neededColumns(mapping: ReadMapping, missing: readonly Column[]): Column[] {
  const lacks = (series: ReadSeries) => seriesColumns(series).some((column) => missing.includes(column));
  const series = mapping.series.every(lacks) ? mapping.series.slice(0, 1) : [];
  return [
    ...mapping.meter,
    ...series.flatMap(seriesColumns),
    ...(mapping.quality === undefined || mapping.quality.isOptional === true ? [] : [mapping.quality.column]),
    ...mapping.skip.map((rule) => rule.column),
  ];
}

const seriesColumns = (series: ReadSeries): Column[] => [
  series.value,
  ...series.time,
  ...(typeof series.unit === 'string' ? [] : [series.unit.column]),
];
