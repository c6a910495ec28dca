import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openAccounts } from '../../../../test/support/accounts.ts';
import { caudal } from '../../../../test/support/command.ts';
import { test } from '../../../../test/support/database.ts';
import { paidAtTill } from '../../../../test/support/paid-at-till.ts';
import { owes } from '../../../../test/support/paying.ts';
import { scratchFolder } from '../../../../test/support/scratch-folder.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

const { console: at } = paths;
const now = Temporal.Instant.from('2026-05-14T20:00:00Z');
const staff = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role), clock: () => now }), consoleAreas, language);

test('staff see what was refused, send it again with a reason, and take a batch’s file', async ({ db }) => {
  const folder = await scratchFolder();
  const [one = 0] = await openAccounts(db, 1);
  await owes(db, one, 6134);
  const { pay } = paidAtTill(db);
  const receipt = await pay(one, 6134);
  const bea = await staff(db, 'billing');
  await bea.get(at.exchangeBatches);
  await expectValidHtml(bea.html, 'nothing refused');
  expect(bea.text).toContain('1 receipt waits for the next batch: $61.34.');
  await caudal(db, ['exchange', 'payments', folder], { now });
  await writeFile(join(folder, 'ack-1.csv'), `batch,status,receipt,reason\n1,refused,${receipt},account unknown\n`);
  await caudal(db, ['import', 'ack', join(folder, 'ack-1.csv')]);

  await bea.get(at.home);
  expect(bea.text).toMatch(/Receipts refused by the billing system 1/);
  await bea.get(at.exchangeBatches);
  await expectValidHtml(bea.html, 'one refused');
  for (const words of [receipt, 'Refused', 'account unknown', 'Everything is in a batch.']) {
    expect(bea.text).toContain(words);
  }
  await bea.get(at.exchangeReceiptAgain(receipt));
  await expectValidHtml(bea.html, 'send again');
  await bea.post(at.exchangeReceiptAgain(receipt), { reason: '' });
  expect(bea.status).toBe(422);
  await bea.post(at.exchangeReceiptAgain(receipt), { reason: 'The account is there now' });
  await bea.get(at.exchangeBatches);
  expect(bea.text).toContain('1 receipt waits for the next batch');
  expect(await db.query('select decided_by, reason, attempt from exchange_resend')).toEqual([
    { decided_by: 'staff-billing', reason: 'The account is there now', attempt: 2 },
  ]);
  expect((await bea.get(at.exchangeReceiptAgain(receipt))).status).toBe(404);

  const luis = await staff(db, 'csr', 'es');
  await luis.get(`${at.exchangeBatches}?view=batches`);
  await expectValidHtml(luis.html, 'lotes');
  expect(luis.text).toContain('payments-2026-05-14-01.csv');
  expect(luis.text).toContain('Cuando un lote se pierde o se rechaza completo');
  const [batch] = await db.query<{ id: number }>('select id from exchange_batch');
  await luis.get(`${at.exchangeBatchFile(`${batch?.id}`)}?part=totals`);
  expect(JSON.parse(luis.html)).toMatchObject({ batch: 1, count: 1, total: '61.34' });
  await luis.get(at.exchangeBatchFile(`${batch?.id}`));
  expect(luis.html).toContain(`${receipt},00000001-0000001,payment,61.34`);
  expect((await luis.get(at.exchangeReceiptAgain(receipt))).status).toBe(403);
});
