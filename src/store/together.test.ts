import { beforeEach, expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { hearStatements } from '../../test/support/heard-statements.ts';
import type { Database } from './database.ts';
import { together } from './together.ts';

const heard = hearStatements();
beforeEach(() => {
  heard.length = 0;
});

const kinds = `select 9007199254740991::bigint as whole, 7::int as small, 0.10::numeric as exact, 1.5::float8 as near, true as yes,
  date '2026-05-07' as day, timestamptz '2026-05-07 09:00:00.123456-07' as moment, null::date as none, 'it''s "ñ" \\ {,}' as words,
  array[1, 2, null] as numbers, array['a,b', null, ''] as texts, array[date '2026-05-07'] as days, '{"a": [1, null]}'::jsonb as data,
  '\\x00ff'::bytea as bytes, interval '1 day' as span, $1::bigint as given`;
const bills = `select n, n * $1::int as owed, date '2026-01-01' + n as day from generate_series(1, $2) n order by n desc`;
const nothing = 'select n from generate_series(1, 0) n where n = $1';
const noColumns = 'select from generate_series(1, 3) n where n > $1';
const same = `select 1 as twice, 2 as twice, 'x' as "such a name", $1::text as given -- whatever follows`;

/** What was asked of the server, apart from how its connections begin. */
const asked = () => heard.map(({ text }) => text);

async function askAll(db: Database) {
  return Promise.all([
    db.query(kinds, [42]),
    db.query(bills, [3, 4]),
    db.query(nothing, [1]),
    db.query(noColumns, [1]),
    db.query(same, ['a']),
  ]);
}

test('what is read in one turn is one statement, and each read gets the rows that it gets alone', async ({ db }) => {
  const alone = await askAll(db);
  heard.length = 0;
  const page = together(db);
  expect(await askAll(page)).toEqual(alone);
  expect(asked()).toHaveLength(1);
  expect(alone[1]?.[0]).toEqual({ n: 4, owed: 12, day: Temporal.PlainDate.from('2026-01-05') });
  expect(alone[3]).toEqual([{}, {}]);
});

test('a text that nobody asked yet goes alone, and beside others from then on', async ({ db }) => {
  const fresh = `select 'asked by no other test' as fresh, $1::int as given`;
  const ask = async () => {
    const page = together(db);
    return Promise.all([page.query(fresh, [1]), page.query(`${fresh}, 2 as other`, [2])]);
  };
  // The test's database may have been made for it just now.
  heard.length = 0;
  const first = await ask();
  expect(asked()).toHaveLength(2);
  heard.length = 0;
  expect(await ask()).toEqual(first);
  expect(asked()).toHaveLength(1);
});

test('the same read twice in a turn is one, also with lists and days; what follows from an answer is the next turn', async ({
  db,
}) => {
  const read = `select n, $2::date as day from unnest($1::int[]) n`;
  const day = () => Temporal.PlainDate.from('2026-05-07');
  await db.query(read, [[1], day()]);
  heard.length = 0;
  const page = together(db);
  const [one, two, other] = await Promise.all([
    page.query(read, [[1, 2], day()]),
    page.query(read, [[1, 2], day()]),
    page.query<{ n: number }>(read, [[3], day()]).then(async ([row]) => page.query(read, [[row?.n], null])),
  ]);
  expect(one).toEqual(two);
  expect(one).not.toBe(two);
  expect(other).toEqual([{ n: 3, day: null }]);
  expect(asked()).toHaveLength(2);
});

test('more than twenty reads are several statements', async ({ db }) => {
  await db.query(bills, [1, 1]);
  heard.length = 0;
  const page = together(db);
  const all = await Promise.all(Array.from({ length: 50 }, (_, n) => page.query<{ owed: number }>(bills, [n, 1])));
  expect(all.map(([row]) => row?.owed)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  expect(asked()).toHaveLength(3);
});

test('what writes, locks or belongs to a transaction goes as it is said', async ({ db }) => {
  const page = together(db);
  await page.query('create table kept (n int primary key)');
  const write = (n: number) =>
    page.query<{ n: number }>('with added as (insert into kept values ($1) returning n) select n from added', [n]);
  const lock = () => page.query('select n from kept where n = $1 for update', [1]);
  await Promise.all([write(1), write(2)]);
  expect(await Promise.all([write(3), lock(), lock()])).toEqual([[{ n: 3 }], [{ n: 1 }], [{ n: 1 }]]);
  const read = 'select count(*)::int as many from kept where n > $1';
  await page.query(read, [0]);
  heard.length = 0;
  const inside = await page.transaction(async (tx) => {
    await tx.query('delete from kept where n = $1', [3]);
    return Promise.all([tx.query(read, [0]), page.query(read, [0])]);
  });
  expect(inside).toEqual([[{ many: 2 }], [{ many: 3 }]]);
});

test('where one read fails, every one of its turn fails with its reason, and the next turn goes on', async ({ db }) => {
  const divide = 'select 1 / $1::int as part';
  await Promise.all([db.query(divide, [1]), db.query(bills, [1, 1])]);
  const page = together(db);
  const outcomes = await Promise.allSettled([page.query(divide, [0]), page.query(bills, [1, 1])]);
  expect(outcomes.map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
    'error: division by zero',
    'error: division by zero',
  ]);
  expect(await page.query(divide, [1])).toEqual([{ part: 1 }]);
});

test('where hours lie on a machine that is away, what else was asked in the same turn has its answer', async ({
  db,
}) => {
  await db.query(
    `create function hours_there(given int) returns int language plpgsql stable as $$ begin
       if given > 1 then
         raise exception 'connection to the remote node caudal@db2:5432 failed' using errcode = 'connection_failure';
       end if;
       return given;
     end $$`,
  );
  const both = (page: Database, given: number) =>
    Promise.allSettled([page.query('select hours_there($1) as hours', [given]), page.query(bills, [3, given])]);
  // Known from here on, so that both go as one statement.
  await both(together(db), 1);
  heard.length = 0;
  const [hours, other] = await both(together(db), 2);
  expect(hours).toMatchObject({ status: 'rejected', reason: { code: '08006' } });
  expect(other).toEqual({ status: 'fulfilled', value: await db.query(bills, [3, 2]) });
  expect(asked()[0]).toContain('fact_1');
});
