import { expect } from 'vitest';
import { billingPolicyForTests, cycleThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';
import { ok } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { loadBillDocument, postBillRun, runBillCycle } from '../billing/index.ts';
import {
  accountBalance,
  assistanceOf,
  assistanceTerms,
  endAssistance,
  grantAssistance,
  remindOfAssistance,
} from './index.ts';

const name = { es: 'Descuento por ingresos bajos', en: 'Low-income discount' };
const utility = {
  time_zone: 'America/Los_Angeles',
  assistance: {
    sample: true,
    remind_days_before_end: 30,
    programmes: [{ id: 'low-income', name, for_whom: name, percent_off: 25, most_months: 12 }],
  },
};
const at = (moment: string) => Temporal.Instant.from(moment);
const april3 = at('2025-04-03T16:00:00Z');
const clerk = (now: Temporal.Instant) => ({ staffId: 'ana', role: 'csr', now, address: '' }) as const;

async function household(db: Database): Promise<number> {
  const { accountId } = await serveAccount(db, 1, {
    billedBefore: '2025-04-03',
    reads: [
      ['2025-04-03', 100_000],
      ['2025-05-03', 112_000],
    ],
  });
  await db.query(`insert into staff_member (id, email, email_verified, name, role, created_at, updated_at)
    values ('ana', 'ana@example.org', true, 'Ana', 'csr', now(), now())`);
  return accountId;
}

const typed = (accountId: number) => ({
  accountId,
  programme: 'low-income',
  last: '2026-04-02',
  proof: 'SNAP letter',
});
const told = (db: Database, event: string) =>
  db.query<{ key: string }>(`select key from graphile_worker.jobs where key like $1`, [`tell:${event}%`]);

test('who is in a programme has its line on the bill, and the books balance', async ({ db }) => {
  const accountId = await household(db);
  expect(await grantAssistance({ db, utility }, typed(accountId), clerk(april3))).toEqual(ok(undefined));
  expect(await grantAssistance({ db, utility }, typed(accountId), clerk(april3))).toMatchObject({
    problem: { code: 'assistance.granted-already' },
  });
  expect(await told(db, 'assistance.began')).toHaveLength(1);
  const policy = { ...billingPolicyForTests, assistance: assistanceTerms(utility) };
  const cycle = { ...cycleThrough('2025-05-05'), policy };
  const { run } = await runBillCycle(db, cycle);
  await postBillRun(db, { runId: run?.id ?? 0, policy, now: cycle.now });
  const bill = await loadBillDocument(db, (await lastBillOf(db, accountId)).number);
  if (!bill.ok) throw new Error(bill.problem.code);
  // 42.78 less a quarter, 10.695.
  expect(bill.value.lines.at(-1)).toMatchObject({ part: 'assistance_discount', label: name, amount: -1070 });
  expect(bill.value.summary).toMatchObject({ newCharges: 3208, amountDue: 3208 });
  expect(await accountBalance(db, accountId)).toBe(3208);
  const books = await db.query(
    `select ledger_account, sum(amount_cents)::int as cents from posting group by 1 order by 1`,
  );
  expect(books).toEqual([
    { ledger_account: 'assistance', cents: 1070 },
    { ledger_account: 'receivable', cents: 3208 },
    { ledger_account: 'revenue.fees', cents: -90 },
    { ledger_account: 'revenue.water', cents: -4188 },
  ]);
});

test('a customer whose help ends soon is reminded once, and not if it was ended early', async ({ db }) => {
  const accountId = await household(db);
  await grantAssistance({ db, utility }, typed(accountId), clerk(april3));
  const remind = (moment: string) => remindOfAssistance(db, { utility, now: at(moment) });
  // The first day without it is 3 April 2026.
  expect(await remind('2026-03-03T16:00:00Z')).toBe(0);
  expect(await remind('2026-03-04T16:00:00Z')).toBe(1);
  expect(await told(db, 'assistance.ending')).toHaveLength(1);
  const [granted] = await assistanceOf(db, [accountId]);
  await db.query(
    `insert into notice (account_id, event, channel, language, recipient, subject, body_text, body_html, private,
       idempotency_key, state, created_at)
     values ($1, 'assistance.ending', 'letter', 'es', 'x', 's', 't', 'h', false, $2, 'queued', now())`,
    [accountId, `letter:assistance.ending:${granted?.id}`],
  );
  expect(await remind('2026-03-05T16:00:00Z')).toBe(0);
});

test('an end is from today, with a reason, once; then it can be given again, and history stays', async ({ db }) => {
  const accountId = await household(db);
  await grantAssistance({ db, utility }, typed(accountId), clerk(april3));
  const [granted] = await assistanceOf(db, [accountId]);
  const may = clerk(at('2025-05-10T16:00:00Z'));
  const end = { id: granted?.id ?? 0, accountId, reason: 'Moved in with family' };
  expect(await endAssistance({ db, utility }, { ...end, reason: '' }, may)).toMatchObject({
    problem: { field: 'reason' },
  });
  expect(await endAssistance({ db, utility }, { ...end, accountId: 0 }, may)).toMatchObject({ ok: false });
  expect(await endAssistance({ db, utility }, end, may)).toEqual(ok(undefined));
  expect(await endAssistance({ db, utility }, end, may)).toMatchObject({
    problem: { code: 'assistance.not-running' },
  });
  expect(await grantAssistance({ db, utility }, typed(accountId), may)).toEqual(ok(undefined));
  const both = await assistanceOf(db, [accountId]);
  expect(both.map(({ endsOn }) => endsOn.toString())).toEqual(['2025-05-10', '2026-04-03']);
  await expect(db.query('delete from assistance_enrolment')).rejects.toThrow('append-only');
});

test('who may not, a day beyond the programme and no proof are refused', async ({ db }) => {
  const accountId = await household(db);
  const grant = (change: object, role: 'csr' | 'auditor' = 'csr') =>
    grantAssistance({ db, utility }, { ...typed(accountId), ...change }, { ...clerk(april3), role });
  expect(await grant({}, 'auditor')).toMatchObject({ problem: { code: 'access.not-permitted' } });
  expect(await grant({ programme: 'x' })).toMatchObject({ problem: { field: 'programme' } });
  expect(await grant({ last: '2026-04-04' })).toMatchObject({ problem: { code: 'assistance.day-not-possible' } });
  expect(await grant({ last: '2026-02-31' })).toMatchObject({ problem: { code: 'assistance.day-unreadable' } });
  expect(await grant({ proof: '' })).toMatchObject({ problem: { field: 'proof' } });
  expect(await assistanceOf(db, [accountId])).toEqual([]);
});
