import { packageFileNames } from '../../domain/exchange/index.ts';
import type { Language } from '../../domain/kernel/index.ts';
import type { Transaction } from '../database.ts';
import { factNames, type PackageAsked, packageQuery, type WrittenFile } from './package-queries.ts';

/** Each after those it refers to. */
export const writtenFiles: readonly WrittenFile[] = packageFileNames.filter((name) => name !== 'ack.csv');

/** What a package is asked for. */
export async function packageOf(tx: Transaction, asked: Omit<PackageAsked, 'facts'>): Promise<PackageAsked> {
  const names = await tx.query<{ name: string }>(factNames);
  return { ...asked, facts: names.map(({ name }) => name) };
}

export const packageFileAsCsv = (
  tx: Transaction,
  file: WrittenFile,
  asked: PackageAsked,
  take: (piece: Uint8Array) => Promise<void>,
): Promise<number> => tx.copyOut(`copy (${packageQuery(file, asked)}) to stdout (format csv, header)`, take);

/** The column whose sum the manifest says. */
const totals: { readonly [File in WrittenFile]?: string } = {
  'bills.csv': 'amount_due',
  'bill-lines.csv': 'amount',
  'transactions.csv': 'amount',
  'balances.csv': 'balance',
};

export async function totalOf(
  tx: Transaction,
  file: WrittenFile,
  asked: PackageAsked,
): Promise<{ readonly total: string; readonly of: string } | undefined> {
  const of = totals[file];
  if (of === undefined) return undefined;
  const [row] = await tx.query<{ total: string }>(
    `select coalesce(sum(${of}), 0)::numeric(20, 2)::text as total from (${packageQuery(file, asked)}) rows`,
  );
  return { total: row?.total ?? '0.00', of };
}

/** Each register under the name that the package has for it. */
export async function metersAsCalled(
  tx: Transaction,
): Promise<ReadonlyMap<number, { readonly called: string; readonly register: string }>> {
  const rows = await tx.query<{ id: number; called: string; register: string }>(
    'select id, coalesce(number, serial) as called, register from meter',
  );
  return new Map(rows.map(({ id, ...meter }) => [id, meter]));
}

/** Posted bills that Caudal made, of the accounts of a package, with the language of their customer. */
export const billsMade = (
  tx: Transaction,
): Promise<readonly { readonly number: string; readonly language: Language }[]> =>
  tx.query(
    `select b.number, c.language from bill b join account a on a.id = b.account_id join customer c on c.id = a.customer_id
     where b.origin = 'caudal' and b.state = 'posted' order by b.number collate "C"`,
  );
