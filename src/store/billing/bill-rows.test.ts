import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { cisBills } from '../../../test/support/cis-bills.ts';
import { test } from '../../../test/support/database.ts';
import { postWaterBill } from '../../../test/support/water-bills.ts';
import type { Database } from '../database.ts';

/** A row of each table whose rows are a bill's; `$1` is the bill. */
const rowsOf = {
  bill_line: `insert into bill_line (bill_id, position, part, label_es, label_en, amount_cents, explanation)
    values ($1, 9, 'base', 'Base', 'Base', 100, '{}')`,
  bill_read: `insert into bill_read (bill_id, position, meter_serial, from_on, from_count, from_quality, to_on, to_count,
      to_quality, used_count, unit, multiplier)
    values ($1, 9, 'M1', '2026-04-01', 1, 'measured', '2026-05-01', 2, 'measured', 1, 'kgal', 1)`,
  exchange_bill_read: `insert into exchange_bill_read (bill_id, position, service_point, usage, unit)
    values ($1, 9, 'SP1', 1, 'kgal')`,
} as const;

const draft = async (db: Database, number: string): Promise<number> => {
  const [bill] = await db.query<{ id: number }>(
    `insert into bill (number, account_id, kind, state, period_start, period_end, issued_on, due_on, previous_balance_cents,
       payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents, usage_gallons, estimated, created_at)
     select $1, min(id), 'regular', 'draft', '2026-04-01', '2026-05-01', '2026-05-04', '2026-05-25', 0, 0, 0, 100, 100, 0, false,
       '2026-05-04T08:00Z' from account returning id`,
    [number],
  );
  return bill?.id ?? 0;
};

const countRows = async (db: Database): Promise<readonly number[]> =>
  Promise.all(
    Object.keys(rowsOf).map(async (table) => {
      const [row] = await db.query<{ count: number }>(`select count(*) from ${table}`);
      return row?.count ?? -1;
    }),
  );

test('a line or a read of a bill that is not there is refused, by itself and among those of others', async ({ db }) => {
  await openAccounts(db, 1);
  await cisBills(db, 1, [{ number: 'B1', kgal: '5', lines: [['Water', 'charge', '5', '1.00', 500]] }]);
  const before = await countRows(db);
  for (const [table, row] of Object.entries(rowsOf)) {
    await expect(db.query(row, [987_654]), table).rejects.toMatchObject({
      code: '23503',
      constraint: `${table}_has_its_bill`,
    });
  }
  await expect(
    db.query(
      `insert into bill_line (bill_id, position, part, label_es, label_en, amount_cents, explanation)
       select id, 8, 'base', 'Base', 'Base', 0, '{}'::jsonb from bill union all select 987654, 1, 'base', 'Base', 'Base', 0, '{}'`,
    ),
  ).rejects.toThrow(/of bill 987654, which is not there/);
  await expect(db.query('update exchange_bill_read set bill_id = 987654')).rejects.toThrow(/stays with its bill/);
  expect(await countRows(db)).toEqual(before);
});

test('rows of bills of one’s own do not hide one of a bill that stands, or is not there', async ({ db }) => {
  const [account] = await openAccounts(db, 1);
  const number = await postWaterBill(db, account ?? 0, { end: '2026-06-01', kgal: 5 });
  const [posted] = await db.query<{ id: number }>('select id from bill where number = $1', [number]);
  const before = await countRows(db);
  const writeBeside = (other: string) =>
    db.transaction(async (tx) => {
      const own = await draft(tx, 'D1');
      await tx.query(rowsOf.bill_line, [own]);
      await tx.query(
        `insert into bill_line (bill_id, position, part, label_es, label_en, amount_cents, explanation)
         select id, 7, 'base', 'Base', 'Base', 0, '{}'::jsonb from unnest(array[$1, ${other}]::bigint[]) b (id)`,
        [own],
      );
    });
  await expect(writeBeside('987654')).rejects.toMatchObject({ code: '23503', constraint: 'bill_line_has_its_bill' });
  await expect(writeBeside(String(posted?.id))).rejects.toMatchObject({
    code: '23001',
    constraint: 'bill_line_belongs_to_a_draft',
  });
  expect(await countRows(db)).toEqual(before);
});

test('a draft that is thrown away takes its lines and reads along, and those of others stay', async ({ db }) => {
  await openAccounts(db, 1);
  await cisBills(db, 1, [{ number: 'B1', kgal: '5', lines: [['Water', 'charge', '5', '1.00', 500]] }]);
  const before = await countRows(db);
  const bill = await draft(db, 'D1');
  for (const row of Object.values(rowsOf)) await db.query(row, [bill]);
  expect(await countRows(db)).toEqual(before.map((rows) => rows + 1));
  await db.query('delete from bill where id = $1', [bill]);
  expect(await countRows(db)).toEqual(before);
});

test('a bill that gets a line from somebody cannot be thrown away by somebody else until that is done', async ({
  db,
}) => {
  await openAccounts(db, 1);
  const bill = await draft(db, 'D1');
  const throwAway = () =>
    db.transaction(async (other) => {
      await other.query(`set local lock_timeout = '50ms'`);
      await other.query('delete from bill where id = $1', [bill]);
    });
  await db.transaction(async (tx) => {
    await tx.query(rowsOf.bill_line, [bill]);
    await expect(throwAway()).rejects.toMatchObject({ code: '55P03' });
  });
  await throwAway();
  expect((await countRows(db))[0]).toBe(0);
});
