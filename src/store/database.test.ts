import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';

test('dates and moments come back as Temporal, money as safe integers', async ({ db }) => {
  const [row] = await db.query<{ d: Temporal.PlainDate; t: Temporal.Instant; cents: number }>(
    'select $1::date as d, $2::timestamptz as t, 2414::bigint as cents',
    [Temporal.PlainDate.from('2026-05-06'), Temporal.Instant.from('2026-05-06T15:00:00.123456Z')],
  );
  expect(row?.d.equals('2026-05-06')).toBe(true);
  expect(row?.t.toString()).toBe('2026-05-06T15:00:00.123456Z');
  expect(row?.cents).toBe(2414);
});

test('a transaction that fails leaves nothing, a nested one undoes only itself', async ({ db }) => {
  await db.query('create table kept (n integer)');
  await db.transaction(async (tx) => {
    await tx.query('insert into kept values (1)');
    await tx
      .transaction(async (inner) => {
        await inner.query('insert into kept values (2)');
        throw new Error('no');
      })
      .catch(() => undefined);
  });
  await db
    .transaction(async (tx) => {
      await tx.query('insert into kept values (3)');
      throw new Error('no');
    })
    .catch(() => undefined);
  expect(await db.query('select n from kept')).toEqual([{ n: 1 }]);
});

test('the ledger refuses an entry that does not balance, and any change of history', async ({ db }) => {
  const entry = `insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash)
    values ('test', '2026-05-06', now(), 'a test', 'k', 'h') returning id`;
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>(entry);
  await expect(
    db.query(`insert into posting (entry_id, ledger_account, amount_cents) values ($1, 'a', 5), ($1, 'b', -4)`, [id]),
  ).rejects.toThrow('does not balance');
  await db.query(`insert into posting (entry_id, ledger_account, amount_cents) values ($1, 'a', 5), ($1, 'b', -5)`, [
    id,
  ]);
  await expect(db.query('delete from posting')).rejects.toThrow('append-only');
  await expect(db.query(`update ledger_entry set memo = 'other'`)).rejects.toThrow('append-only');
});
