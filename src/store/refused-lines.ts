import type { Problem } from '../domain/kernel/index.ts';

/** A line of a file that was kept aside, as it was, with what is wrong with it. */
export interface RefusedLine {
  readonly line: number;
  readonly kept: string;
  readonly problems: readonly Problem[];
}

/** Refused lines kept in the database for a file; a command's own output has all of them. */
export const maxKept = 10_000;

/** How a list of them stands: as the file has them. */
export const refusedLinesList = {
  order: [],
  id: { by: 'l.line', type: 'bigint' },
  sorts: {},
  toRow: (row: RefusedLine) => row,
} as const;

/** Their columns, for `unnest($n::int[], $n::text[], $n::jsonb[])`. */
export const refusedColumns = (lines: readonly RefusedLine[]) =>
  [
    lines.map(({ line }) => line),
    lines.map(({ kept }) => storable(kept)),
    lines.map(({ problems }) => storableJson(problems)),
  ] as const;

/** PostgreSQL's text and JSON hold no NUL, and no half of a character that a long line was cut in. */
export const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed();

export const storableJson = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storable(part) : part));
