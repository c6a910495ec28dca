import { ok, type Problem, type Result, refused } from '../kernel/index.ts';
import type { Column } from './column-kinds.ts';
import { nameIs } from './column-names.ts';
import { type PackageFile, type PackageFileName, packageFiles } from './package-files.ts';

/** What the cell at one position of a file's rows is. */
interface ReadColumn {
  readonly name: string;
  readonly column: Column;
  /** From 0. */
  readonly at: number;
  /** Goes among the facts of the row. */
  readonly isFact: boolean;
}

export interface PackageHeader {
  /** Cells that a row must have. */
  readonly width: number;
  readonly read: readonly ReadColumn[];
  /** Names as the file writes them: secrets, whose cells nobody looks at. */
  readonly dropped: readonly string[];
  /** Names that the package has no place for. */
  readonly ignored: readonly string[];
  /** Required columns that a delta leaves out: rows can change what stands and add nothing. */
  readonly missing: readonly string[];
}

export type PackageHeaderProblem = Problem<
  'exchange.column-enrols' | 'exchange.column-twice' | 'exchange.columns-missing'
>;

/** Greatest length of what a rate schedule is told about a place. */
const fact: Column = { kind: 'text', required: false, max: 255 };

/** Names are taken in any case, with spaces or dashes for underscores. */
export const plainName = (name: string): string =>
  name
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/**
 * Finds the columns by their names, in any order, and gives every problem of the header at once. `languages`: the utility's; any
 * tag is taken where they are not known.
 */
export function readHeader(
  file: PackageFileName,
  names: readonly string[],
  scope: 'full' | 'delta' = 'full',
  languages?: readonly string[],
): Result<PackageHeader, readonly PackageHeaderProblem[]> {
  const { columns, key, facts }: PackageFile = packageFiles[file];
  const problems: PackageHeaderProblem[] = [];
  const read: ReadColumn[] = [];
  const dropped: string[] = [];
  const ignored: string[] = [];
  for (const [at, written] of names.entries()) {
    const place = { file, line: 1, column: at + 1 };
    const name = written.trim();
    const becomes = nameIs(name);
    if (becomes === 'enrols') {
      problems.push({ code: 'exchange.column-enrols', field: name, params: { column: name }, place });
      continue;
    }
    const plain = plainName(name);
    const isFact = facts === true && plain.startsWith('fact:') && plain.length > 'fact:'.length;
    const column = isFact ? fact : Object.hasOwn(columns, plain) ? columns[plain] : undefined;
    if (becomes === 'secret') dropped.push(name);
    else if (column === undefined) {
      if (name !== '') ignored.push(name);
    } else if (read.some((one) => one.isFact === isFact && one.name === plain.slice(isFact ? 5 : 0))) {
      problems.push({ code: 'exchange.column-twice', field: plain, params: { column: plain }, place });
    } else {
      const { required } = column;
      const isOfList = column.kind === 'language' && languages !== undefined;
      const own: Column = isOfList ? { kind: 'code', required, codes: languages } : column;
      read.push({ name: plain.slice(isFact ? 5 : 0), column: own, at, isFact });
    }
  }
  const missing = Object.entries(columns).flatMap(([name, { required }]) =>
    required && !read.some((one) => !one.isFact && one.name === name) ? [name] : [],
  );
  const lacking = scope === 'full' ? missing : missing.filter((name) => key.includes(name));
  if (lacking.length > 0) {
    const params = { missing: lacking.join(', '), found: names.map((name) => name.trim()).join(', ') };
    problems.push({ code: 'exchange.columns-missing', params, place: { file, line: 1 } });
  }
  return problems.length > 0 ? refused(problems) : ok({ width: names.length, read, dropped, ignored, missing });
}
