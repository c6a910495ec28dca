import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { cisBills, cisHome } from '../../../test/support/cis-bills.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { staffSignedIn } from '../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../test/support/web.ts';
import { findBillDocument } from '../../store/billing/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { signShadowReport } from '../../usecases/exchange/index.ts';
import { consoleAreas } from '../../web/console/index.ts';
import { paths } from '../../web/paths.ts';
import { exitCodes } from '../exit-codes.ts';

const { console: at } = paths;

/** 12,000 gallons: 20.88, five at 1.19 and seven at 2.15. B1 is right, B2 has last year's price and a fee, B3 no days. */
async function threeBills(db: DatabasePool): Promise<void> {
  const [one = 0] = await openAccounts(db, 1);
  await cisHome(db, one);
  const base = ['Base charge', 'charge', null, null, 2088] as const;
  const second = ['Water tier 2', 'charge', '7', '2.15', 1505] as const;
  await cisBills(db, one, [
    { number: 'B1', kgal: '12', lines: [base, ['Water tier 1', 'charge', null, null, 595], second] },
    {
      number: 'B2',
      kgal: '12',
      lines: [base, ['Water tier 1', 'charge', '5', '1.15', 575], second, ['Late charge', 'penalty', null, null, 500]],
    },
    { number: 'B3', kgal: '12', lines: [base], isUndated: true },
  ]);
}

test('their bills are calculated again: equal to the cent, or different line by line, each once', async ({ db }) => {
  await threeBills(db);
  const folder = await scratchFolder();
  const file = join(folder, 'report.csv');
  const run = await caudal(db, ['exchange', 'shadow', '--json', '--csv', file]);
  expect(run.code).toBe(exitCodes.refused);
  expect(JSON.parse(run.out)).toMatchObject({
    ...{ run: 1, bills: 3, equal: 1, different: 1, not_calculated: 1 },
    rows: [
      {
        ...{ bill: 'B2', outcome: 'different', their_total: '46.68', our_total: '41.88', reason: 'rate' },
        ...{ their_line: 'Water tier 1', their_amount: '5.75', our_line: 'Water used', our_amount: '5.95' },
      },
      { bill: 'B2', reason: 'fee', their_line: 'Late charge', their_amount: '5.00' },
      { bill: 'B3', outcome: 'not-calculated', problem: expect.stringContaining('period_from') },
    ],
  });
  const report = await readFile(file, 'utf8');
  expect(report.split('\r\n')).toHaveLength(6);
  expect(JSON.parse(run.out).sha256).toBe(createHash('sha256').update(report).digest('hex'));
  expect((await caudal(db, ['exchange', 'shadow'])).out).toContain('No bill of the billing system is new');
  expect((await caudal(db, ['exchange', 'shadow', '--run', '1'])).out).toContain(
    'Run 1: 3 bills: 1 come out to the cent, 1 differ, 1 could not be calculated.',
  );
  expect((await caudal(db, ['exchange', 'shadow', '--run', '9'])).err).toContain('no shadow run 9');
  // Their file brings it again, otherwise.
  await db.query(
    `with package as (
       insert into exchange_run (scope, as_of, sha256, source, received_at, received_by, state, applied_at, report)
       values ('delta', '2026-05-15', repeat('0', 64), 'test', now(), 'test', 'applied', now(), '{}') returning id
     )
     update bill set exchange_run_id = package.id, period_given = true from package where number = 'B3'`,
  );
  expect(JSON.parse((await caudal(db, ['exchange', 'shadow', '--json'])).out)).toMatchObject({
    ...{ run: 2, bills: 1 },
    rows: [
      { bill: 'B3', reason: 'line-missing' },
      { bill: 'B3', reason: 'line-missing' },
    ],
  });
  expect(JSON.parse((await caudal(db, ['exchange', 'shadow', '--all', '--json'])).out)).toMatchObject({
    run: 3,
    bills: 3,
  });
});

test('a bill that comes out explains itself by our rates; one that does not stays as it was given', async ({ db }) => {
  await threeBills(db);
  await caudal(db, ['exchange', 'shadow']);
  const lines = async (number: string) => (await findBillDocument(db, number))?.lines ?? [];
  expect(await lines('B1')).toMatchObject([
    { explanation: { rule: { rateClass: 'RESIDENTIAL_SINGLE', effectiveOn: '2025-03-01' } } },
    { quantity: '5', unitPrice: '1.19', explanation: { tier: { number: 1 } } },
    { quantity: '7', unitPrice: '2.15', explanation: { tier: { number: 2 } } },
  ]);
  for (const line of await lines('B2')) expect(line.explanation.rule.file).toBe('bill-lines.csv');
});

test('the analyst looks at it by reason, takes the report, and signs just these rows; no customer sees it', async ({
  db,
}) => {
  await threeBills(db);
  await caudal(db, ['exchange', 'shadow']);
  const luis = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'supervisor') }), consoleAreas, 'en');
  await luis.get(at.shadowRuns);
  await expectValidHtml(luis.html, 'shadow runs');
  expect(luis.text).toContain('Not signed');
  await luis.get(at.shadowRun('1'));
  await expectValidHtml(luis.html, 'shadow run');
  for (const words of ['Another price', 'A fee that the rates do not have', 'B3', '$5.75', '$5.95']) {
    expect(luis.text).toContain(words);
  }
  await luis.get(`${at.shadowRun('1')}?reason=fee`);
  expect(luis.text).toContain('Late charge');
  expect(luis.text).not.toContain('Water tier 1');
  await luis.get(at.shadowRunFile('1'));
  const [, sha256] = [luis.html, createHash('sha256').update(luis.html).digest('hex')];
  await luis.get(at.shadowRun('1'));
  await luis.post(at.shadowRun('1'), { name: ' ' });
  expect(luis.status).toBe(422);
  await luis.post(at.shadowRun('1'), { name: 'Luis Ortega' });
  await luis.get(at.shadowRun('1'));
  expect(luis.text).toContain('Luis Ortega');
  expect(luis.html).not.toContain('name="name"');
  expect(await db.query('select signed_by, signed_name, sha256 from exchange_shadow_run')).toEqual([
    { signed_by: 'staff-supervisor', signed_name: 'Luis Ortega', sha256 },
  ]);
  const by = {
    staffId: 'staff-supervisor',
    role: 'supervisor',
    now: Temporal.Instant.from('2026-05-14T16:00:00Z'),
    address: '',
  } as const;
  expect(await signShadowReport(db, { runId: 1, name: 'Somebody else', by })).toMatchObject({
    ok: false,
    problem: { code: 'exchange.shadow-not-to-sign' },
  });
  const csr = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'csr') }), consoleAreas, 'es');
  expect((await csr.get(at.shadowRun('1'))).status).toBe(403);
});
