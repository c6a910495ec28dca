import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { refused, refusedAndKept } from '../domain/kernel/index.ts';
import { chartOfAccounts, entryKinds } from '../domain/receivables/index.ts';
import type { Database } from './database.ts';

test('dates and moments come back as Temporal, money as safe integers', async ({ db }) => {
  const [row] = await db.query<{ d: Temporal.PlainDate; t: Temporal.Instant; cents: number }>(
    'select $1::date as d, $2::timestamptz as t, 2414::bigint as cents',
    [Temporal.PlainDate.from('2026-05-06'), Temporal.Instant.from('2026-05-06T15:00:00.123456Z')],
  );
  expect(row?.d.equals('2026-05-06')).toBe(true);
  expect(row?.t.toString()).toBe('2026-05-06T15:00:00.123456Z');
  expect(row?.cents).toBe(2414);
});

test('a day that was read before is the same day, and one that the calendar lacks is refused', async ({ db }) => {
  const days = await db.query<{ d: Temporal.PlainDate }>(
    `select d::date as d from generate_series('1999-12-30'::date, '2030-06-01', interval '1 day') d
     union all select '1999-12-30' union all select '2024-02-29'`,
  );
  expect(days).toHaveLength(11_114);
  expect(days.slice(-3).map(({ d }) => `${d}`)).toEqual(['2030-06-01', '1999-12-30', '2024-02-29']);
  await expect(db.query(`select 'infinity'::date as d`)).rejects.toThrow(RangeError);
});

test('columns of numbers, of text and of dates arrive as they were, empty places too', async ({ db }) => {
  const rows = await db.query(
    `select * from unnest($1::bigint[], $2::numeric[], $3::text[], $4::date[], $5::text[]) as t (i, n, t, d, digits)`,
    [
      [1, null, -3],
      [0.5, 1e21, null],
      ['a,"b"', null, '{}'],
      [Temporal.PlainDate.from('2026-05-06'), null, null],
      [7, 8, 9],
    ],
  );
  expect(
    rows.map((row) => Object.values(row as object).map((value) => (value === null ? null : String(value)))),
  ).toEqual([
    ['1', '0.5', 'a,"b"', '2026-05-06', '7'],
    [null, '1000000000000000000000', null, null, '8'],
    ['-3', null, '{}', null, '9'],
  ]);
  expect(await db.query('select cardinality($1::bigint[]) as n', [[]])).toEqual([{ n: 0 }]);
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

test('work that is refused leaves nothing behind, unless the refusal says that it is kept', async ({ db }) => {
  await db.query('create table kept (n integer)');
  const write = (tx: Database, n: number) => tx.query('insert into kept values ($1)', [n]);
  const refusal = await db.transaction(async (tx) => {
    await write(tx, 1);
    return refused({ code: 'a.refusal' });
  });
  expect(refusal).toMatchObject({ ok: false, problem: { code: 'a.refusal' } });
  await db.transaction(async (tx) => {
    await write(tx, 2);
    await tx.transaction(async (inner) => {
      await write(inner, 3);
      return refused({ code: 'a.refusal' });
    });
    return refusedAndKept({ code: 'a.try-that-counts' });
  });
  expect(await db.query('select n from kept')).toEqual([{ n: 2 }]);
});

const entry = (key: string, kind = 'adjustment') =>
  `insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash)
   values ('${kind}', '2026-05-06', now(), 'a test', '${key}', 'h') returning id`;
const fiveCents = (id: number, credit = -5) =>
  `insert into posting (entry_id, ledger_account, amount_cents)
   values (${id}, 'rebates', 5), (${id}, 'revenue.fees', ${credit})`;

/** An entry with its postings, as the books write them: in one transaction. */
const write = (db: Database, key: string, credit = -5): Promise<number> =>
  db.transaction(async (tx) => {
    const [{ id } = { id: 0 }] = await tx.query<{ id: number }>(entry(key));
    await tx.query(fiveCents(id, credit));
    return id;
  });

test('the ledger refuses an entry that does not balance, or has no postings, and any change of history', async ({
  db,
}) => {
  await expect(write(db, 'off', -4)).rejects.toThrow('does not balance');
  await expect(db.query(entry('empty'))).rejects.toMatchObject({ constraint: 'ledger_entry_has_postings' });
  const id = await write(db, 'k');
  await expect(db.query(fiveCents(id))).rejects.toMatchObject({ constraint: 'posting_joins_no_entry_that_stands' });
  await expect(db.query('delete from posting')).rejects.toThrow('append-only');
  await expect(db.query(`update ledger_entry set memo = 'other'`)).rejects.toThrow('append-only');
});

test('the ledger knows the kinds of entries and the accounts that the domain knows, and no others', async ({ db }) => {
  await expect(db.query(entry('k', 'gift'))).rejects.toMatchObject({ constraint: 'ledger_entry_kind_is_known' });
  const listed = async (constraint: string): Promise<string[]> => {
    const [row] = await db.query<{ text: string }>(
      `select pg_get_constraintdef(oid) as text from pg_constraint where conname = $1`,
      [constraint],
    );
    return [...(row?.text ?? '').matchAll(/'([^']+)'::text/g)].map((match) => match[1] ?? '').toSorted();
  };
  expect(await listed('ledger_entry_kind_is_known')).toEqual(Object.keys(entryKinds).toSorted());
  expect(await listed('posting_ledger_account_is_known')).toEqual(Object.keys(chartOfAccounts).toSorted());
});
