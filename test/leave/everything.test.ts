import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, onTestFinished } from 'vitest';
import type { Utility } from '../../src/config/utility.ts';
import { filesBelow } from '../../src/gateways/export-folder.ts';
import type { Database, DatabasePool } from '../../src/store/database.ts';
import { importFolder } from '../../src/usecases/exchange/index.ts';
import { importEverything } from '../../src/usecases/leave/index.ts';
import { paths } from '../../src/web/paths.ts';
import { dyingDatabase } from '../exchange/dying-database.ts';
import { caudal } from '../support/command.ts';
import { test as withDatabase } from '../support/database.ts';
import { folderInProject } from '../support/folder-in-project.ts';
import { openAccount } from '../support/logins.ts';
import { referenceUtility } from '../support/reference-utility.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { importSecondTown, secondTown, secondTownDeps, secondTownUtility } from '../support/second-town.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { demoNow, demoTown } from './demo-town.ts';
import { pagesOf, seenBy, type Town, whereTheyDiffer } from './same-pages.ts';

/** A simulated town, everything of it exported once for the file, and what people see of it. */
const test = withDatabase.extend('town', { scope: 'file' }, async ({ databases }, { onCleanup }) => {
  const own = await databases.take();
  const folder = await folderInProject();
  onCleanup(async () => {
    await databases.giveBack(own);
    await rm(folder, { recursive: true, force: true });
  });
  const town = await demoTown(own.db);
  const pages = await pagesOf(own.db, town);
  const [plain, whole] = [join(folder, 'plain'), join(folder, 'whole')];
  const typed = await caudal(own.db, ['export', 'everything', plain, '--json'], { now: demoNow });
  await caudal(own.db, ['export', 'everything', whole, '--with-sign-ins'], { now: demoNow });
  const seen = await seenBy(own.db, town, pages);
  return { db: own.db, town, pages, seen, plain, whole, typed };
});

const readCsv = async (file: string): Promise<readonly Readonly<Record<string, string>>[]> =>
  parse(await readFile(file), { columns: true });

/** What each number owes that stands for somebody now. */
const owed = (db: Database) =>
  db.query<{ number: string; cents: number }>(
    `select a.number, (
       select coalesce(sum(amount_cents), 0)::bigint from posting where ledger_account = 'receivable' and account_id = a.id
     ) as cents from (select distinct on (number) id, number from account order by number, opened_on desc) a order by a.number`,
  );

/** Takes the package at the top of an export into a Caudal whose utility keeps its billing system. */
async function packageAlone(db: DatabasePool, folder: string, { time_zone: zone, languages }: Utility) {
  const given = { by: 'cli', now: demoNow, zone, languages, maxClosedPercent: 2, billedBy: 'cis' } as const;
  const imported = await importFolder(db, folder, { ...given, say: ({ code }) => code });
  if (!imported.ok) throw new Error(JSON.stringify(imported.problem));
  return imported.value.outcome;
}

/** The files of two exports that are not the same, but for when they were made. */
async function filesThatDiffer(one: string, other: string): Promise<readonly string[]> {
  const names = await filesBelow(one);
  expect(await filesBelow(other)).toEqual(names);
  const plain = async (folder: string, name: string) => {
    const bytes = await readFile(join(folder, name));
    if (!name.endsWith('manifest.json') && name !== 'SHA256SUMS') return bytes.toString('latin1');
    return bytes.toString().replaceAll(/"made_at": "[^"]*"|^.*manifest\.json$/gm, '');
  };
  const differ: string[] = [];
  for (const name of names) if ((await plain(one, name)) !== (await plain(other, name))) differ.push(name);
  return differ;
}

test('an empty database becomes the one that was exported: the same pages, books, audit and export', async ({
  db,
  town: { whole, pages, seen, town, db: source },
}) => {
  const imported = await caudal(db, ['import', 'everything', whole, '--json'], { now: demoNow });
  expect(imported).toMatchObject({ code: 0 });
  expect(JSON.parse(imported.out)).toMatchObject({
    ...{ books: { unbalanced: 0 }, audit: { faults: [] }, settingsDiffer: [], withSignIns: true },
  });
  const again = join(await scratchFolder(), 'again');
  await caudal(db, ['export', 'everything', again, '--with-sign-ins'], { now: demoNow.add({ hours: 1 }) });
  expect(await filesThatDiffer(whole, again)).toEqual([]);
  const here = await seenBy(db, town, pages);
  expect(seen.size).toBeGreaterThan(150);
  expect(whereTheyDiffer(seen, here)).toEqual([]);
  // What the worker was to do goes on.
  const jobs = `select task_identifier as task, key, run_at from graphile_worker.jobs
    where task_identifier <> 'deliver-sandbox-webhooks' order by 1, 2, 3`;
  expect(await db.query(jobs)).toEqual(await source.query(jobs));
  expect(await db.query(jobs)).not.toEqual([]);
});

test('what opens a door stays, unless it is asked for; the audit has each export', async ({
  db,
  town: { plain, typed, db: source },
}) => {
  expect(typed.code).toBe(0);
  expect(JSON.parse(typed.out)).toMatchObject({ folder: plain, withSignIns: false });
  const names = await filesBelow(plain);
  for (const table of ['login_credential', 'login_session', 'staff_credential', 'staff_totp', 'registration']) {
    expect(names).not.toContain(`caudal/${table}.csv`);
  }
  const [ebill] = await source.query<{ hash: string }>('select verification_hash as hash from ebill limit 1');
  expect(ebill?.hash.length).toBeGreaterThan(20);
  expect(await readFile(join(plain, 'caudal/ebill.csv'), 'utf8')).not.toContain(ebill?.hash);
  const imported = await caudal(db, ['import', 'everything', plain], { now: demoNow });
  expect(imported).toMatchObject({ code: 0 });
  expect(imported.out).toContain('people ask for a new one on the sign-in page');
  // Who agreed to what is kept with its text.
  const agreed =
    'select authorization_text, agreed_at from autopay union all select consent_text, consented_at from ebill';
  expect(await db.query(agreed)).toEqual(await source.query(agreed));
  expect(await db.query('select from login_credential')).toEqual([]);
  const again = join(await scratchFolder(), 'again');
  await caudal(db, ['export', 'everything', again], { now: demoNow });
  expect(await filesThatDiffer(plain, again)).toEqual([]);
  const exports = `select detail ->> 'signIns' as signs from audit_event where action = 'everything.exported' order by id`;
  expect(await source.query(exports)).toEqual([{ signs: 'false' }, { signs: 'true' }]);
});

test('any system reads the package: in a Caudal with a billing system no line is set aside and every balance is the same', async ({
  db,
  town: { plain, db: source },
}) => {
  const { state, refused, report } = await packageAlone(db, plain, referenceUtility);
  expect({ state, refused, notes: report.notes }).toEqual({ state: 'applied', refused: [], notes: [] });
  expect(report.differences).toBe(0);
  const balances = await owed(source);
  expect(balances.filter(({ cents }) => cents !== 0).length).toBeGreaterThan(3);
  expect(await owed(db)).toEqual(balances);
  // Bills, transactions and balances of the package say one thing.
  const rows = (name: string) => readCsv(join(plain, name));
  const sums = new Map<string, number>();
  const add = (account = '', amount = '') =>
    sums.set(account, (sums.get(account) ?? 0) + Math.round(Number(amount) * 100));
  for (const bill of await rows('bills.csv'))
    if (bill['status'] === 'posted') add(bill['account_number'], bill['new_charges']);
  for (const moved of await rows('transactions.csv')) add(moved['account_number'], moved['amount']);
  const said = (await rows('balances.csv')).map((row) => [
    row['account_number'],
    Math.round(Number(row['balance']) * 100),
  ]);
  expect(said.map(([account]) => [account, sums.get(String(account)) ?? 0])).toEqual(said);
  const [hours] = await source.query<{ days: number }>('select count(*) as days from meter_day');
  expect((await rows('hourly-reads.csv')).length).toBe(hours?.days);
});

test('a bill that Caudal made is there as a PDF where that is asked for, and comes with the package', async ({
  db,
  databases,
}) => {
  const bill = await postWaterBill(db, await openAccount(db), { end: '2026-05-05', kgal: 3 });
  const folder = join(await scratchFolder(), 'with-pdfs');
  expect(await caudal(db, ['export', 'everything', folder, '--bill-pdfs'], { now: demoNow })).toMatchObject({
    code: 0,
  });
  const pdf = await readFile(join(folder, `bills/${bill}.pdf`));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const other = await databases.take();
  onTestFinished(() => databases.giveBack(other));
  expect((await packageAlone(other.db, folder, referenceUtility)).refused).toEqual([]);
  expect(await other.db.query('select name, bytes from exchange_bill_pdf')).toEqual([
    { name: `${bill}.pdf`, bytes: pdf },
  ]);
});

test('an export of another version is refused with what to do', async ({ db, town: { plain } }) => {
  const copy = join(await scratchFolder(), 'copy');
  await cp(plain, copy, { recursive: true });
  const file = join(copy, 'caudal/manifest.json');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/"0001_accounts.sql",\s*"sha256": "./, '$&0'));
  const imported = await caudal(db, ['import', 'everything', copy]);
  expect(imported).toMatchObject({ code: 1 });
  expect(imported.err).toContain('Take it in with that version, and upgrade then.');
});

test('an export goes into an empty database only, and a folder that is in use is left alone', async ({ town }) => {
  const { db, plain } = town;
  const before = await readFile(join(plain, 'SHA256SUMS'), 'utf8');
  const imported = await caudal(db, ['import', 'everything', plain]);
  expect(imported).toMatchObject({ code: 1 });
  expect(imported.err).toContain('This database is not empty: its table customer has');
  const again = await caudal(db, ['export', 'everything', plain]);
  expect(again).toMatchObject({ code: 1 });
  expect(again.err).toContain('Name a folder that is not there yet.');
  expect(await readFile(join(plain, 'SHA256SUMS'), 'utf8')).toBe(before);
  expect(await caudal(db, ['import', 'everything', join(plain, 'caudal')])).toMatchObject({ code: 1 });
});

test('a byte that changed, and a file that is missing, are named, and nothing goes in', async ({
  db,
  town: { plain },
}) => {
  const copy = join(await scratchFolder(), 'copy');
  await cp(plain, copy, { recursive: true });
  const posting = join(copy, 'caudal/posting.csv');
  const text = await readFile(posting, 'utf8');
  await writeFile(
    posting,
    text.replace(/\d(\r?\n)$/, (digit) => `${(Number(digit[0]) + 1) % 10}\n`),
  );
  await rm(join(copy, 'caudal/premise.csv'));
  const imported = await caudal(db, ['import', 'everything', copy, '--json']);
  expect(imported.code).toBe(1);
  expect(JSON.parse(imported.out).problems).toMatchObject([
    { code: 'leave.sum-differs', file: 'caudal/posting.csv' },
    { code: 'leave.file-missing', file: 'caudal/premise.csv' },
  ]);
  expect(await db.query('select from premise')).toEqual([]);
});

test('a town that keeps its billing system comes back the same, with its files and its bills', async ({
  databases,
  db,
}) => {
  const source = await databases.take();
  onTestFinished(() => databases.giveBack(source));
  await importSecondTown(source.db);
  const [account] = await source.db.query<{ number: string }>('select number from account order by id limit 1');
  const { console: at } = paths;
  const town: Town = {
    now: Temporal.Instant.from('2026-06-02T16:00:00Z'),
    deps: secondTownDeps(),
    lookers: [{ who: 'staff', starts: [at.home, at.account(account?.number ?? '')] }],
  };
  const pages = await pagesOf(source.db, town);
  const folder = await scratchFolder();
  const utility = secondTownUtility;
  const given = { utility, utilityFolder: secondTown, now: town.now };
  expect(await caudal(source.db, ['export', 'everything', join(folder, 'first')], given)).toMatchObject({ code: 0 });
  expect(await filesBelow(join(folder, 'first'))).toContain('bills/40120042.pdf');
  const seen = await seenBy(source.db, town, pages);
  // The package alone, in another Caudal that keeps a billing system.
  const alone = await databases.take();
  onTestFinished(() => databases.giveBack(alone));
  const { refused, report } = await packageAlone(alone.db, join(folder, 'first'), utility);
  expect({ refused, differences: report.differences }).toEqual({ refused: [], differences: 0 });
  expect(await owed(alone.db)).toEqual(await owed(source.db));
  // As Caudal would have it that makes the bills itself.
  const other = await caudal(db, ['import', 'everything', join(folder, 'first')]);
  expect(other.err).toContain('--utility FOLDER/caudal/utility');
  // Killed among the tables, and when the last of what was taken away is put back.
  const asked = {
    folder: join(folder, 'first'),
    utility: { billedBy: 'cis', folder: secondTown },
    progress: () => undefined,
  } as const;
  for (const nth of [330, 560]) {
    await expect(importEverything(dyingDatabase(db, nth), asked)).rejects.toThrow('killed');
    expect(await db.query('select from account union all select from ledger_entry')).toEqual([]);
    expect(await db.query(`select tgname from pg_trigger where not tgisinternal and tgenabled = 'D'`)).toEqual([]);
  }
  expect(await caudal(db, ['import', 'everything', join(folder, 'first')], given)).toMatchObject({ code: 0 });
  expect(await caudal(db, ['export', 'everything', join(folder, 'second')], given)).toMatchObject({ code: 0 });
  expect(await filesThatDiffer(join(folder, 'first'), join(folder, 'second'))).toEqual([]);
  await expect(db.query('delete from ledger_entry')).rejects.toThrow('append-only');
  const here = await seenBy(db, town, pages);
  expect(seen.size).toBeGreaterThan(20);
  expect(whereTheyDiffer(seen, here)).toEqual([]);
});
