import { describe, expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import type { Database } from '../../store/database.ts';
import {
  listRosterImports,
  rosterChangesOf,
  rosterHistoryOf,
  rosterOf,
  rosterRefusals,
} from '../../store/transition/index.ts';
import { importRoster, listAtRisk, type RosterWord, refusedLinesCsv, transitionPolicy } from './index.ts';

const now = Temporal.Instant.from('2026-05-01T16:00:00Z');
const policy = transitionPolicy(referenceUtility);
const header = 'customer_number,account_number,email,language,autopay,next_draft_on,next_draft_amount,ebill,last_login';

async function take(
  db: Database,
  text: string | Uint8Array,
  dryRun = false,
  more: { readonly now?: Temporal.Instant; readonly word?: RosterWord } = {},
) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const imported = await importRoster(db, { fileName: 'roster.csv', bytes, dryRun, now, policy, by: 'cli', ...more });
  if (!imported.ok) throw new Error(imported.problem.code);
  return imported.value;
}

const counts = { read: 0, new: 0, changed: 0, unchanged: 0, superseded: 0, refused: 0 };

test('good lines go in, bad ones are kept aside with their place and their value', async ({ db }) => {
  const [first = 0] = await openAccounts(db, 2);
  const report = await take(
    db,
    [
      header,
      '00000001,0000001,ana@example.org,es,yes,2026-05-20,61.34,yes,2026-04-30',
      '2,2,,,maybe,31/31/2026,,no,',
      '00000009,0000009,,,no,,,no,',
    ].join('\r\n'),
  );
  expect(report.counts).toEqual({ ...counts, read: 3, new: 1, refused: 2 });
  expect((await rosterOf(db, [first])).get(first)).toMatchObject({ hadAutopay: true, nextDraft: 6134, hadEbill: true });
  expect((await rosterRefusals(db, report.importId ?? 0, { limit: 10 })).rows).toMatchObject([
    { line: 3, columnNumber: 5, field: 'autopay', code: 'transition.yes-or-no', params: { value: 'maybe' } },
    { line: 3, columnNumber: 6, field: 'next_draft_on', code: 'transition.date-unreadable' },
    { line: 4, code: 'transition.account-unknown', params: { value: '00000009-0000009' } },
  ]);
});

test('the same file again changes nothing; a corrected one updates what it corrects', async ({ db }) => {
  await openAccounts(db, 2);
  const file = `${header}\n1,1,,,yes,2026-05-20,61.34,no,\n2,2,,,no,,,yes,\n`;
  expect((await take(db, file)).counts).toEqual({ ...counts, read: 2, new: 2 });
  const before = await db.query('select * from roster_entry order by account_id');
  expect((await take(db, file)).counts).toEqual({ ...counts, read: 2, unchanged: 2 });
  expect(await db.query('select * from roster_entry order by account_id')).toEqual(before);
  expect((await take(db, file.replace('61.34', '70.00'))).counts).toEqual({
    ...counts,
    read: 2,
    changed: 1,
    unchanged: 1,
  });
});

test('a dry run says the same and writes nothing', async ({ db }) => {
  await openAccounts(db, 1);
  const report = await take(db, `${header}\n1,1,,,yes,,,no,\n`, true);
  expect(report.counts).toEqual({ ...counts, read: 1, new: 1 });
  expect(report.importId).toBeUndefined();
  expect((await listRosterImports(db, { limit: 10 })).rows).toEqual([]);
  expect(await db.query('select 1 from roster_entry')).toEqual([]);
});

test('of two lines for one account the last wins, and the first is said', async ({ db }) => {
  const [id = 0] = await openAccounts(db, 1);
  const report = await take(db, `${header}\n1,1,,,no,,,no,\n00000001,1,,,yes,,,no,\n`);
  expect(report.counts).toEqual({ ...counts, read: 2, new: 1, superseded: 1 });
  expect((await rosterOf(db, [id])).get(id)?.hadAutopay).toBe(true);
  expect(report.refusals).toMatchObject([
    { line: 2, problems: [{ code: 'transition.line-superseded', params: { by: 3 } }] },
  ]);
});

test('an account that is closed is kept aside', async ({ db }) => {
  await openAccounts(db, 1);
  await db.query(`update account set closed_on = '2026-05-01'`);
  const report = await take(db, `${header}\n1,1,,,no,,,no,\n`);
  expect(report.refusals).toMatchObject([
    { problems: [{ code: 'transition.account-closed', params: { closed: '2026-05-01' } }] },
  ]);
});

test('passwords, bank and card data never reach the database, not even with a refused line', async ({ db }) => {
  await openAccounts(db, 2);
  const report = await take(
    db,
    [
      'Customer No;Account;Password;Card Number;Colour;Autopay;Paperless',
      '1;1;hunter2-secret;4111111111111111;blue;yes;no',
      '2;2;hunter2-secret;4111111111111111;blue;whatever;no',
      '2;2;hunter2-secret;4111111111111111;blue;yes',
    ].join('\n'),
  );
  expect(report).toMatchObject({
    delimiter: ';',
    secretColumns: ['Password', 'Card Number'],
    ignoredColumns: ['Colour'],
  });
  expect(report.counts).toEqual({ ...counts, read: 3, new: 1, refused: 2 });
  const stored = JSON.stringify([
    await db.query('select * from roster_import'),
    await db.query('select * from roster_entry'),
    await db.query('select * from roster_refusal'),
    refusedLinesCsv(report.refusals.map((line) => ({ ...line, reasons: line.problems.map((one) => one.code) }))),
  ]);
  expect(stored).not.toMatch(/hunter2|4111/);
});

test('an old code page is read and said', async ({ db }) => {
  await openAccounts(db, 1);
  const latin1 = Buffer.from(`${header.replace('language', 'Compañía')}\n1,1,,Peña,no,,,no,\n`, 'latin1');
  expect(await take(db, latin1)).toMatchObject({ encoding: 'windows-1252', ignoredColumns: ['Compañía'] });
});

test('a file that breaks the database half-way leaves nothing', async ({ db }) => {
  await openAccounts(db, 1);
  await db.query('alter table roster_refusal add check (line < 3)');
  await expect(take(db, `${header}\n1,1,,,yes,,,no,\n9,9,,,no,,,no,\n`)).rejects.toThrow('roster_refusal');
  expect(await db.query('select 1 from roster_entry')).toEqual([]);
  expect((await listRosterImports(db, { limit: 10 })).rows).toEqual([]);
});

describe('files that are no roster', () => {
  test.for([
    ['', 'transition.file-empty'],
    ['\n\n', 'transition.file-empty'],
    ['%PDF-1.7 nothing here', 'transition.columns-missing'],
    ['customer_number,account_number,autopay\n', 'transition.columns-missing'],
    ['"customer_number,account_number\n', 'transition.quote-unclosed'],
  ] as const)('%j is refused as %s', async ([text, code], { db }) => {
    const bytes = new TextEncoder().encode(text);
    const imported = await importRoster(db, { fileName: 'roster.csv', bytes, dryRun: false, now, policy, by: 'cli' });
    expect(!imported.ok && imported.problem.code).toBe(code);
  });
});

test('30,000 lines go in at once', async ({ db }) => {
  await openAccounts(db, 30_000);
  const lines = Array.from(
    { length: 30_000 },
    (_, n) => `${n + 1},${n + 1},c${n}@example.org,es,yes,5/20/2026,61.34,no,`,
  );
  expect((await take(db, [header, ...lines].join('\n'))).counts.new).toBe(30_000);
});

test('what is kept aside comes back as a file to correct and import again', async ({ db }) => {
  await openAccounts(db, 1);
  const { refusals } = await take(db, `${header}\n1,1,=cmd(),es,yes,,,no,\n`);
  const csv = refusedLinesCsv(refusals.map((line) => ({ ...line, reasons: line.problems.map((one) => one.code) })));
  expect(csv).toBe(`${header},line,reason\r\n1,1,'=cmd(),es,yes,,,no,,2,transition.email-unreadable\r\n`);
  const again = await take(db, csv.replace("'=cmd()", 'ana@example.org'));
  expect(again).toMatchObject({ counts: { ...counts, read: 1, new: 1 }, ignoredColumns: ['line', 'reason'] });
});

describe('the roster exported again after the cut-over', () => {
  const later = Temporal.Instant.from('2026-05-08T16:00:00Z');
  const first = `${header}\n1,1,ana@example.org,es,yes,2026-05-20,61.34,yes,2026-04-30\n2,2,,,yes,,,no,\n3,3,,,no,,,yes,\n`;
  const switchedOff = `${header}\n1,1,ana@example.com,es,no,,,no,2026-05-07\n2,2,,,no,,,no,\n`;
  const risks = async (db: Database) =>
    (await listAtRisk(db, { now: later, policy })).map((one) => one.account.split('-')[1]);

  async function atTheCutOver(db: Database) {
    const ids = await openAccounts(db, 3);
    for (const id of ids) await postBill(db, id, { dueOn: '2026-05-20' });
    await take(db, first);
    return ids;
  }

  test('the dry run says by account what would vanish, and nothing goes in without a word', async ({ db }) => {
    await atTheCutOver(db);
    const looked = await take(db, switchedOff, true, { now: later });
    expect(looked).toMatchObject({
      needsWord: true,
      notNamed: ['00000003-0000003'],
      changes: [
        { account: '00000001-0000001', line: 2, field: 'autopay', from: 'yes', to: 'no', effect: 'stays' },
        {
          account: '00000001-0000001',
          line: 2,
          field: 'next_draft',
          from: '2026-05-20 61.34',
          to: '',
          effect: 'stays',
        },
        { account: '00000001-0000001', line: 2, field: 'ebill', from: 'yes', to: 'no', effect: 'stays' },
        { account: '00000001-0000001', line: 2, field: 'email', from: 'ana@example.org', effect: 'changes' },
        { account: '00000002-0000002', line: 3, field: 'autopay', from: 'yes', to: 'no', effect: 'stays' },
      ],
    });
    expect((await take(db, switchedOff, false, { now: later })).importId).toBeUndefined();
    expect((await listRosterImports(db, { limit: 10 })).rows).toHaveLength(1);
  });

  test('with the word the rest goes in, and what lapsed stays lapsed', async ({ db }) => {
    const [id = 0] = await atTheCutOver(db);
    expect(await risks(db)).toEqual(['0000001', '0000002']);
    const report = await take(db, switchedOff, false, { now: later, word: 'keep' });
    expect(await risks(db)).toEqual(['0000001', '0000002']);
    expect((await rosterOf(db, [id])).get(id)).toMatchObject({
      ...{ email: 'ana@example.com', hadAutopay: true, hadEbill: true, nextDraft: 6134 },
      lastLoginOn: Temporal.PlainDate.from('2026-05-07'),
    });
    expect(await rosterChangesOf(db, report.importId ?? 0, 10)).toHaveLength(5);
    expect((await rosterHistoryOf(db, id)).map(({ facts }) => facts.hadAutopay)).toEqual([false, true]);
    await expect(db.query('update roster_statement set had_autopay = true')).rejects.toThrow();
  });

  test('that an account never had it must be said in so many words', async ({ db }) => {
    await atTheCutOver(db);
    await take(db, switchedOff, false, { now: later, word: 'correct' });
    expect(await risks(db)).toEqual([]);
  });

  test('an account twice, the second time "no", stays lapsed; before the cut-over that waits for a word', async ({
    db,
  }) => {
    await openAccounts(db, 1);
    const twice = `${header}\n1,1,,,yes,,,no,\n1,1,,,no,,,no,\n`;
    expect(await take(db, twice)).toMatchObject({ needsWord: true, changes: [{ line: 3, effect: 'vanishes' }] });
    expect(await take(db, twice, false, { now: later, word: 'keep' })).toMatchObject({ counts: { new: 1 } });
    expect(await db.query('select from roster_entry where had_autopay')).toHaveLength(1);
  });

  test('an older file after a newer one waits for a word, by its bytes or by its logins', async ({ db }) => {
    await openAccounts(db, 2);
    const older = `${header}\n1,1,,,no,,,no,2026-04-01\n2,2,,,no,,,no,\n`;
    await take(db, older);
    expect((await take(db, `${header}\n1,1,,,yes,,,no,2026-04-20\n`)).needsWord).toBe(false);
    expect(await take(db, older)).toMatchObject({ older: 'imported-before', needsWord: true });
    expect(await take(db, `${header}\n1,1,,,yes,,,no,2026-03-01\n`)).toMatchObject({ older: 'earlier-logins' });
    expect(await db.query('select from roster_entry where had_autopay')).toHaveLength(1);
  });
});
