import { expect } from 'vitest';
import { insertEbill } from '../../src/store/billing/index.ts';
import { loadBillChange } from '../../src/usecases/bill-change/index.ts';
import { billStandings, listBills, loadBillDocument } from '../../src/usecases/billing/index.ts';
import { givenBalance } from '../../src/usecases/receivables/index.ts';
import { test } from '../support/database.ts';
import { accountIdOf, importSecondTown, secondTownDeps, secondTownUtility } from '../support/second-town.ts';
import { registered } from '../support/signed-in.ts';
import { runQueuedJobs } from '../support/worker-deps.ts';

test('every line of the second town’s files goes in, its books come to its balances, and whose bill goes by email is told once', async ({
  db,
}) => {
  expect(await importSecondTown(db)).toMatchObject({ state: 'applied', refused: [], report: { differences: 0 } });
  // Read on the 28th, billed the night after.
  const accountId = await accountIdOf(db, 'LB10042917');
  const loginId = await registered(db, accountId, 'ignacio@mail.example');
  const now = Temporal.Instant.from('2026-06-02T15:00:00Z');
  await insertEbill(
    db,
    {
      ...{ accountId, loginId, email: 'ignacio@mail.example', language: 'es', consentText: '', consentVersion: '1' },
      ...{ consentedAddress: '', verificationHash: 'h', verificationExpiresAt: now.add({ hours: 24 }) },
    },
    now,
  );
  await db.query('update ebill set verified_at = $1', [now]);
  expect(await importSecondTown(db, 'cis-next-night')).toMatchObject({
    ...{ state: 'applied', refused: [], report: { differences: 0 } },
  });
  expect(await importSecondTown(db, 'cis-next-night')).toMatchObject({ state: 'nothing-new' });
  await runQueuedJobs(db, 'bill-notices', Temporal.Instant.from('2026-06-03T09:00:00Z'));
  const told = await db.query('select account_id, idempotency_key as key from notice');
  expect(told).toEqual([{ account_id: accountId, key: 'email:bill.ready:40120018' }]);
});

test('an older bill is paid, or carried, as the billing system’s next one says', async ({ db }) => {
  await importSecondTown(db);
  const standings = async (number: string) => {
    const accountId = await accountIdOf(db, number);
    const bills = await listBills(db, accountId, { limit: 3 });
    const found = await billStandings(db, { accountId, bills }, Temporal.PlainDate.from('2026-06-02'));
    return bills.map((bill) => found.get(bill.number)?.kind);
  };
  expect(await standings('LB10044391')).toEqual(['owed', 'paid', 'paid']);
  // Two months past due, with a late fee since.
  expect(await standings('LB10042917')).toEqual(['owed', 'paid', 'paid']);
  const balance = await givenBalance(db, await accountIdOf(db, 'LB10042917'));
  expect(balance).toMatchObject({ balance: 12_635, notIn: [] });
});

test('why a bill is not the last one is said where the rates come to it, and not where the billing system charged something else', async ({
  db,
}) => {
  await importSecondTown(db);
  const { rates } = secondTownDeps();
  if (rates === undefined) throw new Error('no rates');
  const changeOf = async (number: string) => {
    const bill = await loadBillDocument(db, number);
    if (!bill.ok) throw new Error(bill.problem.code);
    const policy = { minimumDays: secondTownUtility.billing.minimum_days };
    const { last } = await loadBillChange(db, bill.value, { rates, policy, zone: secondTownUtility.time_zone });
    return last?.change;
  };
  expect(await changeOf('40120042')).toMatchObject({ ok: true, value: { difference: 2505 } });
  // The one with a wrong price.
  expect(await changeOf('40120060')).toMatchObject({ ok: false, problem: { code: 'bill-change.not-reproduced' } });
});
