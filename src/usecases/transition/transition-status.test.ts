import { describe, expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { pay, postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { openLogin } from '../../../test/support/logins.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { grantAccess } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { insertOutreach } from '../../store/transition/index.ts';
import {
  changesForAccount,
  holdLateFees,
  importRoster,
  listAtRisk,
  tellOfMissingDrafts,
  transitionPolicy,
  transitionStatus,
} from './index.ts';

const policy = transitionPolicy(referenceUtility);
const now = Temporal.Instant.from('2026-05-08T16:00:00Z');
const at = { now, policy };

/** Four accounts that had autopay: due 12 May, due 20 May (larger), due 20 May, and one without a bill; one that had e-bill only. */
async function afterTheMove(db: Database) {
  const ids = await openAccounts(db, 5);
  const [soon = 0, large = 0, small = 0] = ids;
  const roster = [
    'customer_number,account_number,autopay,ebill,email',
    '1,1,yes,yes,',
    '2,2,yes,no,ana@example.org',
    '3,3,yes,no,',
    '4,4,yes,no,',
    '5,5,no,yes,',
  ];
  await importRoster(db, {
    fileName: 'roster.csv',
    bytes: new TextEncoder().encode(roster.join('\n')),
    dryRun: false,
    now: Temporal.Instant.from('2026-05-01T16:00:00Z'),
    policy,
    by: 'cli',
  });
  await postBill(db, soon, { dueOn: '2026-05-12' });
  await postBill(db, large, { dueOn: '2026-05-20', owed: 9900 });
  await postBill(db, small, { dueOn: '2026-05-20', owed: 2414 });
  await postBill(db, ids[4] ?? 0, { dueOn: '2026-05-20' });
  return { soon, large, small, ids };
}

test('those at risk come soonest due first, then largest, with how to reach them', async ({ db }) => {
  const { large } = await afterTheMove(db);
  await insertOutreach(db, { accountId: large, channel: 'phone', reason: 'move-at-risk', at: now });
  const listed = await listAtRisk(db, at);
  expect(listed.map((one) => [one.account.split('-')[1], `${one.dueOn}`, one.owed, one.stage])).toEqual([
    ['0000001', '2026-05-12', 6134, 'can-register'],
    ['0000002', '2026-05-20', 9900, 'can-register'],
    ['0000003', '2026-05-20', 2414, 'can-register'],
  ]);
  expect(listed[1]).toMatchObject({ email: 'ana@example.org', outreach: 1, registered: false });
  expect(await listAtRisk(db, at, { contacted: false })).toHaveLength(2);
  expect(await listAtRisk(db, at, { stage: 'overdue' })).toEqual([]);
});

test('a payment takes an account off the list, in part only down to what is left', async ({ db }) => {
  const { soon, large } = await afterTheMove(db);
  await pay(db, soon, 6134, '2026-05-07');
  await pay(db, large, 5000, '2026-05-07');
  expect((await listAtRisk(db, at)).map((one) => [one.account.split('-')[1], one.owed])).toEqual([
    ['0000002', 4900],
    ['0000003', 2414],
  ]);
});

test('the status counts registered and re-enrolled of all, and money at risk by due date', async ({ db }) => {
  const { soon, large } = await afterTheMove(db);
  const loginId = await openLogin(db);
  await grantAccess(db, { loginId, accountId: soon, provenBy: 'bill-numbers', now });
  await insertOutreach(db, { accountId: large, channel: 'phone', reason: 'move-at-risk', at: now });
  const status = await transitionStatus(db, at);
  expect(status).toMatchObject({
    registered: { done: 1, total: 5 },
    autopay: { done: 0, total: 4 },
    ebill: { done: 0, total: 2 },
    atRisk: { accounts: 3, owed: 6134 + 9900 + 2414, uncontacted: 2 },
    outreach: [{ channel: 'phone', contacts: 1, accounts: 1 }],
    latestImport: { counts: { new: 5 } },
  });
  expect(status.byDueDate.map((one) => [`${one.dueOn}`, one.accounts, one.owed])).toEqual([
    ['2026-05-12', 1, 6134],
    ['2026-05-20', 2, 12314],
  ]);
  expect(status.days.map((day) => [`${day.on}`, day.registered, day.outreach])).toEqual([
    ['2026-05-08', 1, 1],
    ['2026-05-07', 0, 0],
    ['2026-05-06', 0, 0],
  ]);
});

test('late fees are held once for those at risk, up to the policy’s day', async ({ db }) => {
  await afterTheMove(db);
  expect(await holdLateFees(db, at)).toBe(3);
  expect(await holdLateFees(db, at)).toBe(0);
  expect((await listAtRisk(db, at)).map((one) => `${one.feesHeldUntil}`)).toEqual([
    '2026-06-20',
    '2026-06-20',
    '2026-06-20',
  ]);
});

test('one account is told what the move changed for it', async ({ db }) => {
  const { soon, ids } = await afterTheMove(db);
  expect(await changesForAccount(db, soon, at)).toMatchObject([
    { kind: 'autopay-lapsed', owed: 6134 },
    { kind: 'ebill-lapsed' },
  ]);
  expect(await changesForAccount(db, ids[3] ?? 0, at)).toMatchObject([{ kind: 'autopay-lapsed-nothing-owed' }]);
});

describe('the old portal’s last draft', () => {
  /** Autopay ran for the last time on 5 May, for the bill due 8 May. */
  async function lastDraft(db: Database) {
    const [id = 0] = await openAccounts(db, 1);
    await postBill(db, id, { dueOn: '2026-05-08' });
    await importRoster(db, {
      ...{
        fileName: 'roster.csv',
        dryRun: false,
        now: Temporal.Instant.from('2026-05-01T16:00:00Z'),
        policy,
        by: 'cli',
      },
      bytes: new TextEncoder().encode(
        'customer_number,account_number,autopay,ebill,next_draft_on,next_draft_amount\n1,1,yes,no,2026-05-05,61.34\n',
      ),
    });
    return id;
  }
  const on = (day: string) => ({ now: Temporal.Instant.from(`${day}T16:00:00Z`), policy });

  test('that never arrives is decided after the days of the policy: at risk, held, told once', async ({ db }) => {
    const id = await lastDraft(db);
    expect(await listAtRisk(db, on('2026-05-10'))).toEqual([]);
    expect(await tellOfMissingDrafts(db, on('2026-05-10'))).toBe(0);
    expect(await holdLateFees(db, on('2026-05-10'))).toBe(1);
    expect(await listAtRisk(db, on('2026-05-11'))).toMatchObject([{ because: 'last-draft-missing', owed: 6134 }]);
    expect(await tellOfMissingDrafts(db, on('2026-05-11'))).toBe(1);
    expect(await tellOfMissingDrafts(db, on('2026-05-12'))).toBe(0);
    expect(await changesForAccount(db, id, on('2026-05-11'))).toMatchObject([
      { kind: 'last-draft-missing', owed: 6134 },
    ]);
    const jobs = await db.query<{ payload: { notice: object } }>(
      `select payload from graphile_worker._private_jobs where payload::text like '%last-draft-missing%'`,
    );
    expect(jobs.map(({ payload }) => payload.notice)).toMatchObject([
      { owed: 6134, dueOn: '2026-05-08', language: 'es' },
    ]);
  });

  test('that arrives is over, and paid twice is a credit', async ({ db }) => {
    const id = await lastDraft(db);
    await pay(db, id, 6134, '2026-05-07');
    expect(await listAtRisk(db, on('2026-05-12'))).toEqual([]);
    await pay(db, id, 6134, '2026-05-08');
    expect(await listAtRisk(db, on('2026-05-12'))).toEqual([]);
  });
});
