import { expect } from 'vitest';
import { openAccounts } from '../../../../../test/support/accounts.ts';
import { cisBills, cisHome } from '../../../../../test/support/cis-bills.ts';
import { caudal } from '../../../../../test/support/command.ts';
import { test } from '../../../../../test/support/database.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { StaffRole } from '../../../../domain/access/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { paths } from '../../../paths.ts';
import { consoleAreas } from '../../index.ts';

const at = paths.console;

/** B1 comes out; B2 has last year's price in one line and a fee that the rates do not have; B3 no days. */
async function shadowed(db: DatabasePool): Promise<void> {
  const [one = 0] = await openAccounts(db, 1);
  await cisHome(db, one);
  const base = ['Base charge', 'charge', null, null, 2088] as const;
  const second = ['Water tier 2', 'charge', '7', '2.15', 1505] as const;
  await cisBills(db, one, [
    { number: 'B1', kgal: '12', lines: [base, ['Water tier 1', 'charge', null, null, 595], second] },
    {
      number: 'B2',
      service: 'water',
      kgal: '12',
      lines: [base, ['Water tier 1', 'charge', '5', '1.15', 575], second, ['Late charge', 'penalty', null, null, 500]],
    },
    { number: 'B3', kgal: '12', lines: [base], isUndated: true },
  ]);
  await caudal(db, ['exchange', 'shadow']);
}

const staff = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);

const linesOf = (csv: string): readonly string[] => csv.trimEnd().split('\r\n');

test('bills that do not come out are one list, seen side by side and explained, and a file', async ({ db }) => {
  await shadowed(db);
  const bea = await staff(db, 'billing');
  await bea.get(at.shadowDifferences);
  await expectValidHtml(bea.html, 'the list');
  expect(bea.text).toContain('1–3 of 3');
  for (const words of ['B2', 'B3', '$0.20', '$5.00', 'Another price', 'Open']) expect(bea.text).toContain(words);
  expect(bea.text).not.toMatch(/\bB1\b/);
  const [, one = ''] = /href="(\/console\/exchange\/differences\/\d+)">B2/.exec(bea.html) ?? [];
  await bea.get(one);
  await expectValidHtml(bea.html, 'side by side');
  for (const words of ['Base charge', '$5.75', '$5.95', 'Late charge', '$46.68', '$41.88']) {
    expect(bea.text).toContain(words);
  }
  await bea.post(one, { reason: 'rate', note: ' ' });
  expect([bea.status, bea.text]).toEqual([422, expect.stringContaining('Type why it differs.')]);
  await bea.post(one, { reason: 'use', note: 'x' });
  expect([bea.status, bea.text]).toEqual([422, expect.stringContaining('Choose what the note is about.')]);
  await bea.post(one, { reason: 'rate', note: 'They billed by last year’s price until the 4th.' });
  expect([bea.status, bea.path]).toEqual([200, one]);
  expect(bea.text).toContain('They billed by last year’s price until the 4th.');
  await bea.get(`${at.shadowDifferences}?state=open&as=csv`);
  expect(linesOf(bea.html)[0]).toBe('bill,account,service,difference,reason,first-seen,state,note');
  expect(
    linesOf(bea.html)
      .slice(1)
      .map((line) => line.split(',')[4]),
  ).toEqual(['not-calculated', 'fee']);
  await bea.get(`${at.shadowDifferences}?state=explained`);
  expect(bea.text).toContain('1–1 of 1');
  // A later run finds the same: what was explained stays so, and nothing is listed twice.
  await caudal(db, ['exchange', 'shadow', '--all']);
  await bea.get(`${at.shadowDifferences}?as=csv&sort=difference&order=asc`);
  expect(
    linesOf(bea.html)
      .slice(1)
      .map((line) => line.split(',')[6]),
  ).toEqual(['open', 'open', 'explained']);
  const audit = await staff(db, 'auditor', 'es');
  await audit.get(one);
  await expectValidHtml(audit.html, 'in Spanish');
  expect(audit.html).toContain('data-label="Servicio">Agua</td>');
  expect(audit.html).not.toContain('name="note"');
  await audit.post(one, { reason: 'fee', note: 'x' });
  expect(audit.status).toBe(403);
  expect((await audit.get(at.shadowDifference('999'))).status).toBe(404);
});
