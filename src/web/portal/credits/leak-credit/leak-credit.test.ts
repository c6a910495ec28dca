import { describe, expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../../../test/support/leaks.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { postWaterBill } from '../../../../../test/support/water-bills.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { StaffRole } from '../../../../domain/access/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { receivableBalance } from '../../../../store/receivables/index.ts';
import { scanForLeaks } from '../../../../usecases/alerts/index.ts';
import { consoleAreas } from '../../../console/index.ts';
import { portalAreas } from '../../index.ts';

const account = '/accounts/00123456-0004321';
const pdf = new File(['%PDF-1.7 a plumber’s bill'], 'plumber.pdf');

/** A leak of May that was fixed on the 20th, on the bill of 1 June; and the staff who may look at it. */
async function fixedLeak(db: DatabasePool, language: 'es' | 'en' = 'en') {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const loginId = await registered(db, accountId);
  const deps = webDeps(db, { customers: signedInAs(db, loginId) });
  const at = (text: string) => {
    deps.time.now = Temporal.Instant.from(text);
    return deps.time.now;
  };
  const leak = { from: '2026-05-10T02:00', to: '2026-05-20T10:00', gallonsAnHour: 60 };
  await storeHousehold(db, meterId, { from: '2026-05-01', through: '2026-05-12T06:00', leaks: [leak] });
  await scanForLeaks(db, noticesForTests, { now: at('2026-05-12T16:00:00Z') });
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select id from alert');
  const alert = `${account}/alerts/${id}`;
  const ana = visit(deps, portalAreas, language);
  at('2026-05-20T18:00:00Z');
  await ana.get(`${alert}/resolution`);
  await ana.postFiles(`${alert}/resolution`, { cause: 'toilet', on: '2026-05-20', note: '', receipt: pdf });
  await storeHousehold(db, meterId, { from: '2026-05-01', through: '2026-05-25T06:00', leaks: [leak] });
  await scanForLeaks(db, noticesForTests, { now: at('2026-05-25T16:00:00Z') });
  for (const end of ['2026-03-01', '2026-04-01', '2026-05-01']) await postWaterBill(db, accountId, { end, kgal: 6 });
  await postWaterBill(db, accountId, { end: '2026-06-01', kgal: 20 });
  at('2026-06-04T16:00:00Z');
  const staff = async (role: StaffRole) =>
    visit({ ...webDeps(db, { staffRealm: await staffSignedIn(db, role) }), clock: deps.clock }, consoleAreas, 'en');
  const request = async () => {
    const [{ id: found } = { id: 0 }] = await db.query<{ id: number }>('select id from leak_credit_request');
    return `/console/leak-credits/${found}`;
  };
  return { ana, alert, accountId, deps, staff, request };
}

const told = (db: DatabasePool) =>
  db.query<{ event: string; outcome: string | null }>(
    `select payload->'notice'->>'event' as event, payload->'notice'->>'outcome' as outcome
     from graphile_worker._private_jobs as job join graphile_worker._private_tasks task on task.id = job.task_id
     where task.identifier = 'tell' order by job.id`,
  );

describe.each([
  ['es', 'Crédito según la regla', 'Pedir el crédito', 'Recibimos su solicitud', 'Aprobamos su crédito'],
  ['en', 'Credit under the rule', 'Ask for the credit', 'We have your request', 'We approved your credit'],
] as const)('a leak credit in %s', (language, byRule, ask, received, approved) => {
  test('is shown with its sum, asked for, approved with the evidence at hand, and on the balance', async ({ db }) => {
    const { ana, alert, accountId, staff, request } = await fixedLeak(db, language);
    await ana.get(`${alert}/credit`);
    await expectValidHtml(ana.html, 'the credit and its sum');
    // 20,000 billed, 6,000 usual: 5,000 at 2.90 and 9,000 at 1.65 a thousand; half of it.
    for (const words of ['14,000', '$29.35', '$14.68', byRule, ask]) expect(ana.text).toContain(words);
    await ana.get(alert);
    expect(ana.text).toMatch(/\$4\d\.\d\d/);
    await ana.get(`${alert}/credit`);
    const before = await receivableBalance(db, accountId);
    await ana.post(`${alert}/credit`, { note: 'The <toilet> ran.' });
    expect(ana.text).toContain(received);
    expect(ana.html).toContain('The &lt;toilet&gt; ran.');
    await expectValidHtml(ana.html, 'the credit asked for');

    const luz = await staff('billing');
    await luz.get('/console/leak-credits');
    await expectValidHtml(luz.html, 'the queue');
    expect(luz.text).toContain('$14.68');
    await luz.get(await request());
    await expectValidHtml(luz.html, 'the case');
    for (const words of ['A toilet', 'plumber.pdf', '$29.35']) expect(luz.text).toContain(words);
    const file = /\/files\/\d+/.exec(luz.html)?.[0] ?? '';
    expect((await luz.fetch(`${await request()}${file}`)).headers.get('content-type')).toBe('application/pdf');
    await luz.post(await request(), { outcome: 'approved', amount: '14.68', reason: 'Repaired, as the meter shows.' });
    expect(luz.text).toContain('Approved: $14.68');

    expect((await receivableBalance(db, accountId)) - before).toBe(-1468);
    await ana.get(alert);
    expect(ana.text).toContain(approved);
    expect(await told(db)).toEqual([
      { event: 'leak-credit.asked', outcome: null },
      { event: 'leak-credit.decided', outcome: 'approved' },
    ]);
  });
});

test('while the leak runs the page says why there is no credit yet, and no sum of nothing', async ({ db }) => {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
  deps.time.now = Temporal.Instant.from('2026-05-12T16:00:00Z');
  const leak = { from: '2026-05-10T02:00', gallonsAnHour: 60 };
  await storeHousehold(db, meterId, { from: '2026-05-01', through: '2026-05-12T06:00', leaks: [leak] });
  await scanForLeaks(db, noticesForTests, { now: deps.time.now });
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select id from alert');
  const ana = await visit(deps, portalAreas, 'en').get(`${account}/alerts/${id}/credit`);
  expect(ana.text).toContain('the leak has not stopped yet');
  expect(ana.text).not.toContain('$0.00');
  expect(ana.text).not.toContain('Ask for the credit');
  await expectValidHtml(ana.html, 'the credit of a leak that runs');
});

test('a denial is appealed once, and somebody else decides', async ({ db }) => {
  const { ana, alert, accountId, staff, request } = await fixedLeak(db);
  await ana.get(`${alert}/credit`);
  await ana.post(`${alert}/credit`, { note: '' });
  const luz = await staff('billing');
  await luz.get(await request());
  await luz.post(await request(), { outcome: 'denied', amount: '', reason: 'No receipt that we can read.' });
  await ana.get(`${alert}/credit`);
  expect(ana.text).toContain('No receipt that we can read.');
  await ana.post(`${alert}/credit/appeal`, { reason: '' });
  expect([ana.status, ana.text.includes('Type the reason')]).toEqual([422, true]);
  await ana.get(`${alert}/credit`);
  await ana.post(`${alert}/credit/appeal`, { reason: 'The receipt is clear.' });
  expect(ana.text).toContain('Someone else will decide it');
  await expectValidHtml(ana.html, 'the appeal');

  const before = await receivableBalance(db, accountId);
  await luz.get(await request());
  expect(luz.text).toContain('someone else decides the appeal');
  await luz.post(await request(), { outcome: 'approved', amount: '10.00', reason: 'Again.' });
  expect([luz.status, await receivableBalance(db, accountId)]).toEqual([422, before]);
  const eva = await staff('supervisor');
  await eva.get(await request());
  await eva.post(await request(), { outcome: 'approved', amount: '10.00', reason: 'It is clear.' });
  expect((await receivableBalance(db, accountId)) - before).toBe(-1000);
  await eva.post(await request(), { outcome: 'approved', amount: '10.00', reason: 'Twice.' });
  expect((await receivableBalance(db, accountId)) - before).toBe(-1000);
  await ana.get(`${alert}/credit`);
  expect(ana.text).toContain('This answer is final');
  await ana.post(`${alert}/credit/appeal`, { reason: 'Once more.' });
  expect(ana.status).toBe(422);
});

test.for([
  ['no answer', { outcome: '', amount: '10.00', reason: 'x' }, 'Choose whether to approve'],
  ['no reason', { outcome: 'approved', amount: '10.00', reason: ' ' }, 'Type the reason'],
  ['no amount', { outcome: 'approved', amount: 'some', reason: 'x' }, 'dollars and cents'],
  [
    'more than one leak is given',
    { outcome: 'approved', amount: '300.01', reason: 'x' },
    'The credit can be at most $300.00',
  ],
] as const)('a decision with %s is refused, and nothing is posted', async ([_, fields, words], { db }) => {
  const { ana, alert, accountId, staff, request } = await fixedLeak(db);
  await ana.get(`${alert}/credit`);
  await ana.post(`${alert}/credit`, { note: '' });
  const before = await receivableBalance(db, accountId);
  const luz = await staff('billing');
  await luz.get(await request());
  await luz.post(await request(), fields);
  expect([luz.status, luz.text.includes(words), await receivableBalance(db, accountId)]).toEqual([422, true, before]);
});

test('a representative sees a request and cannot decide it; a helper sees the credit and cannot ask', async ({
  db,
}) => {
  const { ana, alert, accountId, deps, staff, request } = await fixedLeak(db);
  const helper = await registered(
    db,
    await openAccount(db, { customer: '00000002', account: '0000002' }),
    'bea@example.org',
  );
  await db.query(
    `insert into account_access (login_id, account_id, role, granted_at, proven_by, rights)
     values ($1, $2, 'delegate', '2026-05-06T16:00Z', 'invitation', array['view', 'pay'])`,
    [helper, accountId],
  );
  const bea = visit({ ...deps, customers: signedInAs(db, helper) }, portalAreas, 'en');
  await bea.get(`${alert}/credit`);
  expect([bea.status, bea.text.includes('Ask for the credit')]).toEqual([200, false]);
  await bea.post(`${alert}/credit`, { note: '' });
  expect(bea.status).toBe(404);
  expect(await db.query('select from leak_credit_request')).toEqual([]);

  await ana.get(`${alert}/credit`);
  await ana.post(`${alert}/credit`, { note: '' });
  await ana.post(`${alert}/credit`, { note: 'again' });
  expect(await db.query('select from leak_credit_request')).toHaveLength(1);
  const carl = await staff('csr');
  await carl.get(await request());
  expect([carl.status, carl.text.includes('Approve a credit')]).toEqual([200, false]);
  await carl.get('/console/leak-credits');
  await carl.post(await request(), { outcome: 'approved', amount: '10.00', reason: 'x' });
  expect([carl.status, (await db.query('select from leak_credit_decision')).length]).toEqual([403, 0]);
});
