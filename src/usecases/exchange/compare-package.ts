import type { PackageFileName, RunReport } from '../../domain/exchange/index.ts';
import type { Transaction } from '../../store/database.ts';
import {
  accountDifferences,
  accountsSaidClosed,
  accountsToClose,
  balanceDifferences,
  billDifferences,
  compareBalances,
  compareBills,
  compareTransactions,
  type Differences,
  findAccountsOfNumbers,
  masterDifferences,
  otherRows,
  pdfsApart,
  transactionDifferences,
  type Writing,
} from '../../store/exchange/index.ts';

export interface ComparedPackage extends Pick<RunReport, 'accounts' | 'balances' | 'confirmed' | 'notes'> {
  readonly files: ReadonlyMap<PackageFileName, Differences>;
}

/** What the package would change, before any of it is written. */
export async function comparePackage(
  tx: Transaction,
  asked: Omit<Writing, 'runId'>,
  {
    sent,
    pdfs,
    closesOthers,
  }: {
    readonly sent: ReadonlySet<PackageFileName>;
    /** Names of the PDFs that came along, in small letters. */
    readonly pdfs: readonly string[];
    readonly closesOthers: boolean;
  },
): Promise<ComparedPackage> {
  // Nothing is written yet, so no run is known.
  const writing: Writing = { ...asked, runId: 0 };
  const files = new Map<PackageFileName, Differences>();
  for (const file of ['customers.csv', 'premises.csv', 'service-points.csv', 'meters.csv'] as const) {
    if (sent.has(file)) files.set(file, await masterDifferences(tx, file, writing));
  }
  if (sent.has('accounts.csv')) files.set('accounts.csv', await accountDifferences(tx, writing));
  await findAccountsOfNumbers(tx);
  await compareBills(tx, writing);
  await compareTransactions(tx, writing);
  await compareBalances(tx, writing);
  if (sent.has('bills.csv')) files.set('bills.csv', await billDifferences(tx));
  const transactions = await transactionDifferences(tx);
  if (sent.has('transactions.csv')) files.set('transactions.csv', transactions);
  const balances = await balanceDifferences(tx);
  if (sent.has('balances.csv')) files.set('balances.csv', balances);
  for (const [file, fresh] of await otherRows(tx)) if (sent.has(file)) files.set(file, { fresh, changed: 0 });
  const { open, closing } = await accountsToClose(tx);
  const saidClosed = await accountsSaidClosed(tx, writing);
  const { missing, ofNoBill } = await pdfsApart(tx, pdfs);
  const notes = [
    { code: 'exchange.receipt-elsewhere', params: { count: transactions.elsewhere } },
    { code: 'exchange.pdf-missing', params: { ...missing } },
    { code: 'exchange.pdf-of-no-bill', params: { ...ofNoBill } },
  ].filter(({ params }) => params.count > 0);
  return {
    files,
    accounts: { open, closing: saidClosed + (closesOthers ? closing.length : 0) },
    balances: { known: balances.known, changed: balances.changed, unexplained: balances.unexplained },
    confirmed: transactions.confirmed,
    notes,
  };
}
