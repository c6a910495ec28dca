import { describe, expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { serveAccount } from '../../../../test/support/served-accounts.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import { runQueuedJobs } from '../../../../test/support/worker-deps.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

const { console: at } = paths;
const word = /console\.[a-z]|audit\.[a-z]|problem\.[a-z]|review\.[a-z]|undefined|\[object/;

const visitAs = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);

/** Five homes; the read of one was typed ten times too high, one has no water, one shows less than before. */
async function town(db: DatabasePool): Promise<void> {
  for (const [index, last] of [181_000, 182_000, 1_810_000, 175_000, 100].entries())
    await serveAccount(db, index + 1, {
      billedBefore: '2026-04-03',
      reads: [
        ['2026-01-03', 160_000],
        ['2026-02-03', 165_000],
        ['2026-03-03', 170_000],
        ['2026-04-03', 175_000],
        ['2026-05-03', last],
      ],
    });
}

const words = {
  en: {
    asked: 'The run is being calculated.',
    dates: 'it is expected between March 6, 2026 and May 7, 2026',
    high: 'Much more water than usual',
    own: 'You calculated this run, so someone else must approve it.',
    waits: '2 bills of this run are waiting for a decision.',
    choose: 'Choose what to do.',
    approved: 'Approved, not posted',
    posted: 'Posted',
    delivery: 'Being delivered',
    mails: '0 sent, 0 waiting, 0 not sent',
    zero: 'Meter MW-4 shows the same on May 3, 2026 as on April 3, 2026.',
    cancelled: 'Cancelled',
    why: 'Type the reason',
  },
  es: {
    asked: 'La corrida se está calculando.',
    dates: 'se espera entre el 6 de marzo de 2026 y el 7 de mayo de 2026',
    high: 'Mucha más agua que de costumbre',
    own: 'Usted calculó esta corrida, así que otra persona tiene que aprobarla.',
    waits: '2 facturas de esta corrida esperan una decisión.',
    choose: 'Elija qué hacer.',
    approved: 'Aprobada, sin contabilizar',
    posted: 'Contabilizada',
    delivery: 'En entrega',
    mails: '0 enviados, 0 en espera, 0 sin enviar',
    zero: 'El medidor MW-4 marca lo mismo el 3 de mayo de 2026 que el 3 de abril de 2026.',
    cancelled: 'Anulada',
    why: 'Escriba el motivo',
  },
} as const;

describe('a run in the console', () => {
  test.for(['en', 'es'] as const)(
    'calculated, reviewed, approved by a second person, posted and cancelled, in %s',
    async (language, { db }) => {
      const says = words[language];
      await town(db);
      const ana = await visitAs(db, 'billing', language);
      const luis = await visitAs(db, 'supervisor', language);
      const run = at.billRun('1');

      await ana.get(at.billRuns);
      await ana.post(at.billRuns, { cycle: 'A', readThrough: '2026-05-19', issueOn: '2025-05-21' });
      expect(ana.status).toBe(422);
      expect(ana.text).toContain(says.dates);
      await ana.post(at.billRuns, { cycle: 'A', readThrough: '2026-05-05', issueOn: '' });
      expect(ana.text).toContain(says.asked);
      await runQueuedJobs(db, 'calculate-bill-run');

      await ana.get(run);
      expect(ana.text).toContain(says.high);
      expect(ana.html).not.toContain(at.billRunApproval('1'));
      await expectValidHtml(ana.html, run);
      const held = /\/console\/bill-runs\/1\/bills\/(\d{10})/.exec(ana.html)?.[1] ?? '';
      const bill = at.billRunBill('1', held);

      await luis.get(at.billRunApproval('1'));
      await luis.post(at.billRunApproval('1'), {});
      expect(luis.text).toContain(says.waits);

      await ana.get(bill);
      await expectValidHtml(ana.html, bill);
      await ana.post(bill, { reason: 'A zero too many' });
      expect([ana.status, ana.text.includes(says.choose)]).toEqual([422, true]);
      await ana.post(bill, { answer: 'correct-read', count: '181000', reason: '' });
      expect(ana.text).toContain(says.why);
      await ana.post(bill, { answer: 'correct-read', count: '181000', reason: 'A zero too many' });
      expect(ana.path).toBe(run);
      await ana.get(bill);
      expect(ana.text).toContain('A zero too many');

      const zero = `${run}?rule=zero-use&state=found`;
      await ana.get(zero);
      await expectValidHtml(ana.html, zero);
      expect(ana.text).toContain(says.zero);
      const decisions = `${at.billRunDecisions('1')}?rule=zero-use&state=found`;
      await ana.post(decisions, { answer: 'release', reason: 'Away for the winter' });
      expect(ana.path).toBe(run);

      await luis.get(at.billRunApproval('1'));
      await expectValidHtml(luis.html, 'approval');
      await luis.post(at.billRunApproval('1'), { reason: 'As last month' });
      expect(luis.text).toContain(says.approved);
      await ana.get(at.billRunPosting('1'));
      await expectValidHtml(ana.html, 'posting');
      await ana.post(at.billRunPosting('1'), {});
      await runQueuedJobs(db, 'post-bill-run');
      await ana.get(run);
      expect(ana.text).toContain(says.posted);
      expect(ana.text).toContain(says.delivery);
      expect(ana.text).toContain(says.mails);
      await ana.get(at.billRuns);
      expect(ana.text).toContain(says.delivery);
      await ana.get(run);
      expect(ana.html).not.toContain(at.billRunCancellation('1'));

      await luis.get(at.billRunCancellation('1'));
      await expectValidHtml(luis.html, 'cancellation');
      await luis.post(at.billRunCancellation('1'), { reason: '' });
      expect(luis.status).toBe(422);
      await luis.post(at.billRunCancellation('1'), { reason: 'The wrong rates' });
      await runQueuedJobs(db, 'cancel-bill-run');
      await luis.get(run);
      expect(luis.text).toContain(says.cancelled);
      expect(luis.text).toContain('The wrong rates');
      for (const page of [ana, luis]) expect(page.text).not.toMatch(word);
      const [standing] = await db.query(`select count(*) as bills from bill where state <> 'cancelled'`);
      expect(standing).toEqual({ bills: 0 });
    },
  );

  test('who calculated a run is refused its approval with a sentence', async ({ db }) => {
    await town(db);
    const luis = await visitAs(db, 'supervisor');
    await luis.get(at.billRuns);
    await luis.post(at.billRuns, { cycle: 'A', readThrough: '2026-05-05', issueOn: '' });
    await runQueuedJobs(db, 'calculate-bill-run');
    await luis.get(at.billRunApproval('1'));
    await luis.post(at.billRunApproval('1'), {});
    expect([luis.status, luis.text.includes(words.en.own)]).toEqual([422, true]);
  });

  test('totals stand beside those of the last month, by rate class', async ({ db }) => {
    await town(db);
    await db.query(
      `insert into bill_run (billing_cycle, read_through, issued_on, due_on, state, created_at, posted_at)
       values ('A', '2026-04-05', '2026-04-07', '2026-04-28', 'posted', '2026-04-07T00:00Z', '2026-04-07T00:00Z')`,
    );
    const luis = await visitAs(db, 'supervisor');
    await luis.get(at.billRuns);
    await luis.post(at.billRuns, { cycle: 'A', readThrough: '2026-05-05', issueOn: '' });
    await runQueuedJobs(db, 'calculate-bill-run');
    await luis.get(at.billRun('2'));
    expect(luis.text).toContain('Totals, and in brackets those of the reads to April 5, 2026');
    expect(luis.text).toMatch(/Residential, single family 4 \(0\) 1,648,000 \(0\)/);
    expect(luis.text).toContain('Meter MW-5 showed 175000 and on May 3, 2026 shows less: 100.');
  });

  test('a role that only looks sees no button and can do nothing', async ({ db }) => {
    await town(db);
    const luis = await visitAs(db, 'supervisor');
    await luis.get(at.billRuns);
    await luis.post(at.billRuns, { cycle: 'A', readThrough: '2026-05-05', issueOn: '' });
    await runQueuedJobs(db, 'calculate-bill-run');
    const auditor = await visitAs(db, 'auditor');
    await auditor.get(at.billRuns);
    expect(auditor.html).not.toContain('name="readThrough"');
    await auditor.get(at.billRun('1'));
    expect(auditor.status).toBe(200);
    expect(auditor.html).not.toMatch(/bill-runs\/1\/(approval|posting|cancellation)/);
    for (const path of [at.billRunApproval('1'), at.billRunPosting('1'), at.billRunCancellation('1')])
      expect((await auditor.get(path)).status, path).toBe(403);
    for (const path of [at.billRun('99'), at.billRunBill('1', '1234567890'), at.billRunApproval('99')])
      expect((await luis.get(path)).status, path).toBe(404);
  });
});

test.for([
  ['en', 'There is no cycle Q.'],
  ['es', 'No existe el ciclo Q.'],
] as const)('accounts that are never billed are listed with the reason, in %s', async ([language, why], { db }) => {
  await town(db);
  await db.query(`update account set billing_cycle = 'Q' where id = 1`);
  const staff = await visitAs(db, 'billing', language);
  await staff.get(at.neverBilled);
  await expectValidHtml(staff.html, at.neverBilled);
  expect(staff.text).toContain(why);
  expect(staff.text).toContain('00000001-0000001');
  expect(staff.text).not.toMatch(word);
});

test.for([
  ['en', '12,000', 'Meters without an account'],
  ['es', '12,000', 'Medidores sin cuenta'],
] as const)(
  'meters in use without an account stand beside them, with what passed since, in %s',
  async ([language, gallons, view], { db }) => {
    await serveAccount(db, 1, {
      ...{ closedOn: '2026-04-03', billedBefore: '2026-04-03' },
      reads: [
        ['2026-04-03', 100_000],
        ['2026-05-03', 112_000],
      ],
    });
    const staff = await visitAs(db, 'billing', language);
    await staff.get(at.neverBilled);
    expect(staff.text).toContain(view);
    const path = `${at.neverBilled}?view=meters`;
    await staff.get(path);
    await expectValidHtml(staff.html, path);
    for (const text of ['MW-1', '1 Test St', gallons, '00000001-0000001']) expect(staff.text).toContain(text);
    expect(staff.text).not.toMatch(word);
    const file = await (await staff.fetch(`${path}&as=csv`)).text();
    expect(file.trim().split('\r\n').at(-1)).toBe('MW-1,2026-04-03,00000001-0000001,12000,2026-05-03');
  },
);
