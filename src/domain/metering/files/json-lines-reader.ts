import { withoutReturn } from './delimited-reader.ts';
import { type LineOutcome, lineProblem, type ReadFileReader, skippedLine } from './file-read.ts';
import { madeAtOfName } from './made-at.ts';
import { mappedRecord, placeOf, readyMapping } from './mapped-record.ts';
import type { Column, ReadMapping } from './read-mapping.ts';

/** One JSON object a line, as an API's answers are kept; a column is a path such as `device.id`. */
export function jsonLinesReader(mapping: ReadMapping, file: string): ReadFileReader {
  const ready = readyMapping(mapping, file);
  const stamp = madeAtOfName(file, mapping.zone);
  const line = (text: string, lineNumber: number): LineOutcome => {
    const clean = withoutReturn(text, lineNumber);
    if (clean.trim() === '') return skippedLine('blank');
    const fields = parsed(clean);
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      return lineProblem({ code: 'metering.json-unreadable', place: placeOf(file, lineNumber, undefined) });
    }
    return mappedRecord(ready, { fields, line: lineNumber, fieldOf, positionOf: () => undefined, nameOf: String });
  };
  return { madeAt: () => stamp, line };
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

function fieldOf(record: object, column: Column): string {
  let value: unknown = record;
  for (const name of String(column).split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return '';
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';
}
