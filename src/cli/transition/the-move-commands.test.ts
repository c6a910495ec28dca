import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { postBill } from '../../../test/support/bills.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';

test('a roster is imported, its bad lines written beside it; then who is at risk, and the status', async ({ db }) => {
  const [id = 0] = await openAccounts(db, 2);
  await postBill(db, id, { dueOn: '2026-05-20' });
  const file = join(await scratchFolder(), 'old-portal.csv');
  writeFileSync(file, 'customer_number,account_number,autopay,ebill\n1,1,yes,no\n2,2,perhaps,no\n');

  const looked = await caudal(db, ['import', 'roster', file, '--dry-run']);
  expect(looked).toMatchObject({ code: 1, out: expect.stringContaining('Nothing was written.') });
  expect(looked.out).toContain('old-portal.csv:3:3 “perhaps” is neither yes nor no.');

  const imported = await caudal(db, ['import', 'roster', file, '--json']);
  expect(imported.code).toBe(1);
  expect(JSON.parse(imported.out)).toMatchObject({
    counts: { read: 2, new: 1, refused: 1 },
    refusedFile: `${file}.refused.csv`,
    problems: [{ code: 'transition.yes-or-no', line: 3, column: 3, field: 'autopay' }],
  });
  expect(readFileSync(`${file}.refused.csv`, 'utf8')).toContain('2,2,,,perhaps,,,no,,3,');

  expect((await caudal(db, ['transition', 'at-risk'])).out).toContain('00000001-0000001  due 2026-05-20      $61.34');
  expect((await caudal(db, ['transition', 'at-risk', '--csv'])).out).toContain(
    '00000001-0000001,Simulated customer 1,es',
  );
  expect(JSON.parse((await caudal(db, ['transition', 'status', '--json'])).out)).toMatchObject({
    atRisk: { accounts: 1, owed: 6134 },
    autopay: { done: 0, total: 1 },
  });
  expect((await caudal(db, ['transition', 'hold-late-fees'])).out).toBe('1 accounts newly held.');
});

test('a newer roster says by account what it takes away, and waits for a word', async ({ db }) => {
  const [id = 0] = await openAccounts(db, 1);
  await postBill(db, id, { dueOn: '2026-05-20' });
  const file = join(await scratchFolder(), 'old-portal.csv');
  const write = (autopay: string) =>
    writeFileSync(file, `customer_number,account_number,autopay,ebill\n1,1,${autopay},no\n`);
  write('yes');
  expect((await caudal(db, ['import', 'roster', file])).code).toBe(0);
  write('no');
  const atRisk = async () => (await caudal(db, ['transition', 'at-risk'])).out;
  for (const options of [['--dry-run'], []]) {
    const said = await caudal(db, ['import', 'roster', file, ...options]);
    expect(said.code).toBe(1);
    expect(said.out).toContain('00000001-0000001  line 2  autopay: yes -> no  stays as it was');
    expect(said.out).toContain('Nothing was imported');
  }
  expect((await caudal(db, ['import', 'roster', file, '--keep-lapsed'])).code).toBe(0);
  expect(await atRisk()).toContain('1 accounts at risk.');
});

test('a file that is not there is said', async ({ db }) => {
  expect(await caudal(db, ['import', 'roster', 'nowhere.csv', '--json'])).toMatchObject({
    code: 1,
    out: expect.stringContaining('files.unreadable'),
  });
});
