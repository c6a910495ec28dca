import { expect } from 'vitest';
import { cancelRun, lastBillOf } from '../../../../test/support/bill-cycle.ts';
import { test } from '../../../../test/support/database.ts';
import { holdDeposit } from '../../../../test/support/deposits.ts';
import { medfordRates } from '../../../../test/support/medford-rates.ts';
import { referenceUtility as utility } from '../../../../test/support/reference-utility.ts';
import { addReads, type Service, serveAccount } from '../../../../test/support/served-accounts.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { Database, DatabasePool } from '../../../store/database.ts';
import { createStaff } from '../../access/index.ts';
import { accountBalance } from '../../receivables/index.ts';
import {
  approveBillRun,
  calculateBillRun,
  cancelBill,
  cancelBillRun,
  decideBill,
  decideByRule,
  findBillRun,
  findingCounts,
  neverBilled,
  planRun,
  postApprovedRun,
  reviewedBills,
  runHistory,
} from '../index.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');
const setting = { utility, rates: medfordRates };

/** A home that used 5,000 gallons a month, and 6,000 in April. */
const reads = (last: number): Service => ({
  billedBefore: '2026-04-03',
  reads: [
    ['2026-01-03', 160_000],
    ['2026-02-03', 165_000],
    ['2026-03-03', 170_000],
    ['2026-04-03', 175_000],
    ['2026-05-03', last],
  ],
});

async function people(db: DatabasePool) {
  const hire = async (name: string, role: StaffRole) => {
    const hired = await createStaff({ db }, { email: `${name}@staff.example.org`, name, role }, now);
    if (!hired.ok) throw new Error(hired.problem.code);
    return { staffId: hired.value.id, role, now, address: '192.0.2.1' };
  };
  return { ana: await hire('ana', 'billing'), luis: await hire('luis', 'supervisor'), eva: await hire('eva', 'csr') };
}

type People = Awaited<ReturnType<typeof people>>;

async function calculate(db: DatabasePool, by: People['ana'], readThrough = '2026-05-05') {
  const planned = await planRun(db, setting, { cycle: 'A', readThrough }, by.now);
  if (!planned.ok) throw new Error(planned.problem.code);
  const done = await calculateBillRun(db, setting, { run: planned.value, by });
  if (!done.ok) throw new Error(done.problem.code);
  return { ...done.value, runId: done.value.run?.id ?? 0 };
}

const approve = (db: Database, runId: number, by: People['ana']) =>
  approveBillRun(db, setting, { runId, note: 'as last month', by });
const post = (db: DatabasePool, runId: number, by: People['ana']) => postApprovedRun(db, setting, { runId, by });

const waitingOf = async (db: Database, runId: number) =>
  (await reviewedBills(db, runId, { state: 'waits', limit: 99 })).rows.map(({ number, account, findings }) => ({
    number,
    account,
    rules: findings.map(({ rule }) => rule),
  }));

const states = async (db: Database) =>
  (await db.query<{ state: string }>('select state from bill order by id')).map((one) => one.state);

test('a run is calculated by one person, approved by another, and posted', async ({ db }) => {
  const { ana, luis, eva } = await people(db);
  const { accountId } = await serveAccount(db, 1, reads(181_000));
  const { runId } = await calculate(db, ana);
  expect(await post(db, runId, ana)).toMatchObject({ problem: { code: 'billing.run-not-approved' } });
  expect(await approve(db, runId, ana)).toMatchObject({ problem: { code: 'billing.approve-not-yours' } });
  expect(await approve(db, runId, { ...ana, role: 'supervisor' })).toMatchObject({
    problem: { code: 'billing.run-own' },
  });
  expect(await approve(db, runId, luis)).toEqual({ ok: true, value: undefined });
  expect(await approve(db, runId, luis)).toMatchObject({ problem: { code: 'billing.run-not-possible-now' } });
  expect(await post(db, runId, eva)).toMatchObject({ problem: { code: 'access.not-permitted' } });
  expect(await accountBalance(db, accountId)).toBe(0);
  expect(await post(db, runId, ana)).toEqual({ ok: true, value: 1 });
  expect(await post(db, runId, ana)).toEqual({ ok: true, value: 0 });
  expect(await accountBalance(db, accountId)).toBe((await lastBillOf(db, accountId)).newCharges);
  expect((await runHistory(db, runId)).map(({ what, staffName, reason }) => [what, staffName, reason])).toEqual([
    ['posted', 'ana', ''],
    ['approved', 'luis', 'as last month'],
    ['calculated', 'ana', ''],
  ]);
  const audit = await db.query<{ action: string }>(
    `select action from audit_event where action like 'bill-run.%' order by id`,
  );
  expect(audit.map(({ action }) => action)).toEqual(['bill-run.calculated', 'bill-run.approved', 'bill-run.posted']);
});

test('who calculated a part of a run does not approve it', async ({ db }) => {
  const { ana, luis } = await people(db);
  const { meterSerial } = await serveAccount(db, 1, { billedBefore: '2026-04-03', reads: [['2026-04-03', 175_000]] });
  await serveAccount(db, 2, reads(181_000));
  const { runId } = await calculate(db, ana);
  await addReads(db, meterSerial, [['2026-05-04', 181_000]]);
  expect((await calculate(db, luis)).runId).toBe(runId);
  expect(await approve(db, runId, luis)).toMatchObject({ problem: { code: 'billing.run-own' } });
});

test('what was approved is what was seen; an approved run takes no more bills', async ({ db }) => {
  const { ana, luis } = await people(db);
  const { meterSerial } = await serveAccount(db, 1, { billedBefore: '2026-04-03', reads: [['2026-04-03', 175_000]] });
  await serveAccount(db, 2, reads(181_000));
  const { runId, newCharges } = await calculate(db, ana);
  const otherwise = { runId, note: '', seen: { bills: 1, newCharges: newCharges + 1 }, by: luis };
  expect(await approveBillRun(db, setting, otherwise)).toMatchObject({ problem: { code: 'billing.run-changed' } });
  expect(await approveBillRun(db, setting, { ...otherwise, seen: { bills: 1, newCharges } })).toMatchObject({
    ok: true,
  });
  await addReads(db, meterSerial, [['2026-05-04', 181_000]]);
  const later = await calculate(db, ana);
  expect(later).toMatchObject({ billed: 1, run: { supplement: 1, state: 'calculated' } });
});

test('a read typed ten times too high is held, and posted by nobody without a decision', async ({ db }) => {
  const { ana, luis } = await people(db);
  const { accountId } = await serveAccount(db, 1, reads(1_810_000));
  const { runId } = await calculate(db, ana);
  const [held] = await waitingOf(db, runId);
  expect(held).toMatchObject({ account: '00000001-0000001', rules: ['high-use', 'large-bill'] });
  expect(await approve(db, runId, luis)).toMatchObject({
    problem: { code: 'billing.run-not-reviewed', params: { bills: 1 } },
  });
  // Whatever else would post it: the database does not.
  await db.query(`update bill_run set state = 'approved'`);
  await expect(post(db, runId, ana)).rejects.toThrow(/waits for a person/);
  await db.query(`update bill_run set state = 'calculated'`);
  const decision = { runId, number: held?.number ?? '', kind: 'correct-read', by: ana } as const;
  expect(await decideBill(db, setting, { ...decision, reason: ' ', count: '181000' })).toMatchObject({
    problem: { code: 'billing.reason-missing' },
  });
  expect(await decideBill(db, setting, { ...decision, reason: 'A zero too many', count: '18 1000' })).toMatchObject({
    problem: { code: 'billing.count-unreadable', field: 'count' },
  });
  expect(await decideBill(db, setting, { ...decision, reason: 'A zero too many', count: '181,000' })).toEqual({
    ok: true,
    value: undefined,
  });
  expect(await waitingOf(db, runId)).toEqual([]);
  await approve(db, runId, luis);
  expect(await post(db, runId, ana)).toEqual({ ok: true, value: 1 });
  expect(await lastBillOf(db, accountId)).toMatchObject({ usageGallons: 6000 });
});

test('released with a reason it goes out; held out or waiting for another read it does not', async ({ db }) => {
  const { ana, luis } = await people(db);
  const used = [1_810_000, 1_820_000, 1_830_000, 181_000];
  for (const [index, last] of used.entries()) await serveAccount(db, index + 1, reads(last));
  const { runId } = await calculate(db, ana);
  const waiting = await waitingOf(db, runId);
  const numberOf = (account: string) => waiting.find((one) => one.account.startsWith(account))?.number ?? '';
  const decide = (account: string, kind: 'release' | 'hold-out' | 're-read', reason: string) =>
    decideBill(db, setting, { runId, number: numberOf(account), kind, reason, by: luis });
  expect(await decide('00000001', 'release', 'The main in the yard broke; they called')).toMatchObject({ ok: true });
  expect(await decide('00000001', 'release', 'Again')).toMatchObject({ problem: { code: 'billing.nothing-waits' } });
  expect(await decide('00000002', 'hold-out', 'Ask the field')).toMatchObject({ ok: true });
  expect(await decide('00000003', 're-read', 'Ask the field')).toMatchObject({ ok: true });
  // The same cycle again brings neither back, until the meter is read.
  expect(await calculate(db, ana)).toMatchObject({ billed: 0 });
  await db.query(
    `insert into register_read (meter_id, read_on, count, quality, source, received_at)
     select id, '2026-05-05', 181500, 'measured', 'field', '2026-05-08T00:00Z' from meter where serial = 'MW-3'`,
  );
  expect(await calculate(db, ana)).toMatchObject({ billed: 1 });
  await approve(db, runId, luis);
  expect(await post(db, runId, ana)).toEqual({ ok: true, value: 3 });
  expect(await findBillRun(db, runId)).toMatchObject({ state: 'posted', bills: 3, exceptions: 1 });
  // Once the run is posted, what was held out is looked at again in a supplement.
  expect(await calculate(db, ana)).toMatchObject({ billed: 1, run: { supplement: 1 } });
});

test('a read that cannot be meant is billed by an estimate instead', async ({ db }) => {
  const { ana } = await people(db);
  await serveAccount(db, 1, reads(1_810_000));
  const { runId } = await calculate(db, ana);
  const [held] = await waitingOf(db, runId);
  const decision = {
    runId,
    number: held?.number ?? '',
    kind: 'estimate',
    reason: 'Nobody can go there',
    by: ana,
  } as const;
  expect(await decideBill(db, setting, decision)).toMatchObject({ ok: true });
  const [bill] = (await reviewedBills(db, runId, { limit: 9 })).rows;
  expect(bill).toMatchObject({ gallons: 5000, findings: [] });
  expect((await findBillRun(db, runId))?.estimated).toBe(1);
});

test('bills of one rule are decided together, each by what else was found', async ({ db }) => {
  const { ana, luis } = await people(db);
  for (const number of [1, 2, 3])
    await serveAccount(db, number, {
      openedOn: '2026-04-01',
      reads: [
        ['2026-04-01', 100],
        ['2026-05-03', number === 3 ? 500_100 : 6100],
      ],
    });
  await serveAccount(db, 4, reads(175_000));
  const { runId } = await calculate(db, ana);
  expect(await findingCounts(db, runId)).toEqual([
    { rule: 'first-bill', bills: 3, waiting: 3 },
    { rule: 'high-use', bills: 1, waiting: 1 },
    { rule: 'large-bill', bills: 1, waiting: 1 },
    { rule: 'zero-use', bills: 1, waiting: 1 },
  ]);
  const decide = (rule: string, kind: 'release' | 'hold-out') =>
    decideByRule(db, { runId, rule, kind, reason: 'Looked at', by: luis });
  expect(await decide('first-bill', 'release')).toEqual({ ok: true, value: 3 });
  expect(await decide('zero-use', 'release')).toEqual({ ok: true, value: 1 });
  expect((await waitingOf(db, runId)).map(({ account }) => account)).toEqual(['00000003-0000003']);
  expect(await decide('high-use', 'hold-out')).toEqual({ ok: true, value: 1 });
  expect(await decide('high-use', 'hold-out')).toMatchObject({ problem: { code: 'billing.nothing-waits' } });
  expect(await decide('magic', 'release')).toMatchObject({ problem: { code: 'billing.rule-unknown' } });
  expect(await approve(db, runId, luis)).toMatchObject({ ok: true });
  expect(await post(db, runId, ana)).toEqual({ ok: true, value: 3 });
});

test('cancelled before it is posted, a run leaves nothing behind', async ({ db }) => {
  const { ana, luis } = await people(db);
  const unread: Service = { ...reads(0), reads: reads(0).reads.slice(0, -1) };
  const { accountId } = await serveAccount(db, 1, unread);
  await holdDeposit(db, accountId, '2025-01-02');
  await serveAccount(db, 2, reads(1_810_000));
  await serveAccount(db, 3, reads(99));
  const before = await everything(db);
  const { runId, estimated, exceptions } = await calculate(db, ana);
  expect([estimated, exceptions.length]).toEqual([1, 1]);
  expect(await cancelBillRun(db, setting, { runId, reason: '', by: ana })).toMatchObject({
    problem: { code: 'billing.reason-missing' },
  });
  expect(await cancelBillRun(db, setting, { runId, reason: 'The wrong month', by: ana })).toMatchObject({
    value: { discarded: 2, cancelled: 0, kept: [] },
  });
  expect(await everything(db)).toEqual(before);
  expect(await findBillRun(db, runId)).toMatchObject({ state: 'cancelled', bills: 0, exceptions: 0 });
  expect(await approve(db, runId, luis)).toMatchObject({ problem: { code: 'billing.run-not-possible-now' } });
  expect((await runHistory(db, runId))[0]).toMatchObject({
    what: 'cancelled',
    staffName: 'ana',
    reason: 'The wrong month',
  });
});

/** Everything a run might leave behind. */
async function everything(db: Database) {
  const [row] = await db.query(
    `select (select count(*) from bill) as bills, (select count(*) from bill_exception) as exceptions,
       (select count(*) from register_read) as reads, (select count(*) from ledger_entry) as entries,
       (select count(*) from graphile_worker.jobs) as jobs, (select count(*) from notice) as notices`,
  );
  return row;
}

test('cancelled after it was posted, every bill is reversed with the deposit it gave back', async ({ db }) => {
  const { ana, luis } = await people(db);
  const { accountId } = await serveAccount(db, 1, { ...reads(181_000), closedOn: '2026-05-03' });
  await holdDeposit(db, accountId, '2025-01-02');
  const other = await serveAccount(db, 2, reads(181_000));
  const { runId } = await calculate(db, ana);
  await approve(db, runId, luis);
  await post(db, runId, ana);
  const asked = await accountBalance(db, accountId);
  expect(asked).toBeLessThan(0);
  const cancel = (by: People['ana']) => cancelBillRun(db, setting, { runId, reason: 'The wrong rates', by });
  expect(await cancel(ana)).toMatchObject({ problem: { code: 'billing.cancel-not-yours' } });
  expect(await cancel(luis)).toMatchObject({ value: { discarded: 0, cancelled: 2, kept: [] } });
  expect(await cancel(luis)).toMatchObject({ problem: { code: 'billing.run-not-possible-now' } });
  expect([await accountBalance(db, accountId), await accountBalance(db, other.accountId)]).toEqual([0, 0]);
  expect(await states(db)).toEqual(['cancelled', 'cancelled']);
  // Run again, the days are billed and the deposit comes back, once.
  const again = await calculate(db, ana);
  expect(again).toMatchObject({ billed: 2, run: { supplement: 1 } });
  await approve(db, again.runId, luis);
  await post(db, again.runId, ana);
  expect(await accountBalance(db, accountId)).toBe(asked);
  expect((await lastBillOf(db, accountId)).amountDue).toBe(asked);
});

test('a bill that a later one goes on from stands and is named when its run is cancelled', async ({ db }) => {
  const { ana, luis } = await people(db);
  const one = await serveAccount(db, 1, {
    ...reads(181_000),
    reads: [...reads(181_000).reads, ['2026-06-03', 187_000]],
  });
  await serveAccount(db, 2, reads(181_000));
  const may = await calculate(db, ana);
  await approve(db, may.runId, luis);
  await post(db, may.runId, ana);
  const kept = await lastBillOf(db, one.accountId);
  const june = Temporal.Instant.from('2026-06-07T16:00:00Z');
  const next = await calculate(db, { ...ana, now: june }, '2026-06-05');
  expect(next.exceptions).toHaveLength(0);
  await db.query('delete from bill where bill_run_id = $1 and account_id <> $2', [next.runId, one.accountId]);
  const by = { ...luis, now: june };
  const cancelled = await cancelBillRun(db, setting, { runId: may.runId, reason: 'The wrong rates', by });
  expect(cancelled).toMatchObject({
    value: { cancelled: 1, kept: [{ number: kept.number, problem: { code: 'billing.cancelled-out-of-order' } }] },
  });
  expect(await findBillRun(db, may.runId)).toMatchObject({ state: 'posted' });
  expect((await runHistory(db, may.runId))[0]).toMatchObject({
    what: 'cancelled-in-part',
    detail: { cancelled: 1, kept: 1 },
  });
  // Once the later one is gone, the rest goes too.
  await cancelRun(db, next.runId, june);
  expect(await cancelBillRun(db, setting, { runId: may.runId, reason: 'The rest', by })).toMatchObject({
    value: { cancelled: 1, kept: [] },
  });
  expect(await findBillRun(db, may.runId)).toMatchObject({ state: 'cancelled' });
});

test('a run cut off while it was cancelled is cancelled to the end', async ({ db }) => {
  const { ana, luis } = await people(db);
  for (const number of [1, 2, 3]) await serveAccount(db, number, reads(181_000));
  const { runId } = await calculate(db, ana);
  await approve(db, runId, luis);
  await post(db, runId, ana);
  const { number } = await lastBillOf(db, 1);
  await cancelBill(db, { number, reason: 'cut off after the first', on: Temporal.PlainDate.from('2026-05-07'), now });
  expect(await cancelBillRun(db, setting, { runId, reason: 'On', by: luis })).toMatchObject({
    value: { cancelled: 2 },
  });
  expect(await findBillRun(db, runId)).toMatchObject({ state: 'cancelled' });
});

test('a bill whose payment was drafted stands and is named', async ({ db }) => {
  const { ana, luis } = await people(db);
  const { accountId } = await serveAccount(db, 1, reads(181_000));
  const { runId } = await calculate(db, ana);
  await approve(db, runId, luis);
  await post(db, runId, ana);
  const bill = await lastBillOf(db, accountId);
  await db.query(
    `with l as (
       insert into login (id, email, email_verified, name, created_at, updated_at)
       values ('owner', 'o@example.org', true, '', now(), now()) returning id
     ), m as (
       insert into payment_method (login_id, processor, processor_token, kind, brand, last4, created_at)
       select id, 'sandbox', 'pm_1', 'card', 'Visa', '4242', now() from l returning id
     ), a as (
       insert into autopay (account_id, login_id, payment_method_id, authorization_text, authorization_version,
         authorization_language, agreed_at, agreed_address, first_due_on)
       select $1, 'owner', id, 'I authorize', '2026-05', 'en', now(), '192.0.2.1', '2026-04-20' from m returning id
     ), p as (
       insert into payment (reference, account_id, amount_cents, channel, state, login_id, method_kind, processor,
         receipt_email, receipt_language, idempotency_key, started_at)
       select '7K3M-9QXT-02WD-HV5A', $1, 100, 'autopay', 'started', 'owner', 'card', 'sandbox', 'o@example.org', 'en', 'k', now()
       from l returning id
     )
     insert into autopay_draft (autopay_id, bill_id, attempt, draft_on, state, created_at, payment_id, amount_cents)
     select a.id, $2, 1, '2026-05-28', 'submitted', now(), p.id, 100 from a, p`,
    [accountId, bill.id],
  );
  expect(await cancelBillRun(db, setting, { runId, reason: 'Wrong', by: luis })).toMatchObject({
    value: { cancelled: 0, kept: [{ problem: { code: 'billing.run-payment-on-its-way' } }] },
  });
  expect(await states(db)).toEqual(['posted']);
});

test('where the utility has no second person, held bills still wait for somebody', async ({ db }) => {
  const { ana } = await people(db);
  const alone = {
    ...setting,
    utility: {
      ...utility,
      billing: { ...utility.billing, review: { ...utility.billing.review, secondPerson: false } },
    },
  };
  await serveAccount(db, 1, reads(1_810_000));
  await serveAccount(db, 2, reads(181_000));
  const { runId } = await calculate(db, ana);
  const postIt = () => postApprovedRun(db, alone, { runId, by: ana });
  expect(await postIt()).toMatchObject({ problem: { code: 'billing.run-not-reviewed', params: { bills: 1 } } });
  for (const rule of ['high-use', 'large-bill'])
    await decideByRule(db, { runId, rule, kind: 'release', reason: 'A burst pipe', by: ana });
  expect(await postIt()).toEqual({ ok: true, value: 2 });
});

test('accounts that no run bills are listed with the reason, those in an unknown cycle at once', async ({ db }) => {
  const { ana } = await people(db);
  await serveAccount(db, 1, reads(181_000));
  await serveAccount(db, 2, { ...reads(181_000), billedBefore: '2026-01-03' });
  await db.query(`update account set billing_cycle = 'Q' where id = 1`);
  await serveAccount(db, 3, { openedOn: '2026-01-15', reads: [['2026-05-03', 99]] });
  await db.query(`delete from meter_installation where service_point_id = 3`);
  await serveAccount(db, 4, { openedOn: '2026-04-20', reads: [] });
  const listed = async () =>
    (await neverBilled(db, setting, { now, limit: 9 })).rows.map(({ accountId, why }) => [accountId, why.code]);
  expect(await listed()).toEqual([
    [3, 'metering.no-meter'],
    [2, 'billing.cycle-not-run'],
    [1, 'billing.cycle-unknown'],
  ]);
  // Nobody has read the meter of another since it was opened.
  await serveAccount(db, 5, { openedOn: '2026-01-15', reads: [] });
  const { runId } = await calculate(db, ana);
  const after = new Map((await neverBilled(db, setting, { now, limit: 9 })).rows.map((one) => [one.accountId, one]));
  expect(after.get(2)?.why).toEqual({ code: 'billing.waits-in-run', params: { run: runId } });
  expect(after.get(5)?.why.code).toBe('metering.no-opening-read');
});

test('a posted run says whether its print batch and its notices are done', async ({ db }) => {
  const { ana, luis } = await people(db);
  await serveAccount(db, 1, reads(181_000));
  const { runId } = await calculate(db, ana);
  const delivery = async () => (await findBillRun(db, runId))?.delivery;
  await approve(db, runId, luis);
  expect(await delivery()).toBeUndefined();
  await post(db, runId, ana);
  expect(await delivery()).toBe('under-way');
  await db.query(`update graphile_worker._private_jobs set attempts = max_attempts where key = $1`, [
    `print-batch:${runId}`,
  ]);
  expect(await delivery()).toBe('stuck');
  const ended = (task: string) =>
    db.query(
      `select graphile_worker.complete_jobs(array(select id from graphile_worker._private_jobs where key = $1))`,
      [`${task}:${runId}`],
    );
  await ended('print-batch');
  await db.query(
    `insert into print_batch (bill_run_id, folder, state, items, created_at, printed_at) values ($1, 'x', 'printed', 1, $2, $2)`,
    [runId, now],
  );
  expect(await delivery()).toBe('under-way');
  await ended('bill-notices');
  expect(await delivery()).toBe('done');
});
