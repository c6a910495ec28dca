import { expect } from 'vitest';
import { cents } from '../../src/domain/kernel/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { creditQueue, decideCredit, decideRebate, rebateQueue } from '../../src/usecases/credits/index.ts';
import { consoleAreas } from '../../src/web/console/index.ts';
import { paths } from '../../src/web/paths.ts';
import { openAccounts } from '../support/accounts.ts';
import { test } from '../support/database.ts';
import { secondTownDeps, secondTownUtility } from '../support/second-town.ts';
import { registered } from '../support/signed-in.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../support/web.ts';

const now = Temporal.Instant.from('2026-06-02T16:00:00Z');

/** A request for a leak credit and an application for a rebate, as customers send them. */
async function asked(db: DatabasePool): Promise<{ readonly credit: number; readonly rebate: number }> {
  const [accountId = 0] = await openAccounts(db, 1);
  const loginId = await registered(db, accountId);
  const [alert] = await db.query<{ id: number }>(
    `with meter as (
       insert into meter (serial, size, unit, dials) values ('M1', '5/8"', 'gal', 7) returning id
     )
     insert into alert (account_id, meter_id, kind, began_at, last_seen_at, gallons_an_hour, seen_at, reads_through, created_at)
     select $1, id, 'leak', '2026-05-10T02:00Z', '2026-05-20T10:00Z', 60, $2, $2, $2 from meter returning id`,
    [accountId, now],
  );
  const offer = { refusals: [], bills: [], excess: 2935, sharePercent: 50, cap: 50000, amount: 1468, sample: false };
  const [credit] = await db.query<{ id: number }>(
    `insert into leak_credit_request (alert_id, account_id, login_id, language, note, offer, offered_cents, asked_at)
     values ($1, $2, $3, 'en', '', $4, 1468, $5) returning id`,
    [alert?.id, accountId, loginId, JSON.stringify(offer), now],
  );
  const rebateOffer = {
    items: 1,
    price: 18900,
    amountEach: 7500,
    byItems: 7500,
    byPrice: 18900,
    sharePercent: 100,
    amount: 7500,
  };
  const [rebate] = await db.query<{ id: number }>(
    `insert into rebate_application (account_id, login_id, language, programme, items, price_cents, bought_on, note, offer,
       offered_cents, asked_at)
     values ($1, $2, 'en', 'toilet', 1, 18900, '2026-05-02', '', $3, 7500, $4) returning id`,
    [accountId, loginId, JSON.stringify(rebateOffer), now],
  );
  return { credit: credit?.id ?? 0, rebate: rebate?.id ?? 0 };
}

const looking = async (db: DatabasePool) => {
  const deps = webDeps(db, {
    ...secondTownDeps(),
    staffRealm: await staffSignedIn(db, 'supervisor'),
    clock: () => now,
  });
  return visit(deps, consoleAreas, 'en');
};

test('where the billing system keeps the balance a credit is closed with its reference, and nothing is posted here', async ({
  db,
}) => {
  const { credit, rebate } = await asked(db);
  const staff = await looking(db);
  const credited = paths.console.leakCredit(`${credit}`);
  await staff.get(credited);
  await expectValidHtml(staff.html, 'a leak credit');
  const approved = { outcome: 'approved', amount: '14.68', reason: 'The plumber’s bill is here.' };
  await staff.post(credited, { ...approved, reference: ' ' });
  expect([staff.status, staff.text]).toEqual([422, expect.stringContaining('Record the credit there first')]);
  await staff.post(credited, { ...approved, reference: 'x'.repeat(81) });
  expect([staff.status, staff.text]).toEqual([422, expect.stringContaining('Shorten the reference to 80')]);
  await staff.post(credited, { ...approved, reference: 'ADJ-2026-0917' });
  await expectValidHtml(staff.html, 'closed');
  expect(staff.text).toContain('Recorded in the billing system as ADJ-2026-0917.');

  const paid = paths.console.rebate(`${rebate}`);
  await staff.get(paid);
  await expectValidHtml(staff.html, 'a rebate');
  await staff.post(paid, { answer: 'approve', amount: '75.00', reason: '' });
  expect([staff.status, staff.text]).toEqual([422, expect.stringContaining('Record the credit there first')]);
  await staff.post(paid, { answer: 'approve', amount: '75.00', reason: '', reference: 'ADJ-2026-0918' });
  expect(staff.text).toContain('Recorded in the billing system as ADJ-2026-0918.');

  await staff.get(`${paths.console.account('00000001-0000001')}?kind=event`);
  for (const told of ['$14.68', 'ADJ-2026-0917', '$75.00', 'ADJ-2026-0918']) expect(staff.text).toContain(told);
  await expectValidHtml(staff.html, 'the timeline with both');

  expect(await db.query('select from ledger_entry')).toEqual([]);
  expect((await creditQueue(db, { waiting: true, limit: 9 })).rows).toEqual([]);
  expect((await rebateQueue(db, { waiting: true, limit: 9 })).rows).toEqual([]);
  expect(
    await db.query(`select action, detail ->> 'reference' as reference from audit_event
      where action in ('leak-credit.decided', 'rebate.decided') order by id`),
  ).toEqual([
    { action: 'leak-credit.decided', reference: 'ADJ-2026-0917' },
    { action: 'rebate.decided', reference: 'ADJ-2026-0918' },
  ]);
});

test('a refusal needs no reference; without one nothing is approved by any way', async ({ db }) => {
  const { credit, rebate } = await asked(db);
  const deps = { db, utility: secondTownUtility, publicUrl: 'http://localhost' };
  const by = { staffId: 'staff-supervisor', role: 'supervisor', now, address: '' } as const;
  const missing = { ok: false, problem: { code: 'exchange.credit-reference-missing', field: 'reference' } };
  const decision = { outcome: 'approved', amount: cents(500), reason: 'repaired' } as const;
  expect(await decideCredit(deps, { requestId: credit, decision, by })).toEqual(missing);
  const answer = { rebate: { id: rebate, programme: 'toilet' }, amount: cents(500), reason: '', by } as const;
  expect(await decideRebate(deps, { ...answer, answer: 'approve' })).toEqual(missing);
  await staffSignedIn(db, 'supervisor');
  const denied = { outcome: 'denied', amount: cents(0), reason: 'It was the pool.' } as const;
  expect(await decideCredit(deps, { requestId: credit, decision: denied, by })).toMatchObject({ ok: true });
});
