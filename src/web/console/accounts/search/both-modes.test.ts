import { describe, expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { importSecondTown, secondTownDeps } from '../../../../../test/support/second-town.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { postWaterBill } from '../../../../../test/support/water-bills.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { paths } from '../../../paths.ts';
import { consoleAreas } from '../../index.ts';

const at = paths.console;

async function looking(db: DatabasePool, isBesideCis: boolean) {
  const realm = { staffRealm: await staffSignedIn(db, 'csr') };
  const staff = visit(webDeps(db, { ...(isBesideCis ? secondTownDeps() : {}), ...realm }), consoleAreas, 'en');
  return async (typed: string): Promise<string> => {
    await staff.get(`${at.search}?q=${encodeURIComponent(typed)}`);
    await expectValidHtml(staff.html);
    return staff.path;
  };
}

describe('beside a billing system', () => {
  test('its numbers open what they name, written as people write them', async ({ db }) => {
    await importSecondTown(db);
    const find = await looking(db, true);
    const account = 'LB10042175';
    const bill = at.bill(account, '40120001');
    for (const typed of ['40120001', '4012-0001', 'Bill # 40120001', 'factura 40 120 001']) {
      expect([typed, await find(typed)]).toEqual([typed, bill]);
    }
    for (const typed of ['T700001', 't700001', 'receipt T-700001', 'recibo n.º T700001']) {
      expect([typed, await find(typed)]).toEqual([typed, at.accountBills(account)]);
    }
    for (const typed of ['61200000', 'M8800100', 'meter M8800100', 'm8800100', '7-1000', '71000', account]) {
      expect([typed, await find(typed)]).toEqual([typed, at.account(account)]);
    }
  });

  test('a bill whose number has letters and signs is found and opened', async ({ db }) => {
    await importSecondTown(db);
    await db.transaction(async (tx) => {
      // A posted bill keeps its number; theirs came with this one.
      await tx.query('set local session_replication_role = replica');
      await tx.query(`update bill set number = 'F/2025 07-0042' where number = '40120001'`);
    });
    const find = await looking(db, true);
    for (const typed of ['F/2025 07-0042', 'f2025070042', 'F-2025-07-0042']) {
      expect([typed, await find(typed)]).toEqual([typed, at.bill('LB10042175', 'F/2025 07-0042')]);
    }
  });
});

test('where bills are made here, ours are found by their number, meters by their serial, accounts by an earlier number', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  const number = await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
  await db.query(`insert into account_earlier_number (account_id, number) values ($1, 'OLD-4711')`, [accountId]);
  const [meter] = await db.query<{ serial: string }>('select serial from meter limit 1');
  const find = await looking(db, false);
  const account = '00123456-0004321';
  expect(await find(number)).toBe(at.bill(account, number));
  expect(await find(`Bill #${number.slice(0, 5)}-${number.slice(5)}`)).toBe(at.bill(account, number));
  expect(await find('old 4711')).toBe(at.account(account));
  if (meter !== undefined) expect(await find(meter.serial)).toBe(at.account(account));
});
