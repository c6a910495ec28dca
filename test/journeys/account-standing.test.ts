import { describe, expect } from 'vitest';
import { cents, ok } from '../../src/domain/kernel/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { enqueue } from '../../src/store/jobs.ts';
import { postBillRun, runBillCycle } from '../../src/usecases/billing/index.ts';
import { answerFee, chargeFee, feesWaiting } from '../../src/usecases/receivables/index.ts';
import { importRoster, transitionPolicy } from '../../src/usecases/transition/index.ts';
import { cycleThrough } from '../support/bill-cycle.ts';
import { pay, postBill } from '../support/bills.ts';
import { knownPeople, openAccount } from '../support/logins.ts';
import { referenceUtility } from '../support/reference-utility.ts';
import { bytesOfRoster } from '../support/roster.ts';
import { serveAccount } from '../support/served-accounts.ts';
import { registered } from '../support/signed-in.ts';
import { weekBeforeCutOver } from '../support/web.ts';
import { customers, test } from './support/journey.ts';

const number = '00123456-0004321';
const card = { number: '4242424242424242', expiry: '12/34', code: '123' };
const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('America/Los_Angeles').toInstant();

/** Had autopay in the old portal, and owes a bill of 70.00 that is due on 20 May. */
async function atRisk(db: DatabasePool): Promise<number> {
  const accountId = await openAccount(db);
  await postBill(db, accountId, { dueOn: '2026-05-20', owed: 7000 });
  await importRoster(db, {
    ...{ fileName: 'roster.csv', dryRun: false, now: weekBeforeCutOver, by: 'a test' },
    bytes: bytesOfRoster(`${number.replace('-', ',')},yes,yes`),
    policy: transitionPolicy(referenceUtility),
  });
  return accountId;
}

/** Pays that bill with 100.00, and then comes a fee of 75.00. */
async function paidThenCharged(db: DatabasePool, accountId: number): Promise<void> {
  await pay(db, accountId, 10_000, '2026-05-08');
  await knownPeople(db, { staff: ['clerk', 'supervisor'] });
  const at = { now: local('2026-05-09T09:00'), address: '192.0.2.1' };
  const deps = { db, utility: referenceUtility };
  const asked = {
    kind: 'damaged-meter',
    amount: ok(cents(7500)),
    reason: 'Run over',
    form: 'b1b2c3d4-0000-4000-8000-000000000002',
  };
  await chargeFee(deps, { accountId, ...asked }, { staffId: 'clerk', role: 'csr', ...at });
  const [waiting] = (await feesWaiting(db, { limit: 1 })).rows;
  const answer = { id: waiting?.id ?? 0, outcome: 'approved', reason: '' };
  await answerFee(deps, answer, { staffId: 'supervisor', role: 'supervisor', ...at });
}

describe.each(customers)('what is owed, in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;

  test('is the same on the portal, the pay page, the console, the at-risk list and its file', async ({
    db,
    portal,
    arrives,
  }) => {
    const accountId = await atRisk(db);
    portal.deps.time.now = local('2026-05-10T12:00');
    const staff = await arrives({ ...habits, width: 1280 });
    await staff.worksAs('csr');
    const list = '/console/transition/at-risk';
    const file = async () => (await staff.page.request.get(`${portal.url}${list}.csv`)).text();
    await staff.opens(list);
    await staff.sees(number, '$70.00');
    expect(await file()).toContain(`${number},`);

    await paidThenCharged(db, accountId);
    const ana = await arrives(habits);
    await ana.signsIn(await registered(db, accountId, 'ana@mail.example'));
    await ana.opens(`/accounts/${number}`);
    await ana.sees('$45.00', say('No hay nada por vencer ahora. Esto viene', 'Nothing is due now. This comes'));
    await ana.opens(`/accounts/${number}/payments/new`);
    await ana.sees('$45.00');
    expect(await ana.text()).not.toMatch(/20 de mayo|May 20/);

    await staff.opens(`/console/accounts/${number}`);
    await staff.sees('$45.00', say('viene con la próxima factura', 'comes with the next bill'));
    await staff.opens(list);
    expect(await staff.text()).not.toContain(number);
    expect(await file()).not.toContain(number);
  });
});

describe.each(customers)('an open payment page, in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;

  test('holds the automatic payment of the bill until the last hour of its due date, and no longer', async ({
    db,
    portal,
    arrives,
  }) => {
    const accountId = await openAccount(db, { language: habits.language });
    await postBill(db, accountId, { dueOn: '2026-05-20' });
    portal.deps.time.now = local('2026-05-10T12:00');
    const ana = await arrives(habits);
    await ana.signsIn(await registered(db, accountId, 'ana@mail.example'));
    await db.query('update login set language = $1', [habits.language]);
    await ana.opens(`/accounts/${number}/autopay`);
    await ana.presses(say(/Continuar/, /Continue/));
    await ana.fills(card);
    await ana.presses(say(/Guardar/, /Save/));
    await ana.presses(say(/Lo autorizo/, /I authorize it/));

    portal.deps.time.now = local('2026-05-20T05:30');
    const guest = await arrives(habits);
    const opensThePage = async () => {
      await guest.opens('/pay');
      await guest.fills({ number, zip: '97501' });
      await guest.presses(say(/Buscar|Continuar/, /Find|Continue/));
      await guest.sees('$61.34');
      await guest.goesToPay();
    };
    await opensThePage();
    portal.deps.time.now = local('2026-05-20T06:05');
    await enqueue(db, { task: 'submit-drafts' });
    await ana.opens(`/accounts/${number}`);
    await ana.sees('$61.34');
    portal.deps.time.now = local('2026-05-20T23:00');
    await enqueue(db, { task: 'submit-drafts' });
    await ana.mailed('ana@mail.example', say(/Recibimos su pago/, /We received your payment/));
    await ana.opens(`/accounts/${number}`);
    await ana.sees(say('No debe nada', 'You owe nothing'));
  });
});

describe.each(customers)('a fee while a bill is posted, in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;
  const served = '00000001-0000001';
  const fee = say('Lectura especial del medidor', 'Special meter read');

  test('is on exactly one bill', async ({ db, portal, arrives }) => {
    const { accountId } = await serveAccount(db, 1, {
      billedBefore: '2026-04-03',
      reads: [
        ['2026-04-03', 100_000],
        ['2026-05-03', 112_000],
        ['2026-06-03', 117_000],
      ],
    });
    portal.deps.time.now = local('2026-05-07T12:00');
    const staff = await arrives({ ...habits, width: 1280 });
    await staff.worksAs('billing');
    await staff.opens(`/console/accounts/${served}/fees/new`);
    await staff.fills({ kind: 'special-read', reason: say('La pidió el cliente', 'The customer asked for it') });
    const { run } = await runBillCycle(db, cycleThrough('2026-05-05'));
    const { policy } = cycleThrough('2026-05-05');
    const posting = postBillRun(db, { runId: run?.id ?? 0, policy, now: local('2026-05-07T12:00') });
    await Promise.all([posting, staff.presses(say(/Cobrar|Cargar/, /Charge/))]);
    const june = cycleThrough('2026-06-05');
    const second = await runBillCycle(db, june);
    await postBillRun(db, { runId: second.run?.id ?? 0, policy, now: june.now });
    portal.deps.time.now = local('2026-06-08T12:00');

    const ana = await arrives(habits);
    await ana.signsIn(await registered(db, accountId, 'ana@mail.example'));
    const bills = await db.query<{ number: string }>('select number from bill order by id');
    let printed = 0;
    for (const bill of bills) {
      await ana.opens(`/accounts/${served}/bills/${bill.number}`);
      if ((await ana.text()).includes(fee)) printed += 1;
    }
    expect(bills).toHaveLength(2);
    expect(printed).toBe(1);
  });
});
