import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { cisPackage, type PackageRows, simulatedBill, simulatedHomes } from '../../../test/support/cis-package.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { postNow } from '../../../test/support/posting.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { cents } from '../../domain/kernel/index.ts';
import { paymentEntry, paymentReturnEntry } from '../../domain/receivables/index.ts';
import type { DatabasePool } from '../../store/database.ts';

const byCis = { billing: { ...referenceUtility.billing, by: 'cis' as const } };
const day = Temporal.PlainDate.from('2026-05-11');
const now = Temporal.Instant.from('2026-05-11T16:00:00Z');

const importCis = (db: DatabasePool, folder: string, ...more: string[]) =>
  caudal(db, ['import', 'cis', folder, ...more], { utility: byCis });

/** Homes of which A1 and A2 have a month's bill, and A1 has paid 10.00 of its. */
function town(homes = 2): Record<string, Record<string, string>[]> {
  const one = simulatedBill('B1', 'A1', { issued: '2026-05-01', charges: '61.34', forward: '5.00', due: '66.34' });
  const two = simulatedBill('B2', 'A2', { issued: '2026-05-01', charges: '40.00', due: '40.00' });
  return {
    ...simulatedHomes(homes),
    'bills.csv': [one.bill, two.bill],
    'bill-lines.csv': [one.line, two.line],
    'transactions.csv': [
      { transaction_id: 'T1', account_number: 'A1', on: '2026-05-08', kind: 'payment', amount: '-10.00' },
    ],
    'balances.csv': [balance('A1', '56.34'), balance('A2', '40.00')],
  };
}

const balance = (account: string, amount: string, asOf = '2026-05-10') => ({
  ...{ account_number: account, as_of: asOf, balance: amount },
});

const fullLoad = (run: number, asOf = '2026-05-10') => ({ scope: 'full', as_of: asOf, run });
const delta = (run: number, asOf = '2026-05-11') => ({ scope: 'delta', as_of: asOf, run });
const send = async (db: DatabasePool, rows: PackageRows, manifest: Readonly<Record<string, unknown>>) =>
  importCis(db, await cisPackage(rows, manifest));

/** What each account owes by the books, in cents. */
async function owed(db: DatabasePool): Promise<Readonly<Record<string, number>>> {
  const rows = await db.query<{ number: string; cents: number }>(
    `select a.number, coalesce(sum(p.amount_cents), 0)::bigint as cents from account a
     left join posting p on p.account_id = a.id and p.ledger_account = 'receivable' group by a.number order by 1`,
  );
  return Object.fromEntries(rows.map(({ number, cents: amount }) => [number, amount]));
}

const closed = async (db: DatabasePool) =>
  (await db.query<{ number: string }>('select number from account where closed_on is not null order by 1')).map(
    ({ number }) => number,
  );

const differences = (db: DatabasePool) => db.query('select amount_cents from exchange_difference order by 1');

test('files are taken in any case; one that is there twice refuses the package', async ({ db }) => {
  const rows = town();
  rows['bills.csv'] = (rows['bills.csv'] ?? []).map((bill) => ({ ...bill, pdf: `${bill['bill_number']}.PDF` }));
  const folder = await cisPackage(rows, { ...fullLoad(1), files: { 'Bills.csv': { rows: 2 } } });
  for (const name of ['accounts.csv', 'bills.csv', 'manifest.json']) {
    await rename(join(folder, name), join(folder, name.toUpperCase()));
  }
  await mkdir(join(folder, 'Bills'));
  await writeFile(join(folder, 'Bills', 'b1.pdf'), '%PDF-1.4');
  const balances = join(folder, 'balances.csv.gz');
  await writeFile(balances, gzipSync('account_number,as_of,balance\nA1,2026-05-10,1.00\n'));
  const twice = await importCis(db, folder);
  expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('balances.csv is there twice')]);
  await rename(balances, join(folder, 'other.gz'));
  expect((await importCis(db, folder)).code).toBe(0);
  expect(await owed(db)).toEqual({ A1: 5634, A2: 4000 });
  expect(await db.query('select name from exchange_bill_pdf')).toEqual([{ name: 'B1.PDF' }]);
});

test('a file that breaks off inside quotes changes nothing; a stray quote costs its own line', async ({ db }) => {
  const folder = await cisPackage(town());
  const customers = join(folder, 'customers.csv');
  const whole = await readFile(customers, 'utf8');
  await appendFile(customers, 'C3,"Cut o');
  const cut = await importCis(db, folder);
  expect([cut.code, cut.err]).toEqual([1, expect.stringContaining('customers.csv ends in the middle of a line')]);
  expect(await db.query('select from exchange_run')).toEqual([]);
  await writeFile(customers, `${whole}C3,"Stray,en,3 Way,Example City,OR,97000\n`);
  const stray = await importCis(db, folder);
  expect([stray.code, stray.out]).toEqual([1, expect.stringContaining('customers.csv:4 A quotation mark opens here')]);
  expect(await owed(db)).toEqual({ A1: 5634, A2: 4000 });
});

test('UTF-16, a byte order mark, ends of line inside quotes and names in any spelling are read', async ({ db }) => {
  const folder = await cisPackage(town());
  const file = join(folder, 'customers.csv');
  const header = '" Customer Number ","NAME",mailing-line1,Mailing City,MAILING_STATE,mailing_zip';
  const lines = ['C1,"Núñez, Rosa","1 Way\r\nApt ""2""",Example City,OR,97000', 'C2,Juan,2 Way,Example City,OR,97000'];
  const text = `\uFEFF${[header, ...lines].join('\r\n')}\r\n`;
  await writeFile(file, Buffer.from(text, 'utf16le'));
  const taken = await importCis(db, folder);
  expect([taken.code, taken.out]).toEqual([0, expect.stringContaining('customers.csv: read as utf-16le.')]);
  expect(await db.query('select name, mailing_line1 from customer order by number')).toEqual([
    { name: 'Núñez, Rosa', mailing_line1: '1 Way\r\nApt "2"' },
    { name: 'Juan', mailing_line1: '2 Way' },
  ]);
});

test('a total is held against the column it names, off by a cent or in an odd spelling; without a name it is refused', async ({
  db,
}) => {
  const controlled = (control: object) => send(db, town(), { ...fullLoad(1), files: { 'bills.csv': control } });
  for (const [control, told] of [
    [{ total: '106.34' }, 'should be the column that “total” is the sum of'],
    [{ total: '106.34', of: 'due_amount' }, 'gives a total of “due_amount”, and bills.csv has no such column'],
    [{ total: 106.33, of: 'amount_due' }, 'sum of amount_due in bills.csv is 106.34, and the manifest says 106.33'],
  ] as const) {
    const { code, err } = await controlled(control);
    expect([code, err]).toEqual([1, expect.stringContaining(told)]);
  }
  expect((await controlled({ total: 106.34, of: 'Amount Due' })).code).toBe(0);
});

test('a full package closes what it no longer names, and nothing that it names in a line that cannot go in', async ({
  db,
}) => {
  await send(db, town(120), fullLoad(1));
  const next = town(120);
  const accounts = next['accounts.csv'] ?? [];
  // Named: with a day that there is not, and with a customer whom nobody knows. Not named: the last.
  next['accounts.csv'] = accounts.slice(0, -1).map((row, at) => ({
    ...row,
    ...(at === 3 ? { opened_on: '2020-13-01' } : {}),
    ...(at === 4 ? { customer_number: 'C999' } : {}),
  }));
  const taken = await send(db, next, fullLoad(2, '2026-05-11'));
  expect([taken.code, taken.out]).toEqual([1, expect.stringContaining('Accounts that close: 1 of 120.')]);
  expect(await closed(db)).toEqual(['A120']);
  // A line that cannot be taken apart may be of any account: none is closed by its silence.
  const folder = await cisPackage({ ...next, 'accounts.csv': accounts.slice(0, -2) }, fullLoad(3, '2026-05-12'));
  await appendFile(join(folder, 'accounts.csv'), 'A119,C119\n');
  const unsure = await importCis(db, folder);
  expect(unsure.out).toContain('this package closed none that it does not name');
  expect(await closed(db)).toEqual(['A120']);
  // Under two in a hundred goes in by itself, over that waits.
  await send(db, { ...next, 'accounts.csv': accounts.slice(0, -3) }, fullLoad(4, '2026-05-13'));
  expect(await closed(db)).toEqual(['A118', 'A119', 'A120']);
  const many = await send(db, { ...next, 'accounts.csv': accounts.slice(0, -6) }, fullLoad(5, '2026-05-14'));
  expect([many.code, many.out]).toEqual([1, expect.stringContaining('more accounts would close')]);
});

test('a package whose numbers began from the start again is refused; one without a number goes by its day', async ({
  db,
}) => {
  await send(db, town(), fullLoad(42));
  const later = {
    'transactions.csv': [
      { transaction_id: 'T2', account_number: 'A1', on: '2026-05-11', kind: 'payment', amount: '-6.34' },
    ],
    'balances.csv': [balance('A1', '50.00', '2026-05-11')],
  };
  const anew = await send(db, later, delta(1));
  expect([anew.code, anew.err]).toEqual([1, expect.stringContaining('count on from 42')]);
  expect(await owed(db)).toEqual({ A1: 5634, A2: 4000 });
  expect((await send(db, later, { scope: 'delta', as_of: '2026-05-11' })).code).toBe(0);
  expect(await owed(db)).toEqual({ A1: 5000, A2: 4000 });
  // Late, and older by its number and by its day: what stands, stays.
  expect(
    (await send(db, { 'balances.csv': [balance('A1', '66.34', '2026-05-09')] }, delta(41, '2026-05-09'))).code,
  ).toBe(0);
  expect(await owed(db)).toEqual({ A1: 5000, A2: 4000 });
});

test('a balance of an older day than the one that stands, or of a day to come, is set aside', async ({ db }) => {
  await send(db, town(), fullLoad(1));
  const fee = { transaction_id: 'T2', account_number: 'A1', on: '2026-05-11', kind: 'fee', amount: '10.00' };
  const taken = await send(
    db,
    {
      'transactions.csv': [fee],
      'balances.csv': [balance('A1', '66.34', '2026-05-01'), balance('A2', '40.00', '2099-01-01')],
    },
    delta(2),
  );
  expect(taken.code).toBe(1);
  expect(taken.out).toContain('balances.csv:2 The balance of account “A1” is of 2026-05-01, and one of 2026-05-10 is');
  expect(taken.out).toContain('balances.csv:3 The balance of account “A2” is of 2099-01-01, and the package of');
  // The fee is in no balance of theirs yet: what their files say holds.
  expect(await owed(db)).toEqual({ A1: 5634, A2: 4000 });
});

test('a bill that takes another’s place cancels it, said of both or of one, and that leaves no difference', async ({
  db,
}) => {
  const rows = town();
  await send(db, rows, fullLoad(1));
  const bills = () => db.query('select number, state from bill order by number');
  const again = (number: string, replaces: string, charges: string, forward: string, due: string) => {
    const made = simulatedBill(number, 'A1', { issued: '2026-05-11', charges, forward, due });
    return { bill: { ...made.bill, replaces, kind: 'correction' }, line: made.line };
  };
  const one = again('B1X', 'B1', '51.34', '5.00', '56.34');
  await send(
    db,
    { 'bills.csv': [one.bill], 'bill-lines.csv': [one.line], 'balances.csv': [balance('A1', '46.34', '2026-05-11')] },
    delta(2),
  );
  const after = [
    { number: 'B1', state: 'cancelled' },
    { number: 'B1X', state: 'posted' },
    { number: 'B2', state: 'posted' },
  ];
  expect([await bills(), await owed(db), await differences(db)]).toEqual([after, { A1: 4634, A2: 4000 }, []]);
  // The whole of it the night after, in which nobody says that the first was cancelled.
  const night = {
    ...rows,
    'bills.csv': [...(rows['bills.csv'] ?? []), one.bill],
    'bill-lines.csv': [...(rows['bill-lines.csv'] ?? []), one.line],
    'balances.csv': [balance('A1', '46.34', '2026-05-12'), balance('A2', '40.00', '2026-05-12')],
  };
  const full = await send(db, night, fullLoad(3, '2026-05-12'));
  expect(full.out).toContain('bills.csv: 3 rows: 0 new, 0 changed, 3 unchanged');
  // Another one of a bill that nobody knows, and said of both.
  const two = again('B1Y', 'B1X', '41.34', '5.00', '46.34');
  await send(
    db,
    {
      'bills.csv': [
        { ...one.bill, status: 'cancelled' },
        { ...two.bill, replaces: 'B777' },
      ],
      'bill-lines.csv': [two.line],
      'balances.csv': [balance('A1', '36.34', '2026-05-13')],
    },
    delta(4, '2026-05-13'),
  );
  expect([await owed(db), await differences(db)]).toEqual([{ A1: 3634, A2: 4000 }, []]);
});

test('lines of a bill that is not sent with them are set aside where they are others', async ({ db }) => {
  const rows = town();
  await send(db, rows, fullLoad(1));
  expect((await send(db, { 'bill-lines.csv': rows['bill-lines.csv'] ?? [] }, delta(2))).code).toBe(0);
  const [line] = rows['bill-lines.csv'] ?? [];
  const other = await send(db, { 'bill-lines.csv': [{ ...line, amount: '99.99' }] }, delta(3));
  expect([other.code, other.out]).toEqual([1, expect.stringContaining('bill-lines.csv:2 The lines of bill “B1”')]);
});

test('lines of a bill that are far apart in their file stand in their order, and one that comes twice goes in once', async ({
  db,
}) => {
  const rows = town();
  const [first = {}, second = {}] = rows['bill-lines.csv'] ?? [];
  const of = (bill: Record<string, string>, line: string, name: string, amount: string) => ({
    ...{ ...bill, line, description_en: name, amount },
  });
  rows['bill-lines.csv'] = [
    of(first, '1', 'Water', '41.34'),
    of(second, '1', 'Water', '30.00'),
    of(first, '2', 'Sewer', '15.00'),
    of(second, '1', 'Water again', '99.00'),
    of(second, '2', 'Sewer', '10.00'),
    of(first, '3', 'Tax', '5.00'),
  ];
  expect((await send(db, rows, fullLoad(1))).out).toContain(
    'bill-lines.csv: 6 rows: 5 new, 0 changed, 0 unchanged, 1 set aside',
  );
  const lines = await db.query(
    `select b.number, l.position, l.label_en, l.amount_cents from bill_line l join bill b on b.id = l.bill_id order by 1, 2`,
  );
  expect(lines.map((line) => Object.values(line as object).join(' '))).toEqual([
    ...['B1 1 Water 4134', 'B1 2 Sewer 1500', 'B1 3 Tax 500', 'B2 1 Water 3000', 'B2 2 Sewer 1000'],
  ]);
  const [set] = await db.query('select file, line, column_name, code, params from exchange_refusal');
  expect(set).toEqual({
    ...{ file: 'bill-lines.csv', line: 5, column_name: 'bill_number', code: 'exchange.key-twice', params: { line: 3 } },
  });
});

test('a bill of more lines than one can have is set aside with its reason, and the others go in', async ({ db }) => {
  const rows = town();
  const [first = {}, second = {}] = rows['bill-lines.csv'] ?? [];
  const many = Array.from({ length: 32_769 }, (_, at) => ({ ...first, line: String(at + 1), amount: '0.00' }));
  rows['bill-lines.csv'] = [second, ...many];
  await send(db, rows, fullLoad(1));
  expect(await db.query('select number from bill order by 1')).toEqual([{ number: 'B2' }]);
  expect(await db.query('select code, count(*) from exchange_refusal group by 1 order by 2 limit 3')).toContainEqual({
    code: 'exchange.too-many-lines',
    count: 2,
  });
});

test('a column that would enrol refuses the package in any case and spelling', async ({ db }) => {
  const names = ['Auto  Pay (Y/N)', ' E-BILL? ', 'BILL-BY-EMAIL', 'Domiciliación', 'Paper Less'];
  for (const name of names) {
    const rows = town();
    rows['accounts.csv'] = (rows['accounts.csv'] ?? []).map((row) => ({ ...row, [name]: 'Y' }));
    const { code, err } = await send(db, rows, fullLoad(1));
    expect([name, code, err]).toEqual([name, 1, expect.stringContaining('would enrol customers')]);
  }
  expect(await db.query('select from exchange_run')).toEqual([]);
});

/** A payment of ours into the books, of 20.00 on A1. */
async function payOurs(db: DatabasePool, reference: string, channel = 'portal') {
  const [account] = await db.query<{ id: number }>(`select id from account where number = 'A1'`);
  const about = { accountId: account?.id ?? 0, amount: cents(2000), on: day, memo: reference };
  const entryId = await postNow(db, paymentEntry({ ...about, into: 'cash.processor' }), {
    ...{ now, idempotencyKey: `test:${reference}` },
  });
  const [payment] = await db.query<{ id: number }>(
    `insert into payment (reference, account_id, amount_cents, channel, state, idempotency_key, started_at, paid_on,
       ledger_entry_id) values ($1, $2, 2000, $3, 'succeeded', $1, $4, $5, $6) returning id`,
    [reference, about.accountId, channel, now, day, entryId],
  );
  return {
    async takenBack(): Promise<string> {
      const back = paymentReturnEntry({ ...about, outOf: 'cash.processor', fee: cents(0) });
      const entry = await postNow(db, back, { now, idempotencyKey: `test:back:${reference}` });
      const [movement] = await db.query<{ id: number }>(
        `insert into payment_movement (payment_id, part, amount_cents, ledger_entry_id, moved_at)
         values ($1, 'return', 2000, $2, $3) returning id`,
        [payment?.id, entry, now],
      );
      return `${reference}-${movement?.id}`;
    },
  };
}

const posted = (id: string, kind: string, amount: string, reference: string) => ({
  ...{ transaction_id: id, account_number: 'A1', on: '2026-05-11', kind, amount, reference },
});

test('a receipt of ours is known in small letters and without dashes, what goes back before its payment, and twice', async ({
  db,
}) => {
  const receipt = '7K3M-9QXT-02WD-HV5A';
  await send(db, town(), fullLoad(1));
  const paid = await payOurs(db, receipt);
  expect((await owed(db))['A1']).toBe(3634);
  const back = await paid.takenBack();
  expect((await owed(db))['A1']).toBe(5634);
  // The return reached them first: their balance has it, and the payment not.
  await send(
    db,
    {
      'transactions.csv': [posted('T2', 'return', '20.00', ` ${back.toLowerCase()} `)],
      'balances.csv': [balance('A1', '76.34', '2026-05-11')],
    },
    delta(2),
  );
  expect((await owed(db))['A1']).toBe(5634);
  await send(
    db,
    {
      'transactions.csv': [
        posted('T3', 'payment', '-20.00', receipt.toLowerCase().replaceAll('-', '')),
        posted('T4', 'payment', '-20.00', receipt),
        posted('T5', 'adjustment', '20.00', 'CHK0000000012345'),
      ],
      'balances.csv': [balance('A1', '56.34', '2026-05-12')],
    },
    delta(3, '2026-05-12'),
  );
  expect((await owed(db))['A1']).toBe(5634);
  expect(await db.query('select receipt from exchange_confirmation order by 1')).toEqual([
    { receipt },
    { receipt: back },
  ]);
  const [other] = await db.query(`select reference from exchange_transaction where transaction_id = 'T5'`);
  expect(other).toEqual({ reference: 'CHK0000000012345' });
});

test('what the old portal took is not ours to send, and is not taken off a balance that has it', async ({ db }) => {
  await send(db, town(), fullLoad(1));
  const old = await payOurs(db, '0000-0000-0000-0001', 'legacy');
  const { out } = await caudal(db, ['exchange', 'standing', '--json'], { utility: byCis, now });
  expect(JSON.parse(out)).toMatchObject({ waiting: { count: 0 } });
  // The billing system has it, under a number of its own.
  await send(
    db,
    {
      'transactions.csv': [posted('T2', 'payment', '-20.00', 'OLD-1')],
      'balances.csv': [balance('A1', '36.34', '2026-05-11')],
    },
    delta(2),
  );
  expect((await owed(db))['A1']).toBe(3634);
  expect(await db.query('select receipt from unconfirmed_receipt')).toEqual([]);
  await old.takenBack();
  await send(db, { 'balances.csv': [balance('A1', '56.34', '2026-05-12')] }, delta(3, '2026-05-12'));
  await importCis(
    db,
    await cisPackage(
      {
        'balances.csv': [balance('A1', '56.34', '2026-05-13')],
        'transactions.csv': [posted('T3', 'return', '20.00', 'OLD-1-BACK')],
      },
      delta(4, '2026-05-13'),
    ),
  );
  expect((await owed(db))['A1']).toBe(5634);
});
