import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type PackageFileName, readHeader, readRow, rowKey } from '../../../domain/exchange/index.ts';
import { readTextFile } from '../../../gateways/text-files.ts';

/** What an earlier package said of a thing: a cell of ours by its column. */
export type EarlierRows = ReadonlyMap<string, Readonly<Record<string, string>>>;

/**
 * Rows of the package that stands where a new one goes: where a blank cell leaves what stands, this is what stood. It holds
 * things of a utility (people, places, meters), a few hundred thousand of them at most.
 */
export async function earlierRows(folder: string, file: PackageFileName): Promise<EarlierRows> {
  const text = await readTextFile(join(folder, file));
  if (!text.ok) return new Map();
  const [names = [], ...rows] = parse(text.value, { relax_column_count: true }) as string[][];
  const header = readHeader(file, names, 'delta');
  if (!header.ok) return new Map();
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (const cells of rows) {
    const row = readRow(file, header.value, cells);
    if (row.ok)
      found.set(rowKey(file, row.value), Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])));
  }
  return found;
}
