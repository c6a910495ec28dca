import { rosterColumns } from '../../domain/transition/index.ts';

/** One line kept aside, with its reasons already in words. */
export interface RefusedLineWords {
  readonly line: number;
  readonly reasons: readonly string[];
  readonly kept?: readonly string[];
}

/**
 * The lines kept aside as a CSV to correct and import again: the columns Caudal reads, then the line of the original
 * file and what is wrong with it (both ignored on import).
 */
export function refusedLinesCsv(lines: readonly RefusedLineWords[]): string {
  const header = [...rosterColumns, 'line', 'reason'];
  const rows = lines.map((refused) => [
    ...(refused.kept ?? rosterColumns.map(() => '')),
    `${refused.line}`,
    refused.reasons.join(' · '),
  ]);
  return csvText([header, ...rows]);
}

/**
 * Rows as RFC 4180. A value that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV
 * injection): these files hold what strangers typed and are opened by staff.
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');

function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
