import { expect } from 'vitest';
import { cents } from '../../src/domain/kernel/index.ts';
import { paymentEntry } from '../../src/domain/receivables/index.ts';
import type { Database, DatabasePool } from '../../src/store/database.ts';
import { hold, holdAccounts, postEntry, receivableBalance } from '../../src/store/receivables/index.ts';
import { openAccounts } from './accounts.ts';
import { test as plain } from './database.ts';
import { openInterleaver, type Verb } from './interleaving.ts';
import { owes } from './paying.ts';
import { seed } from './properties.ts';
import { inTurns, seededSchedule, seedOf, type TurnOf } from './schedules.ts';

const test = plain.extend('interleaver', async ({ db }, { onCleanup }) => {
  const interleaver = await openInterleaver(db);
  onCleanup(() => interleaver.close());
  return interleaver;
});

const now = Temporal.Instant.from('2026-05-20T16:00:00Z');
const today = Temporal.PlainDate.from('2026-05-20');

/** Pays what is owed, if anything is; `broken` asks first and holds the account afterwards. */
const payAll =
  (accountId: number, key: string, broken: boolean): Verb =>
  (db) =>
    db.transaction(async (tx) => {
      const asked = broken ? await receivableBalance(tx, accountId) : undefined;
      const books = await hold(tx, [accountId]);
      const amount = asked ?? (await receivableBalance(books, accountId));
      if (amount <= 0) return 'nothing owed';
      const entry = paymentEntry({ accountId, amount: cents(amount), on: today, memo: key, into: 'cash.counter' });
      await postEntry(books, entry, { now, idempotencyKey: key, inputHash: key });
      return 'paid';
    });

async function indebted(db: DatabasePool): Promise<number> {
  const [accountId = 0] = await openAccounts(db, 1);
  await owes(db, accountId, 5000);
  return accountId;
}

/** Accounts one after the other, the same pair on each. */
async function tried(db: DatabasePool, tries: number, go: (accountId: number, nth: number) => Promise<unknown>) {
  const ids = await openAccounts(db, tries);
  for (const [nth, id] of ids.entries()) {
    await owes(db, id, 5000);
    await go(id, nth);
  }
  const balances = await Promise.all(ids.map((id) => receivableBalance(db, id)));
  return balances.filter((balance) => balance !== 0).length;
}

test('the same seed is the same interleaving, another seed another', async ({ db, interleaver }) => {
  const accountId = await indebted(db);
  const play = (one: number) =>
    interleaver.run(
      { ana: payAll(accountId, `${one}:ana`, true), luis: payAll(accountId, `${one}:luis`, true) },
      seededSchedule(one),
    );
  // The first of all pays; from then on everybody finds nothing owed, and does the same statements.
  await play(0);
  const traces = [];
  for (const one of [1, 2, 3, 4, 5, 6]) {
    const first = await play(one);
    const again = await play(one);
    expect(again.trace, `seed ${one}`).toEqual(first.trace);
    traces.push(first.trace.join('\n'));
  }
  expect(new Set(traces).size).toBeGreaterThan(3);
  expect(traces.some((trace) => trace.includes('waits'))).toBe(true);
});

test('a balance that is asked before the account is held is a payment too many, which some seed finds', async ({
  db,
  interleaver,
}) => {
  const pair = (broken: boolean) => (accountId: number, nth: number) =>
    interleaver.run(
      { ana: payAll(accountId, `a${accountId}`, broken), luis: payAll(accountId, `l${accountId}`, broken) },
      seededSchedule(seedOf(seed, `${nth}`)),
    );
  expect(await tried(db, 20, pair(true))).toBeGreaterThan(0);
});

test('held first, no seed pays twice', async ({ db, interleaver }) => {
  const paid: unknown[] = [];
  const wrong = await tried(db, 20, async (accountId, nth) => {
    const { outcomes, leftOpen } = await interleaver.run(
      { ana: payAll(accountId, `a${accountId}`, false), luis: payAll(accountId, `l${accountId}`, false) },
      seededSchedule(seedOf(seed, `${nth}`)),
    );
    paid.push(outcomes['ana'], outcomes['luis']);
    expect(leftOpen).toEqual([]);
  });
  expect(wrong).toBe(0);
  expect(paid.filter((outcome) => (outcome as { value: string }).value === 'paid')).toHaveLength(20);
});

test('two that hold two accounts in different orders wait for each other, and that is seen', async ({
  db,
  interleaver,
}) => {
  const [one = 0, two = 0] = await openAccounts(db, 2);
  const holdOneByOne =
    (...ids: readonly number[]): Verb =>
    (own) =>
      own.transaction(async (tx) => {
        for (const id of ids) await hold(tx, [id]);
      });
  const crossed = await interleaver.run(
    { up: holdOneByOne(one, two), down: holdOneByOne(two, one) },
    {
      next: (standing, last) =>
        Math.max(
          0,
          standing.findIndex(({ who }) => who !== last),
        ),
    },
  );
  expect(crossed.deadlocked, crossed.trace.join('\n')).toBe(true);
  expect(crossed.trace).toContain('everybody waits: down, up');
  const inOrder = (own: DatabasePool) => holdAccounts(own, [two, one], async () => undefined);
  for (const nth of [1, 2, 3, 4, 5]) {
    const orderly = await interleaver.run({ up: inOrder, down: inOrder }, seededSchedule(seedOf(seed, `${nth}`)));
    expect(orderly.deadlocked, orderly.trace.join('\n')).toBe(false);
  }
});

test('who waits goes on when the other gives its lock back, be it before the end of a transaction', async ({
  db,
  interleaver,
}) => {
  await db.query('create table counted as select 0 as n');
  const add = 'update counted set n = n + 1';
  const takeBack: Verb = (own) =>
    own.transaction(async (tx) => {
      await tx.transaction(async (nested) => {
        await nested.query(add);
        await nested.query(`select 'held'`);
        return { ok: false, problem: 'taken back' };
      });
    });
  const fail: Verb = (own) =>
    own.transaction(async (tx) => {
      await tx.query(add);
      await tx.query(`select 'held'`);
      await tx.query('select 1 / 0');
    });
  const traceOf = async (ana: Verb) =>
    (
      await interleaver.run(
        { ana, luis: (own) => own.query(add) },
        inTurns({ verb: 'ana', until: /held/ }, { verb: 'luis' }),
      )
    ).trace;
  const waited = [`luis: ${add}`, 'luis: waits', `ana: select 'held'`, 'luis: waits'];
  expect(await traceOf(takeBack)).toEqual([
    ...['ana: begin', 'ana: savepoint nested_0', `ana: ${add}`],
    ...[...waited, 'ana: rollback to savepoint nested_0', 'ana: release savepoint nested_0', 'ana: commit'],
  ]);
  expect(await traceOf(fail)).toEqual([
    ...['ana: begin', `ana: ${add}`],
    ...[...waited, 'ana: select 1 / 0', 'ana: refused by the database, 22012', 'ana: rollback'],
  ]);
  expect(await db.query('select n from counted')).toEqual([{ n: 2 }]);
});

test('savepoints, refusals and copies are steps as well, and what is left open is told', async ({
  db,
  interleaver,
}) => {
  await db.query('create table scribbled (word text)');
  const scribble: Verb = async (own) => {
    await own.copyIn('copy scribbled from stdin', [Buffer.from('one\ntwo\n')]);
    await own.transaction(async (tx) => {
      await tx.transaction(async (nested) => {
        await nested.query(`insert into scribbled values ('three')`);
        return { ok: false, problem: 'taken back' };
      });
      await tx.copyIn('copy scribbled from stdin', [Buffer.from('four\n')]);
    });
    await own.query('select pg_advisory_lock(7)');
  };
  const { trace, leftOpen, outcomes } = await interleaver.run({ scribble }, inTurns());
  expect(outcomes['scribble']).toEqual({ value: undefined });
  expect(trace.map((line) => line.replace('scribble: ', ''))).toEqual([
    'copy scribbled from stdin',
    'begin',
    'savepoint nested_0',
    `insert into scribbled values ('three')`,
    'rollback to savepoint nested_0',
    'release savepoint nested_0',
    'copy scribbled from stdin',
    'commit',
    'select pg_advisory_lock(7)',
  ]);
  expect(leftOpen).toEqual(['scribble: ExclusiveLock of a advisory']);
  const words = (own: Database) => own.query<{ word: string }>('select word from scribbled order by word');
  expect((await words(db)).map(({ word }) => word)).toEqual(['four', 'one', 'two']);
});

test('a turn that never comes to its statement is a mistake in the test, and says so', async ({ db, interleaver }) => {
  const accountId = await indebted(db);
  const play = (...turns: readonly TurnOf[]) =>
    interleaver.run(
      { ana: payAll(accountId, 'ana', false), luis: payAll(accountId, 'luis', false) },
      inTurns(...turns),
    );
  await expect(play({ verb: 'ana' }, { verb: 'luis', until: /drop table/ })).rejects.toThrow('luis never came to');
  await expect(play({ verb: 'ana', until: /^commit/ }, { verb: 'luis', until: /^commit/ })).rejects.toThrow(
    'luis never came to',
  );
  const { outcomes } = await play({ verb: 'ana' });
  expect(Object.keys(outcomes)).toEqual(['ana', 'luis']);
});

test('what a verb asks side by side within a transaction goes one after another', async ({ interleaver }) => {
  const sideBySide: Verb = (db) =>
    db.transaction((tx) =>
      Promise.all([tx.query<{ n: number }>('select 1 as n'), tx.query<{ n: number }>('select 2 as n')]),
    );
  const { outcomes } = await interleaver.run({ ana: sideBySide, luis: sideBySide }, seededSchedule(seed));
  const both = { value: [[{ n: 1 }], [{ n: 2 }]] };
  expect(outcomes).toEqual({ ana: both, luis: both });
});
