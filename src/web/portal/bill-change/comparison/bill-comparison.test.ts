import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { householdHours, meterIdOf, storeHours } from '../../../../../test/support/hourly-use.ts';
import { serveAccount } from '../../../../../test/support/served-accounts.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { postWaterBill } from '../../../../../test/support/water-bills.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { hourSpan } from '../../../../domain/metering/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { portalAreas } from '../../index.ts';
import { chosenBills } from './chosen-bills.ts';

const page = '/accounts/00000001-0000001/bill-comparison';

async function customer(db: DatabasePool, language: 'es' | 'en') {
  const served = await serveAccount(db, 1, { reads: [] });
  const loginId = await registered(db, served.accountId);
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, language);
  return { visitor, served };
}

test('the newest bill stands beside that of a year ago: use, charges, days, and why', async ({ db }) => {
  const { visitor, served } = await customer(db, 'en');
  const yearAgo = await postWaterBill(db, served.accountId, { end: '2025-04-14', kgal: 4 });
  const last = await postWaterBill(db, served.accountId, { end: '2026-03-13', kgal: 2 });
  const newest = await postWaterBill(db, served.accountId, { end: '2026-04-12', kgal: 7 });
  const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-03-13'), 30);
  await storeHours(db, await meterIdOf(db, served.meterSerial), householdHours(span));
  await visitor.get('/accounts/00000001-0000001/bills');
  expect(visitor.html).toContain(`href="${page}"`);
  await visitor.get(page);
  // 4,000 gallons at $1.19; 5,000 at $1.19 and 2,000 at $1.65.
  for (const words of [
    'Water 7,000 gallons 4,000 gallons +3,000 gallons',
    'Water used $9.25 $4.76 +$4.49',
    'The charges of this bill are $9.25. They were $4.76 then',
    'March 13, 2026 – April 12, 2026',
  ]) {
    expect(visitor.text).toContain(words);
  }
  expect(visitor.html.match(/data-bar/g)).toHaveLength(30);
  await expectValidHtml(visitor.html, 'two bills');
  await visitor.get(`${page}?bill=${newest}&beside=${last}`);
  expect(visitor.text).toContain('Water used $9.25 $2.38 +$6.87');
  await visitor.get(`${page}?bill=${yearAgo}&beside=${yearAgo}`);
  expect(visitor.text).toContain('Water used $4.76 $9.25 −$4.49');
});

test('in Spanish; with one bill there is nothing to compare; another account’s bill is not there', async ({ db }) => {
  const { visitor, served } = await customer(db, 'es');
  await visitor.get(page);
  expect(visitor.text).toContain('Todavía no hay dos facturas');
  const own = await postWaterBill(db, served.accountId, { end: '2026-03-13', kgal: 2 });
  await postWaterBill(db, served.accountId, { end: '2026-04-12', kgal: 7 });
  const other = await serveAccount(db, 2, { reads: [] });
  const foreign = await postWaterBill(db, other.accountId, { end: '2026-04-12', kgal: 900 });
  await visitor.get(`${page}?bill=${foreign}&beside=${own}`);
  expect(visitor.text).toContain('Agua usada $9.25 $2.38 +$6.87');
  expect(visitor.text).not.toMatch(/bill-comparison\.|900,000/);
  await expectValidHtml(visitor.html, 'two bills in Spanish');
});

test.each([
  [{}, ['D', 'A']],
  [{ bill: 'C' }, ['C', 'B']],
  [{ bill: 'A' }, ['A', 'D']],
  [{ bill: 'D', beside: 'B' }, ['D', 'B']],
  [{ bill: 'D', beside: 'D' }, ['D', 'A']],
])('asked for %j: %j', (asked, [bill, beside]) => {
  const bills = [
    ['D', '2026-05-05'],
    ['C', '2026-04-06'],
    ['B', '2026-03-05'],
    ['A', '2025-05-07'],
  ].map(([number = '', end = '']) => ({ number, periodEnd: Temporal.PlainDate.from(end) }));
  expect(chosenBills(bills, { bill: undefined, beside: undefined, ...asked })).toMatchObject({
    bill: { number: bill },
    beside: { number: beside },
  });
  expect(chosenBills(bills.slice(0, 1), { bill: undefined, beside: undefined })).toBeUndefined();
});
