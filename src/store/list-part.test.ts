import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import type { ListAsked, ListPart } from '../domain/kernel/index.ts';
import type { Database } from './database.ts';
import { type ListSort, listPart } from './list-part.ts';

interface Sack {
  readonly id: number;
  readonly weight: number | null;
  readonly mark: string;
}

/** Twenty-three sacks: weights repeat, every fifth was never weighed, marks are in no order. */
const sacks = `select n as id, case when n % 5 = 0 then null else n % 4 end as weight, chr(65 + n * 7 % 26) as mark
  from generate_series(1, $1::int) n`;

const sorts = {
  weight: { by: 'l.weight', type: 'bigint', isNullable: true },
  mark: { by: 'l.mark', type: 'text' },
} as const satisfies Record<string, ListSort>;

const find = (db: Database, asked: ListAsked, many = 23): Promise<ListPart<Sack>> =>
  listPart<Sack>(
    db,
    {
      select: sacks,
      parameters: [many],
      order: [{ by: 'coalesce(l.weight, -1)', type: 'bigint', isDown: true }],
      id: { by: 'l.id', type: 'bigint' },
      sorts,
      toRow: ({ id, weight, mark }) => ({ id, weight, mark }),
    },
    asked,
  );

async function walk(db: Database, asked: Omit<ListAsked, 'limit'>, limit: number) {
  const parts = [await find(db, { ...asked, limit })];
  for (let last = parts.at(-1); last?.after !== undefined; last = parts.at(-1)) {
    parts.push(await find(db, { ...asked, limit, after: last.after }));
  }
  return parts;
}

const idsOf = (parts: readonly ListPart<Sack>[]) => parts.flatMap(({ rows }) => rows.map(({ id }) => id));

test('every way of sorting shows every row once, page by page, in the order of the whole', async ({ db }) => {
  for (const sort of [undefined, 'weight', 'mark', 'no such column']) {
    for (const isDown of [false, true]) {
      const asked = { ...(sort === undefined ? {} : { sort }), isDown };
      const whole = await find(db, { ...asked, limit: 100 });
      for (const limit of [1, 4, 23]) expect(idsOf(await walk(db, asked, limit))).toEqual(idsOf([whole]));
      expect(whole).not.toHaveProperty('after');
      expect(whole).not.toHaveProperty('before');
    }
  }
});

test('what has no value stands last, whichever way a list is sorted', async ({ db }) => {
  for (const isDown of [false, true]) {
    const { rows } = await find(db, { sort: 'weight', isDown, limit: 100 });
    expect(rows.slice(-4).map(({ weight }) => weight)).toEqual([null, null, null, null]);
    expect(rows[0]?.weight).toBe(isDown ? 3 : 0);
  }
});

test('the way back shows the same pages', async ({ db }) => {
  for (const sort of ['weight', 'mark', 'its own']) {
    const parts = await walk(db, { sort, isDown: true }, 5);
    const last = parts.at(-1);
    const back = last === undefined ? [] : [last];
    for (let first = back[0]; first?.before !== undefined; first = back[0]) {
      back.unshift(await find(db, { sort, isDown: true, limit: 5, before: first.before }));
    }
    expect(back).toEqual(parts);
  }
});

test('rows that go between two looks hide none and repeat none', async ({ db }) => {
  const first = await find(db, { sort: 'mark', limit: 5 });
  const { after = [] } = first;
  const fewer = await find(db, { sort: 'mark', limit: 100, after }, 20);
  expect(idsOf([fewer])).toEqual(
    idsOf([await find(db, { sort: 'mark', limit: 100 }, 20)]).filter((id) => !idsOf([first]).includes(id)),
  );
});

test('a place that nobody was given, or that is gone, shows the beginning', async ({ db }) => {
  const beginning = await find(db, { limit: 3 });
  for (const after of [['x', 'y'], ['1'], [], ['99999999999999999999', '1'], ['-5', '9999']]) {
    expect(await find(db, { limit: 3, after })).toEqual(beginning);
  }
});

test('a list is counted up to ten thousand', async ({ db }) => {
  expect((await find(db, { limit: 3, isCounted: true })).count).toEqual({ rows: 23, isMore: false });
  expect((await find(db, { limit: 3, isCounted: true }, 10_000)).count).toEqual({ rows: 10_000, isMore: false });
  expect((await find(db, { limit: 3, isCounted: true }, 10_001)).count).toEqual({ rows: 10_000, isMore: true });
});
