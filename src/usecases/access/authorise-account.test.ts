import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { openAccount, openLogin } from '../../../test/support/logins.ts';
import { grantAccess } from '../../store/access/index.ts';
import { authoriseAccount, authorisedAccounts } from './index.ts';

const now = Temporal.Instant.from('2026-05-07T17:00:00Z');
const today = Temporal.PlainDate.from('2026-05-07');

test('a login reaches the accounts it registered, however the number is written, and no other', async ({ db }) => {
  const mine = await openAccount(db);
  await openAccount(db, { customer: '00999999', account: '0009999' });
  const loginId = await openLogin(db);
  await grantAccess(db, { loginId, accountId: mine, provenBy: 'bill-numbers', now });

  const reached = await authoriseAccount(db, { loginId, account: '00123456-0004321', today, right: 'manage' });
  expect(reached.ok && reached.value.accountId).toBe(mine);
  for (const account of ['00999999-0009999', '00000001-0000001', 'nonsense', '00123456-0009999']) {
    expect(await authoriseAccount(db, { loginId, account, today })).toEqual({
      ok: false,
      problem: { code: 'access.not-yours' },
    });
  }
  expect((await authorisedAccounts(db, loginId, today)).map((account) => account.accountId)).toEqual([mine]);
});

test('an account has one owner; a second claim changes nothing', async ({ db }) => {
  const accountId = await openAccount(db);
  const first = await openLogin(db, 'first@example.org');
  const second = await openLogin(db, 'second@example.org');
  expect(await grantAccess(db, { loginId: first, accountId, provenBy: 'bill-numbers', now })).toBe(true);
  expect(await grantAccess(db, { loginId: second, accountId, provenBy: 'bill-numbers', now })).toBe(false);
  expect((await authoriseAccount(db, { loginId: second, account: '00123456-0004321', today })).ok).toBe(false);
});

test.for([
  { closedOn: '2026-06-01', owes: 0, right: 'manage', reached: true },
  { closedOn: '2026-05-07', owes: 0, right: 'manage', reached: false },
  { closedOn: '2026-05-07', owes: 0, right: 'pay', reached: true },
  { closedOn: '2026-02-06', owes: 0, right: 'view', reached: false },
  { closedOn: '2026-02-06', owes: 2500, right: 'pay', reached: true },
] as const)(
  'closed on $closedOn and owing $owes cents, $right is $reached',
  async ({ closedOn, owes, right, reached }, { db }) => {
    const accountId = await openAccount(db, { closedOn });
    const loginId = await openLogin(db);
    await grantAccess(db, { loginId, accountId, provenBy: 'bill-numbers', now });
    if (owes > 0) {
      await db.query(
        `with entry as (
         insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash)
         values ('bill', '2026-02-06', $1, 'final bill', 'k', 'h') returning id
       )
       insert into posting (entry_id, ledger_account, account_id, amount_cents)
       select entry.id, side.name, case when side.name = 'receivable' then $2::bigint end, side.cents from entry,
         (values ('receivable', $3::bigint), ('revenue.water', -$3::bigint)) as side (name, cents)`,
        [now, accountId, owes],
      );
    }
    expect((await authoriseAccount(db, { loginId, account: '00123456-0004321', today, right })).ok).toBe(reached);
  },
);

test('a utility that shows closed accounts for a shorter time ends access on that day, in the list too', async ({
  db,
}) => {
  const accountId = await openAccount(db, { closedOn: '2026-04-27' });
  const loginId = await openLogin(db);
  await grantAccess(db, { loginId, accountId, provenBy: 'bill-numbers', now });
  const account = '00123456-0004321';
  for (const [closedDays, isSeen] of [
    [today.since('2026-04-27').days + 1, true],
    [today.since('2026-04-27').days, false],
  ] as const) {
    expect((await authoriseAccount(db, { loginId, account, today, closedDays })).ok).toBe(isSeen);
    expect(await authorisedAccounts(db, loginId, today, closedDays)).toHaveLength(isSeen ? 1 : 0);
  }
});
