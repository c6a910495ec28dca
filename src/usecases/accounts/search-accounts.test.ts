import { describe, expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { test } from '../../../test/support/database.ts';
import { twoParts } from '../../../test/support/number-shapes.ts';
import type { Database } from '../../store/database.ts';
import { searchAccounts } from './search-accounts.ts';

const shape = twoParts;

/** Two people with accents in their names, an address, a phone, an email and a meter. */
async function twoCustomers(db: Database) {
  await openAccounts(db, 3);
  await db.query(
    `update customer set name = 'José Núñez Peña', phone = '541-555-0101', email = 'jose@example.org' where number = '00000001'`,
  );
  await db.query(`update customer set name = 'Ana García' where number = '00000002'`);
  await db.query(`update premise set line1 = '200 Peach Street', line2 = 'Apt 5' where number = '0000002'`);
  await db.query(
    `with point as (insert into service_point (premise_id, rate_class) select id, 'R' from premise where number = '0000003' returning id),
     made as (insert into meter (serial, size, unit, dials) values ('SIM-77031', '5/8"', 'gal', 7) returning id)
     insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
     select point.id, made.id, '2024-01-01', 0 from point, made`,
  );
}

describe('one box finds by anything', () => {
  test.for([
    ['00000001-0000001', '00000001-0000001'],
    ['1', '00000001-0000001'],
    ['nunez', '00000001-0000001'],
    ['NÚÑEZ jose', '00000001-0000001'],
    ['pen', '00000001-0000001'],
    ['(541) 555-0101', '00000001-0000001'],
    ['JOSE@example.org', '00000001-0000001'],
    ['jose@', '00000001-0000001'],
    ['garcia', '00000002-0000002'],
    ['200 peach', '00000002-0000002'],
    ['apt 5 peach', '00000002-0000002'],
    ['sim-77031', '00000003-0000003'],
    ['SIM-770', '00000003-0000003'],
    ['Nuñes Jose', '00000001-0000001'],
    ['200 Peech Street', '00000002-0000002'],
    ['555-0101', '00000001-0000001'],
    ['#00000001/0000001', '00000001-0000001'],
    ['cuenta n.º 00000001 0000001', '00000001-0000001'],
    ['000000010000001', '00000001-0000001'],
  ] as const)('%j', async ([typed, expected], { db }) => {
    await twoCustomers(db);
    const { found } = await searchAccounts(db, typed, { shape });
    expect(found.map((one) => one.account)).toContain(expected);
    expect(found.length).toBeLessThanOrEqual(typed === '1' ? 2 : 1);
  });
});

test('what is only one account’s is opened at once; a name is not', async ({ db }) => {
  await twoCustomers(db);
  expect((await searchAccounts(db, '541.555.0101', { shape })).only?.account).toBe('00000001-0000001');
  expect((await searchAccounts(db, 'SIM-77031', { shape })).only?.account).toBe('00000003-0000003');
  expect((await searchAccounts(db, 'jose', { shape })).only).toBeUndefined();
});

test('signs of patterns are only signs, and nothing is nothing', async ({ db }) => {
  await twoCustomers(db);
  for (const typed of ['%', '_', '', "'; drop table customer; --", 'zzzzzz', '99999999']) {
    expect((await searchAccounts(db, typed, { shape })).found, typed).toEqual([]);
  }
});

test('many hits come in pages', async ({ db }) => {
  await openAccounts(db, 60);
  const pages = [
    await searchAccounts(db, 'simulated', { shape, page: 1 }),
    await searchAccounts(db, 'simulated', { shape, page: 2 }),
    await searchAccounts(db, 'simulated', { shape, page: 3 }),
  ];
  expect(pages.map(({ found, more }) => [found.length, more])).toEqual([
    [25, true],
    [25, true],
    [10, false],
  ]);
});

test('of a surname that hundreds have, so many are found and it is said; their number is found among them', async ({
  db,
}) => {
  await openAccounts(db, 205);
  await db.query(`update customer set name = 'Ana García'`);
  const first = await searchAccounts(db, 'garcia', { shape });
  expect([first.found.length, first.more, first.cutAt]).toEqual([25, true, 200]);
  const last = await searchAccounts(db, 'garcia', { shape, page: 8 });
  expect([last.found.length, last.more, last.cutAt]).toEqual([25, false, 200]);
  await db.query(`update customer set name = 'Ana Peña' where number > '00000150'`);
  const fewer = await searchAccounts(db, 'garcia', { shape });
  expect([fewer.found.length, fewer.cutAt]).toEqual([25, undefined]);
  expect((await searchAccounts(db, '00000204-0000204', { shape })).only?.account).toBe('00000204-0000204');
});

test('what begins an email or a meter is found by an index, whatever signs it has', async ({ db }) => {
  await twoCustomers(db);
  await db.query(`update customer set email = 'a_b%c@example.org' where number = '00000002'`);
  const found = async (typed: string) =>
    (await searchAccounts(db, typed, { shape })).found.map(({ account }) => account);
  expect(await found('a_b%c@')).toEqual(['00000002-0000002']);
  expect(await found('azb%c@')).toEqual([]);
});
