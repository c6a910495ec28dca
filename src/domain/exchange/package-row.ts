import { ok, type Problem, type Result, refused } from '../kernel/index.ts';
import { type PackageFile, type PackageFileName, type PackageRow, packageFiles } from './package-files.ts';
import type { PackageHeader } from './package-header.ts';
import { type Cell, type CellProblem, readCell, WrongCell } from './read-cell.ts';

/** What is wrong with a row, at which column of the file (from 1); none where it is the whole row. */
export interface RowProblem extends Problem<CellProblem['code'] | 'exchange.cell-count'> {
  readonly column?: number;
}

/** Reads one row by its file's header, or says all that is wrong with it. Cells of dropped columns are not looked at. */
export function readRow<Name extends PackageFileName>(
  file: Name,
  header: PackageHeader,
  cells: readonly string[],
): Result<PackageRow<Name>, readonly RowProblem[]> {
  if (cells.length !== header.width) {
    return refused([{ code: 'exchange.cell-count', params: { expected: header.width, found: cells.length } }]);
  }
  const definition: PackageFile = packageFiles[file];
  const row: Record<string, Cell> = {};
  const facts: Record<string, string> = {};
  let problems: RowProblem[] | undefined;
  for (const { name, column, at, isFact } of header.read) {
    const value = readCell(column, cells[at] ?? '');
    if (value instanceof WrongCell) {
      problems ??= [];
      problems.push({ code: value.code, field: name, params: { field: name, ...value.params }, column: at + 1 });
    } else if (!isFact) row[name] = value;
    else if (typeof value === 'string') facts[name] = value;
  }
  const address = addresses[file];
  if (address !== undefined && isInUs(row['mailing_country'])) {
    for (const { name, at } of header.read) {
      const wrong = wrongInUs(address, name, row[name]);
      if (wrong === undefined) continue;
      problems ??= [];
      problems.push({ code: wrong.code, field: name, params: { field: name, ...wrong.params }, column: at + 1 });
    }
  }
  if (problems !== undefined) return refused(problems);
  return ok((definition.facts === true ? { ...row, facts } : row) as PackageRow<Name>);
}

const usNames = ['US', 'USA', 'UNITED STATES', 'UNITED STATES OF AMERICA', 'U.S.', 'U.S.A.', 'EE. UU.', 'EE.UU.'];

/** Where a file's address has its state and ZIP code. */
const addresses: Partial<Readonly<Record<PackageFileName, { readonly state: string; readonly zip: string }>>> = {
  'customers.csv': { state: 'mailing_state', zip: 'mailing_zip' },
  'premises.csv': { state: 'state', zip: 'zip' },
};

/** What an address of the US has to have: a state's two letters, and a ZIP code, `97501` or `97501-2345`. */
function wrongInUs(
  address: { readonly state: string; readonly zip: string },
  name: string,
  cell: Cell | undefined,
): WrongCell | undefined {
  if (name !== address.state && name !== address.zip) return undefined;
  // A cell that could not be read was told already.
  if (cell === undefined) return undefined;
  if (cell === null) return new WrongCell('exchange.cell-empty');
  const value = String(cell);
  if (name === address.state)
    return /^[A-Za-z]{2}$/.test(value) ? undefined : new WrongCell('exchange.not-a-state', { value });
  return /^\d{5}(?:-\d{4})?$/.test(value) ? undefined : new WrongCell('exchange.not-a-zip', { value });
}

/** An address without a country is one of the US. */
const isInUs = (country: Cell | undefined): boolean =>
  typeof country !== 'string' || usNames.includes(country.toUpperCase());

/** The values that tell a row from every other of its file, as one text. A read without a kind is an actual one. */
export function rowKey<Name extends PackageFileName>(file: Name, row: PackageRow<Name>): string {
  const cells = row as Readonly<Record<string, Cell | undefined>>;
  return packageFiles[file].key
    .map((name) => cells[name] ?? (file === 'register-reads.csv' && name === 'kind' ? 'actual' : ''))
    .join('\u001f');
}
