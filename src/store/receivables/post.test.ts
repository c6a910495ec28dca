import fc from 'fast-check';
import { expect } from 'vitest';
import { postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { runs } from '../../../test/support/properties.ts';
import { cents } from '../../domain/kernel/index.ts';
import { billEntry, type Entry, paymentEntry, receivableOf } from '../../domain/receivables/index.ts';
import { inputHash, reverseEntry } from '../../usecases/receivables/index.ts';
import type { Database } from '../database.ts';
import { entriesOfAccount, receivableBalance } from './entries.ts';
import { type Books, holdAccounts } from './hold-accounts.ts';
import { postEntries, postEntry } from './post.ts';

const now = Temporal.Instant.from('2025-05-06T16:00:00Z');
const may6 = Temporal.PlainDate.from('2025-05-06');

async function openAccounts(db: Database, howMany: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `with customers as (
       insert into customer (number, name, mailing_line1, mailing_city, mailing_state, mailing_zip, created_at)
       select lpad(n::text, 8, '0'), 'Simulated customer', '1 Test St', 'Medford', 'OR', '97501', $2
       from generate_series(1, $1::int) n returning id, number
     ), premises as (
       insert into premise (number, line1, city, state, zip)
       select lpad(n::text, 7, '0'), n || ' Test St', 'Medford', 'OR', '97501'
       from generate_series(1, $1::int) n returning id, number
     )
     insert into account (customer_id, premise_id, opened_on, billing_cycle, created_at)
     select c.id, p.id, '2024-01-01', 'A', $2 from customers c join premises p on c.number = '0' || p.number
     returning id`,
    [howMany, now],
  );
  return rows.map((row) => row.id);
}

/** Posts one entry, its account held. */
const post = (db: Database, entry: Entry, request: Parameters<typeof postEntry>[2]) =>
  holdAccounts(
    db,
    entry.postings.flatMap(({ accountId }) => accountId ?? []),
    (books) => postEntry(books, entry, request),
  );

const payment = (accountId: number, amount: number) =>
  paymentEntry({ accountId, amount: cents(amount), on: may6, memo: 'payment', into: 'cash.processor' });

test('the same payment again is the same entry; the key for another amount is refused', async ({ db }) => {
  const [accountId = 0] = await openAccounts(db, 1);
  const request = (amount: number) => ({
    now,
    idempotencyKey: 'payment:1',
    inputHash: inputHash({ accountId, amount }),
  });
  const first = await post(db, payment(accountId, 2414), request(2414));
  expect(first).toMatchObject({ ok: true, value: { isNew: true } });
  const again = await post(db, payment(accountId, 2414), request(2414));
  expect(again).toMatchObject({ ok: true, value: { id: first.ok && first.value.id, isNew: false } });
  expect(await post(db, payment(accountId, 9999), request(9999))).toMatchObject({
    ok: false,
    problem: { code: 'ledger.idempotency-key-reused' },
  });
  expect(await receivableBalance(db, accountId)).toBe(-2414);
});

test('two at once with the same key post one entry', async ({ db }) => {
  const [accountId = 0] = await openAccounts(db, 1);
  const once = () => post(db, payment(accountId, 500), { now, idempotencyKey: 'k', inputHash: 'h' });
  const posted = await Promise.all([once(), once(), once()]);
  expect(posted.filter((result) => result.ok && result.value.isNew)).toHaveLength(1);
  expect(await receivableBalance(db, accountId)).toBe(-500);
});

test('an entry is reversed once', async ({ db }) => {
  const [accountId = 0] = await openAccounts(db, 1);
  const posted = await post(db, payment(accountId, 500), { now, idempotencyKey: 'k', inputHash: 'h' });
  const entryId = posted.ok ? posted.value.id : 0;
  const reversal = { entryId, on: may6, memo: 'returned', now };
  const reverse = () => holdAccounts(db, [accountId], (books) => reverseEntry(books, reversal));
  expect(await reverse()).toMatchObject({ value: { isNew: true } });
  expect(await reverse()).toMatchObject({ value: { isNew: false } });
  const twice: Entry = { ...payment(accountId, 500), kind: 'reversal', reversesId: entryId };
  expect(await post(db, twice, { now, idempotencyKey: 'another', inputHash: 'h' })).toMatchObject({
    problem: { code: 'ledger.already-reversed' },
  });
  expect(await receivableBalance(db, accountId)).toBe(0);
});

test('of several entries one that is refused leaves none, and asked again in the right words all are posted', async ({
  db,
}) => {
  const [accountId = 0] = await openAccounts(db, 1);
  await post(db, payment(accountId, 500), { now, idempotencyKey: 'known', inputHash: 'of 500' });
  const both = (books: Books, hash: string) =>
    postEntries(
      books,
      [
        { entry: payment(accountId, 700), idempotencyKey: 'new', inputHash: 'of 700' },
        { entry: payment(accountId, 500), idempotencyKey: 'known', inputHash: hash },
      ],
      now,
    );
  expect(await holdAccounts(db, [accountId], (books) => both(books, 'of 600'))).toMatchObject({ ok: false });
  expect(await receivableBalance(db, accountId)).toBe(-500);
  expect(await entriesOfAccount(db, accountId)).toHaveLength(1);
  expect(await holdAccounts(db, [accountId], (books) => both(books, 'of 500'))).toMatchObject({ ok: true });
  expect(await receivableBalance(db, accountId)).toBe(-1200);
});

test('an entry of an account that is not held is a bug, and nothing is posted', async ({ db }) => {
  const [mine = 0, other = 0] = await openAccounts(db, 2);
  const request = { now, idempotencyKey: 'k', inputHash: 'h' };
  await expect(holdAccounts(db, [mine], (books) => postEntry(books, payment(other, 500), request))).rejects.toThrow(
    'is not held',
  );
  expect(await receivableBalance(db, other)).toBe(0);
});

test('the database itself refuses an unbalanced entry, and any change of one', async ({ db }) => {
  const [accountId = 0] = await openAccounts(db, 1);
  const unbalanced: Entry = {
    ...payment(accountId, 500),
    postings: [{ ledgerAccount: 'receivable', accountId, amount: cents(-500) }],
  };
  await expect(post(db, unbalanced, { now, idempotencyKey: 'k', inputHash: 'h' })).rejects.toThrow('does not balance');
  await post(db, payment(accountId, 500), { now, idempotencyKey: 'k', inputHash: 'h' });
  for (const statement of [
    'update posting set amount_cents = -amount_cents',
    'delete from posting',
    "update ledger_entry set memo = ''",
    'delete from ledger_entry',
    'truncate posting, ledger_entry cascade',
  ]) {
    await expect(db.query(statement), statement).rejects.toThrow('is append-only');
  }
});

test('the database refuses what would change an entry that stands, and kinds and accounts that nobody knows', async ({
  db,
}) => {
  const [accountId = 0] = await openAccounts(db, 1);
  await post(db, payment(accountId, 500), { now, idempotencyKey: 'k', inputHash: 'h' });
  const entry = (kind: string, key: string) =>
    `insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash)
     values ('${kind}', '2025-05-06', '2025-05-06T16:00Z', '', '${key}', 'h')`;
  const postings = (account: string, key: string) =>
    `insert into posting (entry_id, ledger_account, account_id, amount_cents)
     select id, account, case when account = 'receivable' then ${accountId} end, cents
     from ledger_entry, (values ('receivable', -500), ('${account}', 500)) as side (account, cents)
     where idempotency_key = '${key}'`;
  const refusals: readonly (readonly [statements: readonly string[], constraint: string])[] = [
    [[entry('payment', 'bare')], 'ledger_entry_has_postings'],
    [[postings('cash.processor', 'k')], 'posting_joins_no_entry_that_stands'],
    [[entry('gift', 'of a kind')], 'ledger_entry_kind_is_known'],
    [
      [entry('payment', 'of an account'), postings('cash.under-the-bed', 'of an account')],
      'posting_ledger_account_is_known',
    ],
    [[entry('reversal', 'of nothing')], 'ledger_entry_reversal_names_what_it_undoes'],
    [[entry('payment', 'of nobody'), postings('deposits', 'of nobody')], 'posting_names_the_account_it_is_kept_for'],
  ];
  for (const [statements, constraint] of refusals) {
    const write = db.transaction(async (tx) => {
      for (const statement of statements) await tx.query(statement);
    });
    await expect(write, constraint).rejects.toMatchObject({ constraint });
  }
  expect(await receivableBalance(db, accountId)).toBe(-500);
  expect(await entriesOfAccount(db, accountId)).toHaveLength(1);
});

test('the database refuses a bill that disagrees with its lines or with the books, and lines put into one that stands', async ({
  db,
}) => {
  const [accountId = 0] = await openAccounts(db, 1);
  const number = await postBill(db, accountId, { dueOn: '2025-05-27', owed: 6134 });
  const draft = (charges: number, state = 'draft') =>
    `insert into bill (number, account_id, kind, state, period_start, period_end, issued_on, due_on,
       previous_balance_cents, payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents,
       usage_gallons, estimated, created_at, delivery, delivery_reason, ledger_entry_id)
     values ('draft', ${accountId}, 'regular', '${state}', '2025-05-05', '2025-06-05', '2025-06-07', '2025-06-28', 6134,
       0, 6134, ${charges}, ${6134 + charges}, 0, false, '2025-06-07T16:00Z', 'paper', 'never-registered',
       case when '${state}' = 'posted' then (select max(id) from ledger_entry) end)`;
  const line = (bill: string, amount: number) =>
    `insert into bill_line (bill_id, position, part, label_es, label_en, amount_cents, explanation)
     select id, 9, 'service_charge', '', '', ${amount}, '{}' from bill where number = '${bill}'`;
  const stand = `update bill set state = 'posted', ledger_entry_id = (select max(id) from ledger_entry)
    where number = 'draft'`;
  await post(
    db,
    billEntry({ accountId, on: may6, billNumber: 'next', charges: [{ revenue: 'revenue.water', amount: cents(100) }] }),
    { now, idempotencyKey: 'next', inputHash: 'h' },
  );
  const refusals: readonly (readonly [statements: readonly string[], constraint: string])[] = [
    [[line(number, 100)], 'bill_line_belongs_to_a_draft'],
    [[draft(100, 'posted')], 'bill_begins_as_a_draft'],
    [[draft(100), line('draft', 90), stand], 'bill_lines_add_up'],
    [[draft(300), line('draft', 300), stand], 'posted_bill_agrees_with_the_books'],
  ];
  for (const [statements, constraint] of refusals) {
    const write = db.transaction(async (tx) => {
      for (const statement of statements) await tx.query(statement);
    });
    await expect(write, constraint).rejects.toMatchObject({ constraint });
  }
  await db.transaction(async (tx) => {
    for (const statement of [draft(100), line('draft', 100), stand]) await tx.query(statement);
  });
  expect(await db.query(`select state from bill where number = 'draft'`)).toEqual([{ state: 'posted' }]);
});

test('whatever is billed, paid and reversed, the stored balance is the fold of the entries', async ({ db }) => {
  const accountIds = await openAccounts(db, 3);
  const event = fc.record({
    kind: fc.constantFrom('bill', 'payment', 'reversal'),
    accountId: fc.constantFrom(...accountIds),
    amount: fc.integer({ min: 1, max: 500_000 }).map(cents),
  });
  let batch = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 25 }), async (events) => {
      batch += 1;
      const requests = events
        .filter(({ kind }) => kind !== 'reversal')
        .map(({ kind, accountId, amount }, index) => ({
          entry:
            kind === 'payment'
              ? payment(accountId, amount)
              : billEntry({ accountId, on: may6, billNumber: 'b', charges: [{ revenue: 'revenue.water', amount }] }),
          idempotencyKey: `${batch}:${index}`,
          inputHash: 'h',
        }));
      const reversals = events.length - requests.length;
      await holdAccounts(db, accountIds, async (books) => {
        const posted = await postEntries(books, requests, now);
        for (const { id } of posted.ok ? posted.value.slice(0, reversals) : []) {
          await reverseEntry(books, { entryId: id, on: may6, memo: 'undone', now });
        }
      });
      for (const accountId of accountIds) {
        const fold = receivableOf(await entriesOfAccount(db, accountId), accountId);
        expect(await receivableBalance(db, accountId)).toBe(fold);
      }
    }),
    { numRuns: runs(20) },
  );
});
