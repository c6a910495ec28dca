import {
  type ExchangeMapping,
  isMade,
  type Output,
  type PackageFileName,
  packageFileNames,
  packageFiles,
} from '../../../domain/exchange/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import type { OpenForeignFile } from './open-foreign-file.ts';

interface Columns {
  readonly columns: ReadonlyMap<PackageFileName, readonly string[]>;
  readonly problems: readonly Problem[];
}

/** Which of our columns any of the files has something for; what it must have and has not is a problem. */
export function columnsMade(mapping: ExchangeMapping, open: readonly OpenForeignFile[]): Columns {
  const columns = new Map<PackageFileName, string[]>();
  const problems: Problem[] = [];
  for (const to of packageFileNames) {
    const made = new Set<string>();
    for (const output of mapping.outputs.filter((one) => one.to === to)) {
      for (const one of open.filter(({ file }) => file.name === output.of)) {
        const has = (column: string) => hasColumn(one, output, column);
        const mine = output.columns.filter(([, piece]) => isMade(piece, has)).map(([name]) => name);
        for (const name of mine) made.add(name);
        const lacking = output.columns.filter(([name, piece]) => isNeeded(mapping, to, name) && !isMade(piece, has));
        if (lacking.length === 0) continue;
        const params = { file: to, missing: lacking.map(([name]) => name).join(', ') };
        problems.push({ code: 'exchange.foreign-columns-missing', params, place: { file: one.name, line: 1 } });
      }
    }
    const known = Object.keys(packageFiles[to].columns);
    const facts = [...made].filter((name) => name.startsWith('fact:')).toSorted();
    if (made.size > 0) columns.set(to, [...known.filter((name) => made.has(name)), ...facts]);
  }
  return { columns, problems };
}

function isNeeded({ scope }: ExchangeMapping, file: PackageFileName, column: string): boolean {
  const { columns, key } = packageFiles[file] as {
    readonly columns: Readonly<Record<string, { readonly required: boolean }>>;
    readonly key: readonly string[];
  };
  return columns[column]?.required === true && (scope === 'full' || key.includes(column));
}

function hasColumn({ file, header }: OpenForeignFile, output: Output, column: string): boolean {
  const kinds = new Map(file.records.map((kind) => [kind.name, kind] as const));
  for (let kind = kinds.get(output.record); kind !== undefined; ) {
    if (header.fields.get(kind.name)?.has(column) === true) return true;
    for (const group of kind.groups.values()) {
      const field = group.fields.get(column);
      if (
        field !== undefined &&
        (typeof field !== 'string' || header.fields.get(kind.name)?.has(field.replace('{n}', '1')) === true)
      ) {
        return true;
      }
    }
    kind = kind.parent === undefined || kind.parent === kind.name ? undefined : kinds.get(kind.parent);
  }
  return false;
}
