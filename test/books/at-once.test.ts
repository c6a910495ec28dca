import { expect } from 'vitest';
import { cents } from '../../src/domain/kernel/index.ts';
import { signWebhook } from '../../src/gateways/processor/index.ts';
import type { Database, DatabasePool } from '../../src/store/database.ts';
import { cancelBill, postBillRun, runBillCycle } from '../../src/usecases/billing/index.ts';
import { receiveWebhook, startPayment } from '../../src/usecases/payments/index.ts';
import { accountBalance, assessLateFees, lateFeePolicy } from '../../src/usecases/receivables/index.ts';
import { postBill } from '../support/bills.ts';
import { openInterleaver, type Verb } from '../support/interleaving.ts';
import { knownPeople, openAccount } from '../support/logins.ts';
import { aPayment, goodCard, openTill } from '../support/paying.ts';
import { inTurns } from '../support/schedules.ts';
import { addReads } from '../support/served-accounts.ts';
import { brokenInvariants } from './invariants.ts';
import { test as onTrials } from './pairs.ts';
import { type MoneyVerb, verbs } from './verbs.ts';
import { cycleThrough, now, utility, type World } from './world.ts';

const test = onTrials.extend('interleaver', async ({ db }, { onCleanup }) => {
  const interleaver = await openInterleaver(db);
  onCleanup(() => interleaver.close());
  return interleaver;
});

/** Posts the next bill as well, and tells on which bills of the account the entries of a kind are printed. */
async function billsWith(db: DatabasePool, { accountId }: World, kind: string): Promise<readonly string[]> {
  await addReads(db, 'MW-1', [['2026-06-03', 125_000]]);
  await addReads(db, 'MW-2', [['2026-06-03', 75_000]]);
  const cycle = cycleThrough('2026-06-05');
  const { run } = await runBillCycle(db, cycle);
  await postBillRun(db, { runId: run?.id ?? 0, policy: cycle.policy, now });
  expect(await brokenInvariants(db)).toEqual([]);
  const rows = await db.query<{ printed: string }>(
    `select e.memo || ' on the bill through ' || b.period_end as printed
     from bill b join bill_entry l on l.bill_id = b.id and l.stands join ledger_entry e on e.id = l.entry_id
     where b.account_id = $1 and e.kind = $2 and b.period_end > '2026-04-05'
       and not exists (select from ledger_entry r where r.reverses_id = e.id) order by e.id`,
    [accountId, kind],
  );
  return rows.map(({ printed }) => printed.replace(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/, '#').replace(/\d{10}/, '#'));
}

const on =
  ({ go }: MoneyVerb, world: World): Verb =>
  (db) =>
    go(db, world);

test('a returned-payment fee that comes while the bill is posted is printed on exactly one bill', async ({
  trials,
}) => {
  const pair = [verbs['bills are posted'], verbs['a payment is returned by the bank']];
  const play = async (schedule: ReturnType<typeof inTurns>) => {
    const world = await trials.fresh(pair);
    const post = on(verbs['bills are posted'], world);
    const fee = on(verbs['a payment is returned by the bank'], world);
    const { trace } = await trials.interleaver.run({ post, fee }, schedule);
    return { world, trace };
  };
  // The bill has looked at the books, and has not written its own entry.
  const late = await play(inTurns({ verb: 'post', until: /insert into ledger_entry \(kind/ }, { verb: 'fee' }));
  expect(late.trace).toContain('fee: waits');
  expect((await billsWith(trials.db, late.world, 'fee')).filter((one) => one.includes('returned'))).toEqual([
    'returned payment # on the bill through 2026-06-03',
  ]);
  // The fee is written and not committed when the bill comes to the account.
  const early = await play(inTurns({ verb: 'fee', until: /^commit/ }, { verb: 'post' }, { verb: 'fee' }));
  expect(early.trace.some((line) => /^post(\/2)?: waits/.test(line))).toBe(true);
  expect((await billsWith(trials.db, early.world, 'fee')).filter((one) => one.includes('returned'))).toEqual([
    'returned payment # on the bill through 2026-05-03',
  ]);
});

test('a late fee that is charged while the bill is posted is printed on exactly one bill', async ({ trials }) => {
  // Without a deposit: it would pay what is late.
  const drafted = [verbs['a run is cancelled before it is posted']];
  const play = async (schedule: ReturnType<typeof inTurns>) => {
    const world = await trials.fresh(drafted);
    await trials.interleaver.run(
      { post: on(verbs['bills are posted'], world), fees: on(verbs['late fees are charged'], world) },
      schedule,
    );
    return billsWith(trials.db, world, 'late-fee');
  };
  const postFirst = inTurns({ verb: 'post', until: /insert into ledger_entry \(kind/ }, { verb: 'fees' });
  expect(await play(postFirst)).toEqual(['late fee of bill # on the bill through 2026-06-03']);
  const feesFirst = inTurns({ verb: 'fees', until: /^commit/ }, { verb: 'post' });
  expect(await play(feesFirst)).toEqual(['late fee of bill # on the bill through 2026-05-03']);
});

test('a deposit that two workers give back with the same bill comes back once, on that bill', async ({ trials }) => {
  const world = await trials.fresh([verbs['bills are posted']]);
  const post = on(verbs['bills are posted'], world);
  const { outcomes } = await trials.interleaver.run(
    { ana: post, luis: post },
    inTurns({ verb: 'ana', until: /insert into deposit_credit/ }, { verb: 'luis' }),
  );
  expect([outcomes['ana'], outcomes['luis']]).toEqual([
    { value: { ok: true, value: 2 } },
    { value: { ok: true, value: 0 } },
  ]);
  expect(await billsWith(trials.db, world, 'deposit-credit')).toEqual([
    'deposit credited after 1 prompt bills on the bill through 2026-05-03',
  ]);
});

test('a bill that is cancelled while the next cycle runs leaves no day unbilled', async ({ trials }) => {
  const pair = [verbs['a cycle is billed'], verbs['a bill is cancelled']];
  const play = async (schedule: ReturnType<typeof inTurns>) => {
    const world = await trials.fresh(pair);
    const cycle = on(verbs['a cycle is billed'], world);
    const cancel: Verb = (db) =>
      cancelBill(db, {
        number: world.april.number,
        reason: 'Read wrong',
        on: cycleThrough('2026-05-05').issuedOn,
        now,
      });
    const { outcomes } = await trials.interleaver.run({ cycle, cancel }, schedule);
    expect(await brokenInvariants(trials.db)).toEqual([]);
    const days = await trials.db.query(
      `select period_start::text as from, period_end::text as to, state from bill
       where account_id = $1 and period_end > '2026-03-31' order by id`,
      [world.accountId],
    );
    return { days, cancelled: outcomes['cancel'], billed: outcomes['cycle'] };
  };
  // The cycle has looked at April's bill and goes on from its reads: it cannot be cancelled any more.
  const cycleFirst = await play(inTurns({ verb: 'cycle', until: /copy bill \(/ }, { verb: 'cancel' }));
  expect(cycleFirst.cancelled).toMatchObject({ value: { problem: { code: 'billing.cancelled-out-of-order' } } });
  expect(cycleFirst.days).toEqual([
    { from: '2026-03-03', to: '2026-04-03', state: 'posted' },
    { from: '2026-04-03', to: '2026-05-03', state: 'draft' },
  ]);
  // April's bill is cancelled first: its days are in the next one, or somebody is told why not.
  const cancelFirst = await play(inTurns({ verb: 'cancel', until: /^commit/ }, { verb: 'cycle' }));
  expect(cancelFirst.cancelled).toMatchObject({ value: { ok: true } });
  expect(cancelFirst.days).toEqual([
    { from: '2026-03-03', to: '2026-04-03', state: 'cancelled' },
    { from: '2026-03-03', to: '2026-05-03', state: 'draft' },
  ]);
});

const lastDay = Temporal.Instant.from('2026-05-08T06:50:00Z');
const quarterPastMidnight = Temporal.Instant.from('2026-05-08T07:15:00Z');
const lateFees = (db: Database, at: Temporal.Instant) =>
  assessLateFees(db, {
    policy: lateFeePolicy(utility),
    today: at.toZonedDateTimeISO(utility.time_zone).toPlainDate(),
    now: at,
  });

/** A bill of 61.34 that has its late fee from May 8 on, and what its customer does at 23:50 on May 7. */
async function lastEvening(db: DatabasePool) {
  const accountId = await openAccount(db);
  await knownPeople(db, { logins: ['login-1'] });
  await postBill(db, accountId, { dueOn: '2026-04-28' });
  const till = openTill(db);
  const start: Verb = (own) =>
    startPayment({ ...till.context, db: own }, aPayment(accountId, { amount: cents(6134), now: lastDay }));
  const payOnPage = async () => {
    const [session] = await db.query<{ id: string }>('select id from demo.processor_session');
    await till.type(`/${session?.id}`, goodCard, lastDay);
    const [event] = await db.query<{ payload: string }>(
      `update demo.processor_event set delivered_at = created_at returning payload`,
    );
    return event?.payload ?? '';
  };
  const hear =
    (body: string, at = quarterPastMidnight): Verb =>
    async (own) => {
      const signature = signWebhook(body, till.sandbox.webhookSecret, at);
      return receiveWebhook({ ...till.context, db: own }, { body, signature, now: at });
    };
  const fees = () => db.query(`select from ledger_entry where kind = 'late-fee'`);
  return { accountId, start, payOnPage, hear, fees };
}

test('paid at 23:50 on the last day: the late-fee job at 00:15 waits for what is under way, and the webhook after it finds none', async ({
  db,
  interleaver,
}) => {
  const { accountId, start, payOnPage, hear, fees } = await lastEvening(db);
  await start(db);
  const body = await payOnPage();
  // The job looks first, while the webhook is about to commit; then the other way round.
  const { trace } = await interleaver.run(
    { webhook: hear(body), job: (own) => lateFees(own, quarterPastMidnight) },
    inTurns({ verb: 'webhook', until: /^commit/ }, { verb: 'job' }),
  );
  expect(trace.filter((line) => line.startsWith('job:')).length).toBeGreaterThan(0);
  expect(await fees()).toEqual([]);
  await lateFees(db, quarterPastMidnight.add({ hours: 24 }));
  expect(await fees()).toEqual([]);
  expect(await accountBalance(db, accountId)).toBe(0);
});

test('paid at 23:50 on the last day, and the fee was charged before anybody knew of it: the fee is taken back', async ({
  db,
  interleaver,
}) => {
  const { accountId, start, payOnPage, hear, fees } = await lastEvening(db);
  // The job holds the account and has charged the fee when the customer's click comes to the account.
  await interleaver.run(
    { job: (own) => lateFees(own, quarterPastMidnight), click: start },
    inTurns({ verb: 'job', until: /^commit/ }, { verb: 'click' }),
  );
  expect(await fees()).toHaveLength(1);
  expect(await accountBalance(db, accountId)).toBe(6134 + 500);
  const body = await payOnPage();
  await hear(body)(db);
  expect(await accountBalance(db, accountId)).toBe(0);
  expect(await db.query(`select memo from ledger_entry where kind = 'reversal'`)).toMatchObject([
    { memo: expect.stringContaining('taken back: paid on 2026-05-07') },
  ]);
  await lateFees(db, quarterPastMidnight.add({ hours: 24 }));
  expect(await accountBalance(db, accountId)).toBe(0);
});

test('a read that two people correct at once stands as the second said, over what the first said', async ({
  trials,
}) => {
  const correct = verbs['a read is corrected'];
  const world = await trials.fresh([correct]);
  const { outcomes } = await trials.interleaver.run(
    { ana: on(correct, world), luis: on(correct, world) },
    inTurns({ verb: 'ana', until: /^commit/ }, { verb: 'luis' }),
  );
  expect([outcomes['ana'], outcomes['luis']]).toMatchObject([{ value: { ok: true } }, { value: { ok: true } }]);
  expect(await brokenInvariants(trials.db)).toEqual([]);
});
