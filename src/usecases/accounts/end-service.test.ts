import { expect } from 'vitest';
import { cycleThrough, lastBillOf, billingPolicyForTests as policy } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { holdDeposit } from '../../../test/support/deposits.ts';
import { knownPeople } from '../../../test/support/logins.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';
import { postBillRun, runBillCycle } from '../billing/index.ts';
import { endService, takeBackServiceEnd } from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const now = Temporal.Instant.from('2026-05-07T16:00:00Z');
const clerk = { staffId: 'ana', role: 'csr', now, today: day('2026-05-07'), address: '192.0.2.1' } as const;

test('a customer who moves out gets a final bill with the deposit, and then the end stands', async ({ db }) => {
  await knownPeople(db, { logins: [], staff: ['ana'] });
  const { accountId } = await serveAccount(db, 1, {
    billedBefore: '2026-04-06',
    reads: [
      ['2026-04-06', 100_000],
      ['2026-05-05', 106_000],
    ],
  });
  await holdDeposit(db, accountId, '2025-04-15');
  const asked = { accountId, on: day('2026-05-05'), reason: 'Called: moved out' };
  expect(await endService(db, asked, { ...clerk, role: 'auditor' })).toMatchObject({
    problem: { code: 'access.not-permitted' },
  });
  const twice = await Promise.all([endService(db, asked, clerk), endService(db, asked, clerk)]);
  expect(twice.map(({ ok }) => ok).toSorted(), 'the button pressed twice ends it once').toEqual([false, true]);

  const cycle = cycleThrough('2026-05-05');
  const { run } = await runBillCycle(db, cycle);
  expect(await takeBackServiceEnd(db, { accountId, reason: 'Stays' }, clerk)).toMatchObject({
    problem: { code: 'accounts.final-bill-stands' },
  });
  await postBillRun(db, { runId: run?.id ?? 0, policy, now: cycle.now });
  const { number } = await lastBillOf(db, accountId);
  expect(await db.query('select kind, period_end::text from bill where number = $1', [number])).toEqual([
    { kind: 'final', period_end: '2026-05-05' },
  ]);
  expect(await db.query('select why from deposit_credit')).toEqual([{ why: 'final' }]);
});

test('service does not end under a bill that is being made', async ({ db }) => {
  await knownPeople(db, { logins: [], staff: ['ana'] });
  const { accountId } = await serveAccount(db, 1, {
    billedBefore: '2026-04-06',
    reads: [
      ['2026-04-06', 100_000],
      ['2026-05-05', 106_000],
    ],
  });
  await runBillCycle(db, cycleThrough('2026-05-05'));
  expect(await endService(db, { accountId, on: day('2026-05-05'), reason: 'Moved' }, clerk)).toMatchObject({
    problem: { code: 'accounts.bill-being-made' },
  });
});
