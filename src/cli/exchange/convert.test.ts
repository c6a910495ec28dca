import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';

const badger = 'exchange/samples/badger-data-exchange';
const mapping = ['--mapping', 'badger-data-exchange'];

test('a folder of another layout becomes a package, and says what it made', async ({ db }) => {
  const to = join(await scratchFolder(), 'package');
  const trial = await caudal(db, ['exchange', 'convert', badger, to, ...mapping, '--dry-run']);
  expect([trial.code, trial.out]).toEqual([0, expect.stringContaining('Would write meters.csv: 6 rows.')]);
  expect(trial.out).toContain('Nothing was written.');

  const done = await caudal(db, ['exchange', 'convert', badger, to, ...mapping, '--as-of', '2026-05-13', '--json']);
  expect(done.code).toBe(0);
  expect(JSON.parse(done.out)).toMatchObject({
    scope: 'delta',
    written: { 'customers.csv': { rows: 3 } },
    refused: { lines: 0 },
  });
  expect((await readdir(to)).toSorted()).toEqual([
    ...['accounts.csv', 'agreements.csv', 'customers.csv', 'manifest.json', 'meters.csv', 'premises.csv'],
    'service-points.csv',
  ]);
});

test('what is typed wrongly is said as a sentence', async ({ db }) => {
  const to = join(await scratchFolder(), 'package');
  const unknown = await caudal(db, ['exchange', 'convert', badger, to, '--mapping', 'beacon']);
  expect([unknown.code, unknown.err]).toEqual([
    1,
    expect.stringContaining('There is no mapping “beacon”. These come with Caudal: badger-data-exchange,'),
  ]);
  const day = await caudal(db, ['exchange', 'convert', badger, to, ...mapping, '--as-of', '5/13/2026']);
  expect([day.code, day.err]).toEqual([1, expect.stringContaining('“5/13/2026” in --as-of is not a date.')]);
  const nowhere = await caudal(db, ['exchange', 'convert', join(to, 'x'), to, ...mapping, '--json']);
  expect(JSON.parse(nowhere.out).problems).toHaveLength(1);
});

test('files of another layout go in at once, and the same again change nothing', async ({ db }) => {
  const from = join(await scratchFolder(), 'badger');
  await cp(badger, from, { recursive: true });
  const utility = { billing: { ...referenceUtility.billing, by: 'cis' as const } };
  const importing = (...more: readonly string[]) =>
    caudal(db, ['import', 'cis', from, ...mapping, ...more], { utility });
  const first = await importing();
  expect([first.code, first.err]).toEqual([0, expect.any(String)]);
  expect(first.out).toContain('customers.csv: 3 rows: 3 new');
  const accounts = await db.query(
    `select a.number, c.name, p.line1 from account a join customer c on c.id = a.customer_id
     join premise p on p.id = a.premise_id order by 1`,
  );
  expect(accounts).toEqual([
    { number: 'A-1', name: 'Rosa Prueba', line1: '9 Sample St' },
    { number: 'A-2', name: 'Tortas y Más LLC', line1: '10 Sample St, Suite "A"' },
    { number: 'A-3', name: 'Juan Muestra', line1: '3 Sample St' },
  ]);
  // Nobody is enrolled by a file: a column that would is refused, or dropped unread by a person's word.
  const file = join(from, 'accounts.csv');
  const [head = '', ...lines] = (await readFile(file, 'utf8')).split('\r\n');
  await writeFile(
    file,
    [`${head},Account_AutoPay`, ...lines.map((line) => (line === '' ? '' : `${line},Y`))].join('\r\n'),
  );
  const enrolling = await importing();
  expect([enrolling.code, enrolling.err]).toEqual([
    1,
    expect.stringContaining('“Account_AutoPay” would enrol customers'),
  ]);
  const again = await importing('--leave-out', 'Account_AutoPay');
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('Nothing new')]);
});
