import { type PackageFileName, sharePremise } from '../../domain/exchange/index.ts';
import type { Transaction } from '../../store/database.ts';
import {
  accountsToClose,
  accountsToMake,
  accountsTouched,
  adoptMeters,
  changeAccounts,
  closeAccounts,
  compareBalances,
  compareBills,
  compareTransactions,
  countBills,
  dropComparisons,
  findAccountsOfNumbers,
  handOnAgreements,
  keepBillPdf,
  keepOldNumbers,
  makeAccounts,
  makeParts,
  moveServicePointsToParts,
  occupanciesOf,
  pdfsToKeep,
  type Writing,
  writeAgreements,
  writeBills,
  writeFacts,
  writeInstallations,
  writeMaster,
  writeMoney,
  writePeople,
  writeRegisterReads,
} from '../../store/exchange/index.ts';
import { hold } from '../../store/receivables/index.ts';
import { mirrorBooks } from './mirror-books.ts';
import { pdfFolder, type SurveyedPackage } from './survey-package.ts';

/** Accounts that are mirrored in one go. */
const accountsAtOnce = 2000;

interface Written {
  readonly surveyed: SurveyedPackage;
  /** Files of which what they do not name is closed, or ends. */
  readonly endsIn: ReadonlySet<PackageFileName>;
  readonly progress?: (step: string, count: number) => void;
}

/** Writes what the stages hold; the number of differences that were left for the analyst. */
export async function writePackage(tx: Transaction, writing: Writing, written: Written): Promise<number> {
  const { endsIn, surveyed, progress } = written;
  for (const file of ['customers.csv', 'premises.csv', 'service-points.csv'] as const) {
    if (writing.columns.has(file)) await writeMaster(tx, file, writing);
  }
  if (writing.columns.has('service-points.csv')) await writeFacts(tx, writing);
  if (writing.columns.has('meters.csv')) {
    await adoptMeters(tx, writing);
    await writeMaster(tx, 'meters.csv', writing);
    await writeInstallations(tx);
  }
  if (writing.columns.has('accounts.csv')) await writeAccounts(tx, writing, endsIn.has('accounts.csv'));
  await writeAgreements(tx, writing, endsIn.has('accounts.csv') && endsIn.has('agreements.csv'));
  await moveServicePointsToParts(tx);
  await writePeople(tx, writing, endsIn.has('accounts.csv') && endsIn.has('account-people.csv'));
  // Accounts that did not stand when the package was compared have ids now.
  await dropComparisons(tx);
  await findAccountsOfNumbers(tx);
  await compareBills(tx, writing);
  await compareTransactions(tx, writing);
  await compareBalances(tx, writing);
  progress?.('bills', 0);
  await writeBills(tx, writing);
  await keepPdfs(tx, surveyed, writing);
  const touched = await accountsTouched(tx);
  let differences = 0;
  for (let first = 0; first < touched.length; first += accountsAtOnce) {
    const some = touched.slice(first, first + accountsAtOnce);
    const books = await hold(tx, some);
    await writeMoney(books, some, writing);
    differences += await mirrorBooks(books, some, writing);
    progress?.('balances', first + some.length);
  }
  await countBills(tx);
  await writeRegisterReads(tx, writing);
  return differences;
}

async function writeAccounts(tx: Transaction, writing: Writing, closesOthers: boolean): Promise<void> {
  if (closesOthers) {
    const { closing } = await accountsToClose(tx);
    await closeAccounts(
      tx,
      closing.map(({ id }) => id),
      writing,
    );
  }
  await changeAccounts(tx, writing);
  const fresh = await accountsToMake(tx, writing);
  const there = await occupanciesOf(tx);
  const placed = new Map<string, string>();
  for (const [premise, accounts] of Map.groupBy(fresh, (one) => one.premise)) {
    for (const [account, part] of sharePremise(premise, there.get(premise) ?? new Map(), accounts)) {
      placed.set(account, part);
    }
  }
  const ofParts = fresh.flatMap(({ account, premise }) => {
    const part = placed.get(account) ?? premise;
    return part === premise ? [] : [{ whole: premise, part }];
  });
  await makeParts(tx, ofParts, writing);
  await makeAccounts(
    tx,
    fresh.map(({ line, account, premise, from }) => ({ line, from, place: placed.get(account) ?? premise })),
    writing,
  );
  await keepOldNumbers(tx);
  await handOnAgreements(tx);
}

/** Also of bills that came in an earlier package, and waited for theirs. */
async function keepPdfs(tx: Transaction, { files }: SurveyedPackage, writing: Writing): Promise<void> {
  const sent = [...files].flatMap(([path, { sha256 }]) =>
    path.startsWith(pdfFolder) ? [{ name: path.slice(pdfFolder.length), sha256 }] : [],
  );
  for (const name of await pdfsToKeep(tx, sent, writing)) {
    const found = files.get(`${pdfFolder}${name}`);
    if (found === undefined) continue;
    const pieces: Uint8Array[] = [];
    for await (const piece of found.file.pieces()) pieces.push(Buffer.from(piece));
    await keepBillPdf(tx, { name, sha256: found.sha256, bytes: Buffer.concat(pieces) }, writing);
  }
}
