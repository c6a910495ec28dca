import { expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { serveAccount } from '../../../../test/support/served-accounts.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

const at = paths.console;
const staffVisit = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);
const wordsMissing = /(console|problem|accounts|audit|explain|deposits)\.[a-z]|undefined|\[object/;

/** A home whose customer has left and is billed to the end. */
const emptyHome = (db: DatabasePool, number: number) =>
  serveAccount(db, number, { billedBefore: '2026-04-20', closedOn: '2026-04-20', reads: [['2026-04-20', 1000]] });

test.for(['es', 'en'] as const)(
  'somebody moves in at the console, and it is taken back, in %s',
  async (language, { db }) => {
    await emptyHome(db, 1);
    const staff = await staffVisit(db, 'csr', language);
    await staff.get(at.premise('0000001'));
    expect(staff.html).toContain(at.moveIn('0000001'));
    const page = at.moveIn('0000001');
    await staff.get(page);
    await expectValidHtml(staff.html, 'move-in');
    expect(staff.text).not.toMatch(wordsMissing);
    const details = { name: 'Luz Ibarra', language, line1: '1 Test St', city: 'Medford', state: 'OR', zip: '97501' };
    const typed = { who: 'new', on: '2026-04-25', cycle: 'A', reason: 'By phone', ...details };
    for (const wrong of [
      { name: '' },
      { on: '31/04' },
      { on: '2026-04-19' },
      { who: 'known', customer: '99999' },
      { 'read-MW-1': '900' },
      { reason: ' ' },
    ]) {
      await staff.post(page, { ...typed, ...wrong });
      expect(staff.status, JSON.stringify(wrong)).toBe(422);
      await expectValidHtml(staff.html, 'move-in refused');
      expect(staff.text).not.toMatch(wordsMissing);
    }
    await staff.post(page, { ...typed, 'read-MW-1': '1200', deposit: 'rental', paid_by: 'check' });
    const account = '00000002-0000001';
    expect(staff.path).toContain(at.account(account));
    expect(staff.text).toContain('Luz Ibarra');
    expect(staff.text).not.toMatch(wordsMissing);
    expect(
      await db.query(
        `select action from audit_event where action like 'service.%' or action like 'deposit.%' order by id`,
      ),
    ).toEqual([{ action: 'deposit.taken' }, { action: 'service.began' }]);
    await staff.get(at.accountWater(account));
    expect(staff.html).toContain(at.moveInBack(account));
    await staff.get(at.moveInBack(account));
    await expectValidHtml(staff.html, 'take back');
    await staff.post(at.moveInBack(account), { reason: 'Wrong house' });
    expect(staff.path).toBe(at.premise('0000001'));
    expect(staff.text, 'who was never served is not shown as if').not.toContain(account);
  },
);

test.for(['es', 'en'] as const)(
  'a customer leaves one home for another at the console, in %s',
  async (language, { db }) => {
    const left = await serveAccount(db, 1, { billedBefore: '2026-04-05', reads: [['2026-04-05', 1000]] });
    await emptyHome(db, 2);
    await db.query(
      `with e as (insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash)
       values ('opening-balance', '2026-04-05', '2026-04-05T00:00Z', 'paid ahead', 'opening', 'x') returning id)
     insert into posting (entry_id, ledger_account, account_id, amount_cents)
     select id, 'receivable', $1::bigint, -2500 from e union all select id, 'opening', null, 2500 from e`,
      [left.accountId],
    );
    const account = '00000001-0000001';
    const page = at.transfer(account);
    const staff = await staffVisit(db, 'billing', language);
    await staff.get(at.accountWater(account));
    expect(staff.html).toContain(page);
    await staff.get(page);
    await expectValidHtml(staff.html, 'transfer');
    await staff.get(`${page}?premise=77`);
    expect(staff.status).toBe(422);
    await staff.get(`${page}?premise=0000002`);
    await expectValidHtml(staff.html, 'transfer to a premise');
    expect(staff.text).not.toMatch(wordsMissing);
    expect(staff.text).toContain(
      language === 'es' ? 'Solo el cliente puede activarlos' : 'Only the customer can turn them on',
    );
    const typed = {
      premise: '0000002',
      leaves_on: '2026-04-25',
      on: '2026-04-25',
      cycle: 'A',
      balance: 'moves',
      reason: 'Moves',
    };
    for (const wrong of [{ leaves_on: '2026-04-01' }, { on: '2026-04-10' }, { premise: '0000001' }, { reason: '' }]) {
      await staff.post(page, { ...typed, ...wrong });
      expect(staff.status, JSON.stringify(wrong)).toBe(422);
      expect(staff.text).not.toMatch(wordsMissing);
    }
    await staff.post(page, typed);
    const next = '00000001-0000002';
    expect(staff.path).toContain(at.account(next));
    expect(staff.text).not.toMatch(wordsMissing);
    const balances = await db.query(
      `select a.number, sum(p.amount_cents)::int as cents from posting p join account a on a.id = p.account_id group by 1 order by 1`,
    );
    expect(balances).toEqual([
      { number: account, cents: 0 },
      { number: next, cents: -2500 },
    ]);
    await staff.get(at.account(account));
    expect(staff.text).not.toMatch(wordsMissing);
    await staff.get(at.balanceMove(account));
    await expectValidHtml(staff.html, 'move the balance');
    await staff.get(at.moveInBack(next));
    await staff.post(at.moveInBack(next), { reason: 'Wrong house' });
    expect(staff.path).toBe(at.premise('0000002'));
    await staff.get(at.accountBills(account));
    expect(staff.text).not.toMatch(wordsMissing);
  },
);

test('moves are entered by who may: balances by billing alone, and by nobody who only looks', async ({ db }) => {
  await serveAccount(db, 1, { billedBefore: '2026-04-05', reads: [['2026-04-05', 1000]] });
  const csr = await staffVisit(db, 'csr');
  expect((await csr.get(at.balanceMove('00000001-0000001'))).status).toBe(403);
  const auditor = await staffVisit(db, 'auditor');
  for (const page of [at.moveIn('0000001'), at.moveInBack('00000001-0000001'), at.transfer('00000001-0000001')])
    expect((await auditor.get(page)).status, page).toBe(403);
  await auditor.get(at.accountWater('00000001-0000001'));
  expect(auditor.html).not.toContain(at.transfer('00000001-0000001'));
});
