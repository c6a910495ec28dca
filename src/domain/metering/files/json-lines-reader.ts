import { decimalMark } from './decimal-text.ts';
import { withoutReturn } from './delimited-reader.ts';
import { type LineOutcome, lineProblem, type ReadFileReader, skippedLine } from './file-read.ts';
import { madeAtOfName } from './made-at.ts';
import { mappedRecord, placeOf, readyMapping } from './mapped-record.ts';
import type { Column, ReadMapping } from './read-mapping.ts';

/**
 * One JSON object a line, as an API's answers are kept, or a list of them; a column is a path such as `device.id`. Where
 * the mapping names the list that each line carries (`each`), every item of it is a record.
 */
export function jsonLinesReader(mapping: ReadMapping, file: string): ReadFileReader {
  const ready = readyMapping(mapping, file, decimalMark(mapping.decimal, undefined));
  const stamp = madeAtOfName(file, mapping.zone);
  const path = mapping.each?.split('.') ?? [];
  const line = (text: string, lineNumber: number): LineOutcome => {
    const clean = withoutReturn(text, lineNumber);
    if (clean.trim() === '') return skippedLine('blank');
    const said = parsed(clean);
    const records = (Array.isArray(said) ? said : [said]).map((one: unknown) => recordsOf([], one, path));
    if (records.some((some) => some === undefined)) {
      return lineProblem({ code: 'metering.json-unreadable', place: placeOf(file, lineNumber, undefined) });
    }
    const outcomes = records
      .flatMap((some) => some ?? [])
      .map((fields) =>
        mappedRecord(ready, { fields, line: lineNumber, fieldOf, positionOf: () => undefined, nameOf: String }),
      );
    const [only] = outcomes;
    if (outcomes.length === 1 && only !== undefined) return only;
    return together(outcomes);
  };
  return { madeAt: () => stamp, line };
}

/** An object and those around it, the innermost first. */
type Scopes = readonly object[];

/** The records at a path of lists; undefined where there is no object. */
function recordsOf(around: Scopes, value: unknown, path: readonly string[]): Scopes[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [name, ...rest] = path;
  if (Array.isArray(value)) {
    const all = value.map((item: unknown) => recordsOf(around, item, path));
    return all.some((some) => some === undefined) ? undefined : all.flatMap((some) => some ?? []);
  }
  const scopes = [value, ...around];
  if (name === undefined) return [scopes];
  if (!Object.hasOwn(value, name)) return [];
  return recordsOf(scopes, Object.getOwnPropertyDescriptor(value, name)?.value, rest);
}

/** What the records of one line gave; one that gave nothing for a reason of its own is counted as empty. */
function together(outcomes: readonly LineOutcome[]): LineOutcome {
  if (outcomes.length === 0) return skippedLine('no-value');
  const sum = (key: 'empty' | 'rounded') => outcomes.reduce((all, one) => all + (one[key] ?? 0), 0);
  const skipped = outcomes.filter((one) => one.skipped !== undefined).length;
  return {
    reads: outcomes.flatMap((one) => one.reads),
    problems: outcomes.flatMap((one) => one.problems),
    ...(sum('empty') + skipped > 0 && { empty: sum('empty') + skipped }),
    ...(sum('rounded') > 0 && { rounded: sum('rounded') }),
  };
}

function parsed(text: string): unknown {
  try {
    // Numbers keep their digits: a float would turn a long register's last ones.
    return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
      typeof value === 'number' ? (context?.source ?? String(value)) : value,
    );
  } catch {
    return undefined;
  }
}

function fieldOf(scopes: Scopes, column: Column): string {
  const path = String(column).split('.');
  for (const scope of scopes) {
    const value = valueAt(scope, path);
    if (value !== undefined) return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';
  }
  return '';
}

/** Undefined where the path leads nowhere; a number in it is a place in a list. */
function valueAt(record: object, path: readonly string[]): unknown {
  let value: unknown = record;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value;
}
