import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { together } from '../../store/together.ts';
import { transitionPolicy } from '../transition/index.ts';
import { viewAccount, viewAccountBriefly } from './index.ts';

const number = '00123456-0004321';
const look = {
  ...{ staffId: 'clerk', now: Temporal.Instant.from('2026-05-07T16:00:00Z'), address: '192.0.2.1' },
  policy: transitionPolicy(referenceUtility),
};

/** Nothing is read beside it. */
const alone = async () => undefined;

test('staff see an account only once it is written down that they looked', async ({ db }) => {
  const accountId = await openAccount(db);
  const page = together(db);
  expect((await viewAccount(page, number, look, alone))?.view.accountId).toBe(accountId);
  const bill = { ...look, action: 'bill.viewed', detail: { bill: 'B1' } };
  expect((await viewAccountBriefly(page, number, bill))?.number).toBe(number);
  const written = () =>
    db.query('select actor_kind, actor_id, action, account_id, detail, address from audit_event order by id');
  const looked = { actor_kind: 'staff', actor_id: 'clerk', account_id: accountId, address: '192.0.2.1' };
  const both = [
    { ...looked, action: 'account.viewed', detail: {} },
    { ...looked, action: 'bill.viewed', detail: { bill: 'B1' } },
  ];
  expect(await written()).toEqual(both);

  // What the audit cannot take, such as a sign that PostgreSQL keeps in no text.
  const unwritable = { ...look, staffId: 'clerk\u0000' };
  await expect(viewAccount(page, number, unwritable, alone)).rejects.toThrow();
  await expect(viewAccountBriefly(page, number, { ...bill, ...unwritable })).rejects.toThrow();
  expect(await viewAccount(page, '00999999-0009999', look, alone)).toBeUndefined();
  expect(await written()).toEqual(both);
});
