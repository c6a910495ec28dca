import { expect } from 'vitest';
import { billedFromHours, correctHours, may20, newestBill } from '../../../../../test/support/billed-hours.ts';
import { test } from '../../../../../test/support/database.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { StaffRole } from '../../../../domain/access/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { paths } from '../../../paths.ts';
import { consoleAreas } from '../../index.ts';

const at = paths.console;

async function staff(db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') {
  const deps = webDeps(db, { staffRealm: await staffSignedIn(db, role), clock: () => may20 });
  return visit(deps, consoleAreas, language);
}

test('a bill that its hours say otherwise of is listed, looked at and billed again', async ({ db }) => {
  const billing = await staff(db, 'billing');
  await billing.get(at.billCorrections);
  await expectValidHtml(billing.html);
  expect(billing.text).toContain('Differences up to 250 gallons and $2.00 go to the next read by themselves.');
  expect(billing.text).toContain('No bills to correct');
  const { meterId, use } = await billedFromHours(db);
  await correctHours(db, meterId, use, 2000);
  const { number } = await newestBill(db);
  await billing.get(at.billCorrections);
  await expectValidHtml(billing.html);
  expect(billing.text).toMatch(new RegExp(`${number} .*2,000 gallons and \\$4\\.30 more`));
  await billing.get(at.billCorrection('1'));
  await expectValidHtml(billing.html);
  expect(billing.text).toMatch(/Billed on [\d,]+ gallons; the hours now say [\d,]+: 2,000 gallons and \$4\.30 more\./);
  await billing.post(at.billCorrection('1'), { reason: 'Read twice.' });
  expect([billing.status, billing.text]).toEqual([422, expect.stringContaining('Choose what to do with this bill.')]);
  await billing.post(at.billCorrection('1'), { answer: 'rebill', reason: '' });
  expect([billing.status, billing.text]).toEqual([422, expect.stringContaining('Type the reason')]);
  await billing.post(at.billCorrection('1'), { answer: 'rebill', reason: 'Read twice.', amount: '1' });
  expect([billing.status, billing.text]).toEqual([422, expect.stringContaining('The hours have changed')]);
  await billing.post(at.billCorrection('1'), { answer: 'rebill', reason: 'Read twice.' });
  await expectValidHtml(billing.html);
  expect(billing.text).toContain(`The new bill: ${(await newestBill(db)).number}`);
});

test('in Spanish; others look and do not answer', async ({ db }) => {
  const { meterId, use } = await billedFromHours(db);
  await correctHours(db, meterId, use, -400);
  const csr = await staff(db, 'csr', 'es');
  await csr.get(at.billCorrections);
  await expectValidHtml(csr.html);
  expect(csr.text).toContain('400 galones y $0.86 menos');
  await csr.get(at.billCorrection('1'));
  expect(csr.html).not.toContain('name="reason"');
  await csr.post(at.billCorrection('1'), { answer: 'stand', reason: 'x' });
  expect(csr.status).toBe(403);
  expect((await csr.get(at.billCorrection('99'))).status).toBe(404);
});
