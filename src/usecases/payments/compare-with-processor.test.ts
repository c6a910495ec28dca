import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { aPayment, goodBank, goodCard, openTill, owes, payday, tally } from '../../../test/support/paying.ts';
import { type Happening, happenToCharge } from '../../demo/usecases/sandbox-processor/index.ts';
import { cents } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { accountBalance } from '../receivables/index.ts';
import { compareWithProcessor, listFindings } from './index.ts';
import { startPayment } from './start-payment.ts';

const nextDay = payday.add({ hours: 30 });

/** Paid on the processor's page; its webhook comes, unless it is lost. */
async function paid(db: Database, { isHeard = true } = {}) {
  const [accountId = 0] = await openAccounts(db, 1);
  await owes(db, accountId, 6134);
  const till = openTill(db);
  const started = await startPayment(till.context, aPayment(accountId, { method: 'bank' }));
  if (!started.ok) throw new Error(started.problem.code);
  await till.type(started.value.hostedPage ?? '', goodBank);
  if (isHeard) await till.deliver();
  return { accountId, till, reference: started.value.payment.reference };
}

const lost = async (till: ReturnType<typeof openTill>, reference: string, happening: Happening, hours = 1) => {
  const now = payday.add({ hours });
  expect((await happenToCharge(till.sandbox, reference, { happening, now, isLost: true })).ok).toBe(true);
};

test.for<[string, readonly Happening[], number, readonly string[]]>([
  ['a return', [{ kind: 'return', code: 'R01' }], 6134, ['returned']],
  ['a refund in part', [{ kind: 'refund', amount: cents(2000) }], 2000, ['partly-refunded']],
  ['a dispute', [{ kind: 'dispute' }], 6134, ['disputed']],
  ['a dispute, and that it was won', [{ kind: 'dispute' }, { kind: 'win' }], 0, ['succeeded']],
])('%s whose webhook was lost is found the next day and posted once', async ([, happenings, owed, became], { db }) => {
  const { accountId, till, reference } = await paid(db);
  for (const happening of happenings) await lost(till, reference, happening);
  expect(await accountBalance(db, accountId)).toBe(0);
  const compared = await compareWithProcessor(till.context, nextDay);
  expect(compared).toMatchObject({ ok: true, value: { payments: 1 } });
  expect(compared.ok && compared.value.findings.map((one) => one.became)).toEqual(became);
  expect(await accountBalance(db, accountId)).toBe(owed);
  const again = await compareWithProcessor(till.context, nextDay.add({ hours: 24 }));
  expect(again).toMatchObject({ value: { findings: [] } });
  expect(await accountBalance(db, accountId)).toBe(owed);
});

test('a payment whose webhook was lost is posted; the webhook that comes after all changes nothing', async ({ db }) => {
  const { accountId, till } = await paid(db, { isHeard: false });
  const compared = await compareWithProcessor(till.context, nextDay);
  expect(compared).toMatchObject({ value: { findings: [{ kind: 'posted', was: 'started', became: 'succeeded' }] } });
  await till.deliver();
  expect(await tally(db, accountId)).toEqual({ entries: 1, paid: 1, charges: 1, balance: 0 });
});

test('a return that the bank took back, both lost on the way: nothing is owed', async ({ db }) => {
  const { accountId, till, reference } = await paid(db);
  await lost(till, reference, { kind: 'return', code: 'R01' });
  await compareWithProcessor(till.context, nextDay);
  await lost(till, reference, { kind: 'reinstate' }, 40);
  const compared = await compareWithProcessor(till.context, nextDay.add({ hours: 24 }));
  expect(compared).toMatchObject({ value: { findings: [{ was: 'returned', became: 'succeeded' }] } });
  expect(await accountBalance(db, accountId)).toBe(0);
});

test('what only one side knows is told to people, once, and nothing is posted for it', async ({ db }) => {
  const { accountId, till, reference } = await paid(db);
  await db.query(`update demo.processor_charge set merchant_reference = '0000-0000-0000-0000'`);
  const compared = await compareWithProcessor(till.context, nextDay);
  expect(compared.ok && compared.value.findings.map((one) => [one.kind, one.reference])).toEqual([
    ['unknown-here', '0000-0000-0000-0000'],
    ['unknown-there', reference],
  ]);
  expect(await accountBalance(db, accountId)).toBe(0);
  const again = await compareWithProcessor(till.context, nextDay.add({ hours: 24 }));
  expect(again).toMatchObject({ value: { findings: [] } });
  expect((await listFindings(db, { limit: 9 })).rows).toHaveLength(2);
});

test('a payment of minutes ago may be on one list only', async ({ db }) => {
  const { till } = await paid(db);
  await db.query('delete from demo.processor_charge');
  expect(await compareWithProcessor(till.context, payday.add({ hours: 1 }))).toMatchObject({ value: { findings: [] } });
});

test('from the command line', async ({ db }) => {
  const { till, reference } = await paid(db);
  await lost(till, reference, { kind: 'return', code: 'R01' });
  const compared = await caudal(db, ['payments', 'compare'], { now: nextDay });
  expect(compared.code).toBe(0);
  expect(compared.out).toContain('was succeeded, is returned');
  expect(compared.out).toContain('1 payments compared, 1 findings.');
  const listed = await caudal(db, ['payments', 'findings', '--json']);
  expect(JSON.parse(listed.out)).toMatchObject({ kind: 'posted', reference, became: 'returned' });
});

test('a second payment by the same person, of more than is owed, a moment after the first: asked first', async ({
  db,
}) => {
  const [accountId = 0] = await openAccounts(db, 1);
  await owes(db, accountId, 6134);
  const till = openTill(db);
  const first = await startPayment(till.context, aPayment(accountId));
  await till.type(first.ok ? (first.value.hostedPage ?? '') : '', goodCard);
  await till.deliver();
  const second = aPayment(accountId, { formToken: 'form-2', now: payday.add({ minutes: 2 }) });
  expect(await startPayment(till.context, second)).toMatchObject({
    ok: false,
    problem: { code: 'payments.paid-just-now', field: 'beside_another', params: { amount: 6134 } },
  });
  expect((await startPayment(till.context, { ...second, besideAnother: true })).ok).toBe(true);
});
