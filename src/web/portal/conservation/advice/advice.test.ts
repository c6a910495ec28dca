import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../../../test/support/leaks.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { postWaterBill } from '../../../../../test/support/water-bills.ts';
import { dayAfterCutOver, expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { scanForLeaks } from '../../../../usecases/alerts/index.ts';
import { portalAreas } from '../../index.ts';

const account = '/accounts/00123456-0004321';

test.for([
  [
    'es',
    'Cambie los inodoros',
    '3 × 5 veces al día por persona × (3.5 − 1.28) galones',
    'Ya lo hice',
    'Mostrarlo otra vez',
  ],
  ['en', 'Change toilets', '3 × 5 times a day per person × (3.5 − 1.28) gallons', 'Done', 'Show it again'],
] as const)(
  'advice is ranked by what it saves this household, with its sum, in %s',
  async ([language, toilets, sum, done, again], { db }) => {
    const accountId = await openAccount(db);
    const loginId = await registered(db, accountId);
    const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, language);
    await visitor.get(`${account}/advice`);
    await expectValidHtml(visitor.html, 'nothing known');
    await visitor.get(`${account}/household`);
    await visitor.post(`${account}/household`, {
      occupants: '3',
      home: '',
      irrigated: '',
      pool: 'no',
      fixtures: 'older',
      softener: '',
    });
    for (const [end, kgal] of [
      ['2025-08-01', 20],
      ['2026-01-30', 8],
      ['2026-03-01', 8],
    ] as const)
      await postWaterBill(db, accountId, { end, kgal });
    await visitor.get(`${account}/advice`);
    for (const words of [toilets, sum, done]) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'advice');
    // The most money first.
    const dollars = [...visitor.text.matchAll(/\$(\d+\.\d\d)/g)].map(([, amount]) => Number(amount));
    expect(dollars.length).toBeGreaterThan(3);
    expect(dollars).toEqual(dollars.toSorted((a, b) => b - a));

    await visitor.post(`${account}/advice/toilets/answer`, { answer: 'done' });
    expect([visitor.text.includes(sum), visitor.text.includes(again)]).toEqual([false, true]);
    await expectValidHtml(visitor.html, 'advice with an answer');
    await visitor.post(`${account}/advice/toilets/answer`, { answer: 'again' });
    expect(visitor.text).toContain(sum);
    await visitor.post(`${account}/advice/castle/answer`, { answer: 'done' });
    expect(visitor.status).toBe(404);
  },
);

test('a leak that runs comes first, with what it would take in a year', async ({ db }) => {
  const accountId = await openAccount(db);
  const loginId = await registered(db, accountId);
  const meterId = await installAmiMeter(db, accountId);
  await storeHousehold(db, meterId, {
    from: '2026-04-20',
    through: '2026-05-07T06:00',
    leaks: [{ from: '2026-05-01T00:00', gallonsAnHour: 6 }],
  });
  await scanForLeaks(db, noticesForTests, { now: dayAfterCutOver });
  await postWaterBill(db, accountId, { end: '2026-04-26', kgal: 8 });
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, 'en');
  await visitor.get(`${account}/advice`);
  expect(visitor.text).toContain('Find and fix the leak that is running');
  expect(visitor.text).toMatch(/gallons an hour × 24 hours × 365 days = 52,560 gallons/);
  await expectValidHtml(visitor.html, 'a leak first');
});
