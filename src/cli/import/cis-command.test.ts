import { appendFile, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { cisPackage, type PackageRows, simulatedBill, simulatedHomes } from '../../../test/support/cis-package.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import type { DatabasePool } from '../../store/database.ts';

const byCis = { billing: { ...referenceUtility.billing, by: 'cis' as const } };

const importCis = (db: DatabasePool, folder: string, ...more: string[]) =>
  caudal(db, ['import', 'cis', folder, ...more], { utility: byCis });

/** What each account owes by the books, in cents. */
async function owed(db: DatabasePool): Promise<Readonly<Record<string, number>>> {
  const rows = await db.query<{ number: string; cents: number }>(
    `select a.number, coalesce(sum(p.amount_cents), 0)::bigint as cents from account a
     left join posting p on p.account_id = a.id and p.ledger_account = 'receivable' group by a.number order by 1`,
  );
  return Object.fromEntries(rows.map(({ number, cents }) => [number, cents]));
}

/** Two homes with a month's bill each; A1 has paid 10.00 of its since. */
function firstNight(): Record<string, Record<string, string>[]> {
  const one = simulatedBill('B1', 'A1', { issued: '2026-05-01', charges: '61.34', forward: '5.00', due: '66.34' });
  const two = simulatedBill('B2', 'A2', { issued: '2026-05-01', charges: '40.00', due: '40.00' });
  return {
    ...simulatedHomes(2),
    'bills.csv': [one.bill, two.bill],
    'bill-lines.csv': [one.line, two.line],
    'transactions.csv': [
      { transaction_id: 'T1', account_number: 'A1', on: '2026-05-08', kind: 'payment', amount: '-10.00' },
    ],
    'balances.csv': [
      { account_number: 'A1', as_of: '2026-05-10', balance: '56.34' },
      { account_number: 'A2', as_of: '2026-05-10', balance: '41.50' },
    ],
  };
}

test('a first package brings people, places, meters, bills and what is owed; what does not add up is named', async ({
  db,
}) => {
  const folder = await cisPackage(firstNight());
  const dry = await importCis(db, folder, '--dry-run');
  expect([dry.code, dry.out]).toEqual([0, expect.stringContaining('accounts.csv: 2 rows: 2 new, 0 changed')]);
  expect(await owed(db)).toEqual({});

  const { code, out } = await importCis(db, folder);
  expect([code, out]).toEqual([0, expect.stringContaining('Run 1 is in. Differences for the analyst: 1.')]);
  expect(await owed(db)).toEqual({ A1: 5634, A2: 4150 });
  const differences = await db.query(
    `select a.number, d.amount_cents as amount from exchange_difference d join account a on a.id = d.account_id`,
  );
  expect(differences).toEqual([{ number: 'A2', amount: 150 }]);
  const lines = await db.query(
    `select b.number, b.amount_due_cents as due, l.label_en as label, l.amount_cents as amount, m.serial
     from bill b join bill_line l on l.bill_id = b.id join account a on a.id = b.account_id
     join service_point s on s.premise_id = a.premise_id join meter_installation i on i.service_point_id = s.id
     join meter m on m.id = i.meter_id order by b.number`,
  );
  expect(lines).toEqual([
    { number: 'B1', due: 6634, label: 'Water', amount: 6134, serial: 'M1' },
    { number: 'B2', due: 4000, label: 'Water', amount: 4000, serial: 'M2' },
  ]);

  const again = await importCis(db, folder);
  expect([again.code, again.out]).toEqual([0, 'Nothing new: these files went in before, as run 1.']);
});

test('a line that is wrong is kept aside with its reason, what hangs on it too, and the rest goes in', async ({
  db,
}) => {
  const rows = firstNight();
  const wrong: PackageRows = {
    ...rows,
    'accounts.csv': [
      ...(rows['accounts.csv'] ?? []),
      { account_number: 'A3', customer_number: 'C9', premise_number: 'P1', opened_on: '2020-01-01' },
      { account_number: 'A1', customer_number: 'C2', premise_number: 'P2', opened_on: '2021-01-01' },
    ],
    'bills.csv': [
      ...(rows['bills.csv'] ?? []).map((bill) =>
        bill['bill_number'] === 'B2' ? { ...bill, amount_due: '41.00' } : bill,
      ),
      simulatedBill('B3', 'A3', { issued: '2026-05-01', charges: '1.00', due: '1.00' }).bill,
    ],
    'balances.csv': [{ account_number: 'A1', as_of: '2026-05-10', balance: '$56.34', ssn: '000-00-0000' }],
  };
  const folder = await cisPackage(wrong);
  const { code, out } = await importCis(db, folder);
  expect(code).toBe(1);
  for (const told of [
    /accounts\.csv:4 Customer “C9” is neither in customers\.csv nor known here/,
    /accounts\.csv:5 The same key stands on line 2 already/,
    /bills\.csv:3 Bill “B2” asks for 41\.00, and its parts add up to 40\.00/,
    /bills\.csv:4 Account “A3”/,
    /bill-lines\.csv:3 Bill “B2”/,
    /balances\.csv:2 .*56\.34/,
    /balances\.csv: columns dropped unread .*: ssn/,
  ]) {
    expect(out).toMatch(told);
  }
  expect(Object.keys(await owed(db))).toEqual(['A1', 'A2']);
  expect((await owed(db))['A1']).toBe(5634);
  const kept = await readFile(join(folder, 'refused.csv'), 'utf8');
  expect(kept).toContain('A3,C9,P1,2020-01-01');
  expect(kept).not.toContain('000-00-0000');
});

test('a package that would enrol, was cut off, or is not what its manifest says changes nothing', async ({ db }) => {
  const rows = firstNight();
  const enrols = { ...rows, 'accounts.csv': (rows['accounts.csv'] ?? []).map((row) => ({ ...row, autopay: 'yes' })) };
  const cut = await cisPackage(rows);
  await appendFile(join(cut, 'accounts.csv'), 'A9,C1');
  const controlled = (control: object) =>
    cisPackage(rows, { scope: 'full', as_of: '2026-05-10', files: { 'bills.csv': control } });
  const tampered = await controlled({ sha256: '0'.repeat(64) });
  for (const [folder, told] of [
    [await cisPackage(enrols), /autopay/],
    [cut, /accounts\.csv ends in the middle of a line/],
    [await controlled({ rows: 3 }), /bills\.csv has 2 rows, and the manifest says 3/],
    [await controlled({ total: '106.35', of: 'amount_due' }), /sum of amount_due in bills\.csv is 106\.34/],
    [tampered, /not the file that the manifest describes/],
  ] as const) {
    const { code, err } = await importCis(db, folder);
    expect([code, err]).toEqual([1, expect.stringMatching(told)]);
  }
  await writeFile(join(tampered, 'manifest.json'), '{');
  expect((await importCis(db, tampered)).err).toContain('cannot be read as JSON');
  expect(await db.query('select number from customer')).toEqual([]);
  expect(await db.query('select id from exchange_run')).toEqual([]);
  const ours = await caudal(db, ['import', 'cis', await cisPackage(rows)]);
  expect([ours.code, ours.err]).toEqual([1, expect.stringContaining('billing.by: caudal')]);
});

test('a night’s changes: an empty cell empties, an absent column and an absent row leave as it was', async ({ db }) => {
  const rows = firstNight();
  const customers = (rows['customers.csv'] ?? []).map((row) => ({ ...row, phone: '541-555-0100' }));
  await importCis(db, await cisPackage({ ...rows, 'customers.csv': customers }));
  const night = await cisPackage(
    {
      'customers.csv': [{ customer_number: 'C1', phone: '', email: 'one@example.org' }],
      'accounts.csv': [{ account_number: 'A2', closed_on: '2026-05-11', old_number: '77-12' }],
    },
    { scope: 'delta', as_of: '2026-05-11' },
  );
  expect((await importCis(db, night, '--dry-run')).out).toContain('It would wait for a person');
  await importCis(db, night, '--json');
  expect(JSON.parse((await importCis(db, night, '--approve', '2', '--json')).out)).toMatchObject({ state: 'applied' });
  expect(await db.query('select number, name, phone, email, mailing_city from customer order by number')).toEqual([
    { number: 'C1', name: 'Simulated customer 1', phone: null, email: 'one@example.org', mailing_city: 'Example City' },
    {
      ...{ number: 'C2', name: 'Simulated customer 2', phone: '541-555-0100', email: null },
      mailing_city: 'Example City',
    },
  ]);
  const closed = await db.query(
    `select a.number, a.closed_on::text as closed, e.number as earlier from account a
     left join account_earlier_number e on e.account_id = a.id order by a.number`,
  );
  expect(closed).toEqual([
    { number: 'A1', closed: null, earlier: null },
    { number: 'A2', closed: '2026-05-11', earlier: '77-12' },
  ]);
});

test('packages go in by their own numbers: a gap waits for a person, and an older one replaces nothing', async ({
  db,
}) => {
  const rows = firstNight();
  await importCis(db, await cisPackage(rows, { scope: 'full', as_of: '2026-05-10', run: 40 }));
  const named = (name: string, run: number) =>
    cisPackage(
      { 'customers.csv': [{ customer_number: 'C1', name }] },
      { scope: 'delta', as_of: `2026-05-${run - 30}`, run, previous_run: run - 1 },
    );
  const [older, newer] = [await named('The older name', 41), await named('The newer name', 42)];
  const waits = await importCis(db, newer);
  expect([waits.code, waits.out]).toEqual([1, expect.stringContaining('never came')]);
  expect((await importCis(db, older, '--approve', '2')).err).toContain('not the files of run 2');
  await importCis(db, newer, '--approve', '2');
  expect((await importCis(db, older)).code).toBe(0);
  expect(await db.query(`select name from customer where number = 'C1'`)).toEqual([{ name: 'The newer name' }]);
  const other = await named('Another', 42);
  expect((await importCis(db, other)).err).toContain('Package 42 went in before, with other files');
});

test('two accounts of one premise each see their own meter only; a new customer’s account is another one', async ({
  db,
}) => {
  const homes = simulatedHomes(2);
  const duplex = {
    ...homes,
    'service-points.csv': (homes['service-points.csv'] ?? []).map((row) => ({ ...row, premise_number: 'P1' })),
    'accounts.csv': (homes['accounts.csv'] ?? []).map((row) => ({ ...row, premise_number: 'P1' })),
    'agreements.csv': [1, 2].map((n) => ({
      ...{ agreement: `G${n}`, account_number: `A${n}`, service_point: `S${n}`, from: '2020-01-01' },
    })),
  };
  expect((await importCis(db, await cisPackage(duplex))).code).toBe(0);
  const seen = () =>
    db.query(
      `select a.number, c.number as customer, p.number as premise, string_agg(m.serial, ' ' order by m.serial) as meters,
         a.closed_on::text as closed
       from account a join customer c on c.id = a.customer_id join premise p on p.id = a.premise_id
       left join service_point s on s.premise_id = p.id left join meter_installation i on i.service_point_id = s.id
       left join meter m on m.id = i.meter_id group by a.id, c.number, p.number order by a.id`,
    );
  const [one, two] = [
    { number: 'A1', customer: 'C1', premise: 'P1', meters: 'M1', closed: null },
    { number: 'A2', customer: 'C2', premise: 'P1/S2', meters: 'M2', closed: null },
  ];
  expect(await seen()).toEqual([one, two]);
  const moved = {
    'customers.csv': [{ ...homes['customers.csv']?.[0], customer_number: 'C3' }],
    'accounts.csv': [{ ...duplex['accounts.csv'][1], customer_number: 'C3' }],
  };
  await importCis(db, await cisPackage(moved, { scope: 'delta', as_of: '2026-05-20' }));
  expect(await seen()).toEqual([one, { ...two, closed: '2026-05-20' }, { ...two, customer: 'C3', premise: 'P1/S2' }]);
});

test('files of another layout are made into a package by a mapping, and taken in', async ({ db }) => {
  const sample = 'exchange/samples/badger-data-exchange';
  const folder = join(await scratchFolder(), 'badger');
  await cp(sample, folder, { recursive: true });
  const { out, err } = await importCis(db, folder, '--mapping', 'badger-data-exchange', '--json');
  expect(err).not.toContain('Nothing was taken in');
  const { state, files } = JSON.parse(out);
  expect(state, out).toBe('applied');
  const rows = Object.fromEntries(files.map((one: { file: string; fresh: number }) => [one.file, one.fresh]));
  const [count] = await db.query<{ customers: number; meters: number }>(
    'select (select count(*) from customer) as customers, (select count(*) from meter) as meters',
  );
  expect(count?.customers).toBeGreaterThan(0);
  expect(count).toEqual({ customers: rows['customers.csv'], meters: rows['meters.csv'] });
});

test('customers are written to in any language of the utility’s; another sets its line aside with the list', async ({
  db,
}) => {
  const rows = simulatedHomes(3);
  const tags = ['zh-hans', 'fr', 'en'];
  const folder = await cisPackage({
    ...rows,
    'customers.csv': (rows['customers.csv'] ?? []).map((row, at) => ({ ...row, language: tags[at] ?? '' })),
  });
  const utility = { ...byCis, languages: ['es', 'en', 'zh-Hans'] satisfies [string, ...string[]] };
  const { out } = await caudal(db, ['import', 'cis', folder], { utility });
  expect(out).toContain('1 set aside');
  const kept = await db.query<{ language: string }>('select language from customer order by number');
  expect(kept.map(({ language }) => language)).toEqual(['zh-Hans', 'en']);
  expect(await readFile(join(folder, 'refused.csv'), 'utf8')).toContain(
    '“fr” in language is none of the values it can have: es, en, zh-Hans.',
  );
});
