import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { knownPeople } from '../../../test/support/logins.ts';
import { paidAtTill } from '../../../test/support/paid-at-till.ts';
import { owes } from '../../../test/support/paying.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { cents } from '../../domain/kernel/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { exitCodes } from '../exit-codes.ts';

const day = (text: string) => Temporal.Instant.from(text);
const first = day('2026-05-14T17:00:00Z');

/** A card payment of 61.34 and a bank debit of 40.00 that the bank sends back. */
async function twoPaid(db: DatabasePool) {
  const [one = 0, two = 0] = await openAccounts(db, 2);
  await owes(db, one, 6134);
  await owes(db, two, 9000);
  const { pay, happens } = paidAtTill(db);
  const card = await pay(one, 6134);
  const bank = await pay(two, 4000, { bank: true });
  return { one, two, card, bank, pay, happens };
}

const lines = async (folder: string, name: string) => (await readFile(join(folder, name), 'utf8')).trim().split('\r\n');

test('what was paid goes out once, in a numbered batch with its count and total beside it', async ({ db }) => {
  const folder = join(await scratchFolder(), 'to-the-cis');
  const { card, bank, happens } = await twoPaid(db);
  const sent = await caudal(db, ['exchange', 'payments', folder], { now: first });
  expect(sent).toMatchObject({ code: exitCodes.done, out: 'payments-2026-05-14-01.csv: 2 rows, 101.34 in all' });
  const [header, ...rows] = await lines(folder, 'payments-2026-05-14-01.csv');
  expect(header).toBe(
    'receipt,account_number,kind,amount,fee,paid_on,taken_at,channel,method,tender_code,check_number,bill_number,processor_reference,settled_on,reverses',
  );
  expect(rows[0]).toMatch(
    new RegExp(
      `^${card},00000001-0000001,payment,61\\.34,0\\.00,2026-05-14,2026-05-14T10:00:00-07:00,portal,card,CARD,,,\\S+,2026-05-14,$`,
    ),
  );
  expect(rows[1]).toMatch(new RegExp(`^${bank},00000002-0000002,payment,40\\.00,.*,bank,ACH,`));
  const text = await readFile(join(folder, 'payments-2026-05-14-01.csv'), 'utf8');
  expect(JSON.parse(await readFile(join(folder, 'payments-2026-05-14-01.json'), 'utf8'))).toEqual({
    ...{ batch: 1, kind: 'payments', form: 'csv', made_on: '2026-05-14', made_at: '2026-05-14T17:00:00Z' },
    ...{ file: 'payments-2026-05-14-01.csv', count: 2, total: '101.34', of: 'amount', bytes: text.length },
    sha256: createHash('sha256').update(text).digest('hex'),
  });

  expect((await caudal(db, ['exchange', 'payments', folder])).out).toBe('Nothing new: no batch was made.');
  await happens(bank, { kind: 'return', code: 'R01' }, first.add({ hours: 30 }));
  const next = await caudal(db, ['exchange', 'payments', folder, '--json'], { now: first.add({ hours: 48 }) });
  expect(JSON.parse(next.out)).toMatchObject({ batch: 2, count: 1, total: '-40.00' });
  const [, back = ''] = await lines(folder, 'payments-2026-05-16-02.csv');
  expect(back).toMatch(new RegExp(`^${bank}-\\d+,00000002-0000002,return,-40\\.00,0\\.00,`));
  expect(back.endsWith(`,${bank}`)).toBe(true);
});

test('refunds in parts, disputes won and returns paid after all: each its own row, and what comes back names what it brings back', async ({
  db,
}) => {
  const folder = await scratchFolder();
  const { card, bank, happens } = await twoPaid(db);
  await happens(card, { kind: 'refund', amount: cents(1000) }, first.add({ hours: 1 }));
  await happens(card, { kind: 'dispute' }, first.add({ hours: 2 }));
  await happens(card, { kind: 'win' }, first.add({ hours: 3 }));
  await happens(bank, { kind: 'return', code: 'R01' }, first.add({ hours: 4 }));
  await happens(bank, { kind: 'reinstate' }, first.add({ hours: 5 }));
  await caudal(db, ['exchange', 'payments', folder], { now: first });
  const rows = (await lines(folder, 'payments-2026-05-14-01.csv')).slice(1).map((line) => line.split(','));
  expect(rows.map(([, account, kind, amount]) => [account?.slice(0, 8), kind, amount])).toEqual([
    ['00000001', 'payment', '61.34'],
    ['00000002', 'payment', '40.00'],
    ['00000001', 'refund', '-10.00'],
    ['00000001', 'dispute', '-51.34'],
    ['00000001', 'reinstated', '51.34'],
    ['00000002', 'return', '-40.00'],
    ['00000002', 'reinstated', '40.00'],
  ]);
  expect(rows[4]?.at(-1)).toBe(rows[3]?.[0]);
  expect(rows[3]?.at(-1)).toBe(card);
  expect(new Set(rows.map(([receipt]) => receipt)).size).toBe(7);
});

test('a lost batch is written again under its own number, byte for byte, whatever happened since', async ({ db }) => {
  const folder = await scratchFolder();
  const { one, pay } = await twoPaid(db);
  await caudal(db, ['exchange', 'payments', folder], { now: first });
  const name = 'payments-2026-05-14-01';
  const before = await Promise.all(['csv', 'json'].map((ending) => readFile(join(folder, `${name}.${ending}`))));
  for (const file of await readdir(folder)) await rm(join(folder, file));
  await db.query(`update account set number = 'renumbered' where id = $1`, [one]);
  await pay(one, 500, { now: first.add({ hours: 24 }) });
  const again = await caudal(db, ['exchange', 'payments', folder, '--again', '1'], { now: first.add({ hours: 99 }) });
  expect(again).toMatchObject({ code: exitCodes.done, out: `${name}.csv: 2 rows, 101.34 in all` });
  expect((await readdir(folder)).toSorted()).toEqual([`${name}.csv`, `${name}.json`]);
  expect(await Promise.all(['csv', 'json'].map((ending) => readFile(join(folder, `${name}.${ending}`))))).toEqual(
    before,
  );
  const unknown = await caudal(db, ['exchange', 'payments', folder, '--again', '7']);
  expect(unknown).toMatchObject({ code: exitCodes.refused, err: expect.stringContaining('no payments batch 7') });
});

test('a folder that cannot be written to: nothing is in a batch, or what is goes out by the next run', async ({
  db,
}) => {
  const folder = await scratchFolder();
  await twoPaid(db);
  await writeFile(join(folder, 'a-file'), '');
  const refused = await caudal(db, ['exchange', 'payments', join(folder, 'a-file')]);
  expect(refused).toMatchObject({ code: exitCodes.refused, err: expect.stringContaining('cannot be written') });
  expect(await db.query('select from exchange_batch')).toHaveLength(0);

  // The name of the file is a folder: the batch stands, and cannot be put there.
  await mkdir(join(folder, 'payments-2026-05-14-01.csv'));
  expect((await caudal(db, ['exchange', 'payments', folder], { now: first })).code).toBe(exitCodes.refused);
  await rm(join(folder, 'payments-2026-05-14-01.csv'), { recursive: true });
  const sent = await caudal(db, ['exchange', 'payments', folder], { now: first.add({ hours: 24 }) });
  expect(sent.out).toBe('payments-2026-05-14-01.csv: 2 rows, 101.34 in all');
  expect((await readdir(folder)).filter((name) => name.startsWith('payments'))).toHaveLength(2);
});

test('what the billing system says of it: by batch or receipt, twice, in any order, and wrong lines kept aside by line', async ({
  db,
}) => {
  const folder = await scratchFolder();
  await knownPeople(db, { staff: ['bea'] });
  const { card, bank } = await twoPaid(db);
  await caudal(db, ['exchange', 'payments', folder], { now: first });
  const ack = async (name: string, ...said: string[]) => {
    await writeFile(join(folder, name), ['batch,status,receipt,reason', ...said, ''].join('\n'));
    return caudal(db, ['import', 'ack', join(folder, name)]);
  };
  const late = { now: first.add({ hours: 24 * 4 }) };
  const standing = async () => JSON.parse((await caudal(db, ['exchange', 'standing', '--json'], late)).out);
  expect((await standing()).outstanding).toMatchObject([
    { receipt: card, why: 'unconfirmed' },
    { receipt: bank, why: 'unconfirmed' },
  ]);

  const read = await ack(
    'ack-1.csv',
    `payments-2026-05-14-01,refused,${bank},account closed`,
    '1,accepted,,',
    '9,accepted,,',
    '1,maybe,,',
    `1,accepted,${bank}X,`,
    '1,accepted',
  );
  expect(read.code).toBe(exitCodes.refused);
  expect(read.out).toContain('read 6 lines: 1 accepted, 1 refused, 4 kept aside; 2 not said before.');
  expect(read.out).toContain('ack-1.csv:4 ');
  expect(await readFile(join(folder, 'ack-1.csv.refused.reasons.csv'), 'utf8')).toContain('1,maybe');
  expect(await ack('ack-2.csv', '1,accepted,,', `01,refused,${bank.toLowerCase()},account closed`)).toMatchObject({
    code: exitCodes.done,
    out: expect.stringContaining('0 not said before'),
  });
  expect(await standing()).toMatchObject({
    outstanding: [
      // Accepted, and in none of its files yet.
      { receipt: card, why: 'unconfirmed' },
      { receipt: bank, why: 'refused', reason: 'account closed', account: '00000002-0000002' },
    ],
    batches: [{ batch: 1, accepted: 1, refused: 1 }],
  });
  await db.query(
    `with run as (
       insert into exchange_run (scope, as_of, sha256, source, received_at, received_by, state, applied_at, report)
       values ('delta', '2026-05-15', repeat('0', 64), 'test', now(), 'test', 'applied', now(), '{}') returning id
     )
     insert into exchange_confirmation (receipt, account_id, transaction_id, amount_cents, on_day, run_id)
     select p.reference, p.account_id, 'T1', -6134, '2026-05-14', run.id from run, payment p where p.reference = $1`,
    [card],
  );
  expect((await standing()).outstanding).toMatchObject([{ receipt: bank, why: 'refused' }]);
});

test('a refused receipt goes again by a person’s decision, once; taken in meanwhile, it does not', async ({ db }) => {
  const folder = await scratchFolder();
  const { card, bank } = await twoPaid(db);
  await caudal(db, ['staff', 'add', 'bea@staff.example.org', '--role', 'billing', '--name', 'Bea']);
  await caudal(db, ['exchange', 'payments', folder], { now: first });
  const again = (receipt: string) =>
    caudal(db, ['exchange', 'send-again', receipt, '--as', 'bea@staff.example.org', '--reason', 'Opened again']);
  expect(await again(bank)).toMatchObject({ code: exitCodes.refused, err: expect.stringContaining('not refused') });
  const ack = async (text: string) => {
    await writeFile(join(folder, 'ack-x.csv'), `batch,status,receipt,reason\n${text}\n`);
    return caudal(db, ['import', 'ack', join(folder, 'ack-x.csv')]);
  };
  await ack('1,refused,,bad header');
  expect((await again(bank)).code).toBe(exitCodes.done);
  expect((await again(bank)).code).toBe(exitCodes.refused);
  expect((await again(card)).code).toBe(exitCodes.done);
  // It had been taken in after all.
  await ack(`1,accepted,${card},`);
  const sent = await caudal(db, ['exchange', 'payments', folder], { now: first.add({ hours: 24 }) });
  expect(sent.out).toBe('payments-2026-05-15-02.csv: 1 row, 40.00 in all');
  expect((await lines(folder, 'payments-2026-05-15-02.csv'))[1]).toContain(bank);
  expect((await caudal(db, ['exchange', 'payments', folder])).out).toContain('Nothing new');
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const numbered = (db: DatabasePool, id: number, number: string) =>
  db.query('update account set number = $2 where id = $1', [id, number]);

test('payments in the lockbox file, 80 bytes a record; what went back goes as CSV beside it, under a number of its own', async ({
  db,
}) => {
  const folder = await scratchFolder();
  const { one, two, card, bank, happens } = await twoPaid(db);
  await numbered(db, one, '201');
  await numbered(db, two, '202');
  await happens(card, { kind: 'refund', amount: cents(1000) }, first.add({ hours: 1 }));
  await happens(bank, { kind: 'return', code: 'R01' }, first.add({ hours: 2 }));
  const sent = await caudal(db, ['exchange', 'payments', folder, '--form', 'lockbox'], { now: first });
  expect(sent.out.split('\n')).toEqual([
    'payments-2026-05-14-01.lockbox.txt: 2 rows, 101.34 in all',
    'payments-2026-05-14-02.csv: 2 rows, -50.00 in all',
  ]);
  expect((await readdir(folder)).toSorted()).toEqual([
    ...['payments-2026-05-14-01.json', 'payments-2026-05-14-01.lockbox.txt'],
    ...['payments-2026-05-14-02.csv', 'payments-2026-05-14-02.json'],
  ]);
  const text = await readFile(join(folder, 'payments-2026-05-14-01.lockbox.txt'), 'utf8');
  expect(text.split('\r\n').map((line) => line.trimEnd())).toEqual([
    // Card and bank are the form's own CC: CARD cut off would be CA, and that is cash.
    '0002010000006134CC        05/14/2026',
    '0002020000004000CC        05/14/2026',
    '      0000010134',
    '',
  ]);
  expect(text).toHaveLength(3 * 82);
  const said = JSON.parse(await readFile(join(folder, 'payments-2026-05-14-01.json'), 'utf8'));
  expect(said).toMatchObject({
    ...{ batch: 1, form: 'lockbox', file: 'payments-2026-05-14-01.lockbox.txt', count: 2, total: '101.34' },
    ...{ bytes: 246, sha256: sha256(text) },
  });
  const rows = (await lines(folder, 'payments-2026-05-14-02.csv')).slice(1).map((line) => line.split(','));
  expect(rows.map(([, account, kind, amount]) => [account, kind, amount])).toEqual([
    ['201', 'refund', '-10.00'],
    ['202', 'return', '-40.00'],
  ]);
  expect((await caudal(db, ['exchange', 'payments', folder, '--form', 'lockbox'])).out).toContain('Nothing new');

  // Lost, and written again byte for byte in the form that it has.
  for (const file of await readdir(folder)) await rm(join(folder, file));
  await numbered(db, one, '999');
  expect((await caudal(db, ['exchange', 'payments', folder, '--again', '1'])).code).toBe(exitCodes.done);
  expect(await readFile(join(folder, 'payments-2026-05-14-01.lockbox.txt'), 'utf8')).toBe(text);
  expect(JSON.parse(await readFile(join(folder, 'payments-2026-05-14-01.json'), 'utf8'))).toEqual(said);
  // The billing system calls it by its file's name.
  await writeFile(
    join(folder, 'ack-1.csv'),
    `batch,status,receipt,reason\npayments-2026-05-14-01.lockbox.txt,accepted,${card},\n`,
  );
  expect((await caudal(db, ['import', 'ack', join(folder, 'ack-1.csv')])).code).toBe(exitCodes.done);
});

test('the utility’s own form is that of the setting: the bank’s file, and rows for CC&B with its own words', async ({
  db,
}) => {
  const folder = await scratchFolder();
  const { one, two, card, pay } = await twoPaid(db);
  await numbered(db, one, '201');
  await numbered(db, two, '202');
  const { exchange } = referenceUtility;
  const bai = { lockbox: '77', destination: 'TOWN', origin: 'CAUDAL' };
  const utility = { exchange: { ...exchange, payments_form: 'bai' as const, bai } };
  const sent = await caudal(db, ['exchange', 'payments', folder, '--json'], { now: first, utility });
  expect(JSON.parse(sent.out)).toMatchObject({ batch: 1, form: 'bai', count: 2, total: '101.34' });
  const records = await lines(folder, 'payments-2026-05-14-01.bai.txt');
  expect(records.slice(0, 5).map((line) => line.trimEnd())).toEqual([
    '101TOWN      CAUDAL    2605140000',
    '2TOWN      CAUDAL',
    '50010000000077260514TOWN      CAUDAL',
    '60010010000006134               201',
    `40010016019${card.padEnd(40)}0000006134`,
  ]);
  await pay(one, 500, { now: first.add({ hours: 24 }) });
  const next = ['exchange', 'payments', folder, '--form', 'ccb-staging'];
  const staged = await caudal(db, next, { now: first.add({ hours: 24 }), utility });
  expect(staged.out).toBe('payments-2026-05-15-02.ccb-staging.txt: 1 row, 5.00 in all');
  expect((await lines(folder, 'payments-2026-05-15-02.ccb-staging.txt')).slice(1)).toEqual([
    'CI_DEP_CTL_ST,CAUDAL,CAUDAL-2,,,5.00,1,,,',
    'CI_TNDR_CTL_ST,CAUDAL,CAUDAL-2,2,,5.00,1,,,',
    expect.stringMatching(/^CI_PAY_TNDR_ST,CAUDAL,CAUDAL-2,2,\S+,5\.00,,2026-05-15,CARD,201$/),
  ]);
});

test('an account number that the form has no room for is refused by its receipt before anything is written, and goes as CSV', async ({
  db,
}) => {
  const folder = await scratchFolder();
  const { one, two, card, bank } = await twoPaid(db);
  await numbered(db, one, '201');
  await numbered(db, two, '1234567');
  const refused = await caudal(db, ['exchange', 'payments', folder, '--form', 'lockbox'], { now: first });
  expect(refused).toMatchObject({ code: exitCodes.refused, out: '' });
  expect(refused.err).toContain(`Account 1234567 (receipt ${bank}) has more than the 6 characters`);
  expect(refused.err).not.toContain(card);
  expect([await readdir(folder), await db.query('select from exchange_batch')]).toEqual([[], []]);
  await numbered(db, two, 'Ñ2');
  const letter = await caudal(db, ['exchange', 'payments', folder, '--form', 'bai', '--json'], { now: first });
  expect(JSON.parse(letter.out)).toMatchObject({
    problem: { code: 'exchange.out-not-plain', message: expect.stringContaining(bank) },
  });
  const sent = await caudal(db, ['exchange', 'payments', folder], { now: first });
  expect(sent.out).toBe('payments-2026-05-14-01.csv: 2 rows, 101.34 in all');
});
