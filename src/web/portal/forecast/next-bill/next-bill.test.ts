import { describe, expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../../../test/support/leaks.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { postWaterBill } from '../../../../../test/support/water-bills.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { scanForLeaks } from '../../../../usecases/alerts/index.ts';
import { paths } from '../../../paths.ts';
import { portalAreas } from '../../index.ts';

const number = '00123456-0004321';

describe.each([
  [
    'es',
    {
      card: 'Esperamos unos $',
      about: 'Probablemente será de unos',
      tier: 'El tramo 2, donde el agua cuesta más, empieza en 5,000 galones',
      closed: 'Su medidor debía leerse',
      leak: ['Parece que hay una fuga', 'la fuga gastará unos 2,5', 'Si la arregla hoy, la factura será de unos $'],
      being: 'La factura se está preparando',
      meter: 'Medidor MW-2: El tramo 2',
    },
  ],
  [
    'en',
    {
      card: 'We expect about $',
      about: 'It will probably be about',
      tier: 'Tier 2, where water costs more, begins at 5,000 gallons',
      closed: 'Your meter was due to be read',
      leak: ['There may be a leak', 'the leak will use about 2,5', 'If you fix it today, the bill will be about $'],
      being: 'The bill is being made',
      meter: 'Meter MW-2: Tier 2',
    },
  ],
] as const)('the next bill, in %s', (language, { card, about, tier, closed, leak, being, meter }) => {
  test('is on the account’s first page, and on its own with why and what would lower it', async ({ db }) => {
    const accountId = await openAccount(db);
    await storeHousehold(db, await installAmiMeter(db, accountId), {
      from: '2025-09-01',
      through: '2026-05-15T06:00',
      leaks: [{ from: '2026-05-05T00:00', gallonsAnHour: 5 }],
    });
    await scanForLeaks(db, noticesForTests, { now: Temporal.Instant.from('2026-05-15T14:00:00Z') });
    await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
    const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
    deps.time.now = Temporal.Instant.from('2026-05-15T17:00:00Z');
    const visitor = await visit(deps, portalAreas, language).get(paths.account(number));
    for (const words of [card, leak[2]]) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'my account');
    await visitor.get(paths.nextBill(number));
    for (const words of [about, tier, '$20.88', ...leak]) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'the next bill');
    deps.time.now = Temporal.Instant.from('2026-06-05T17:00:00Z');
    expect((await visitor.get(paths.nextBill(number))).text).toContain(closed);
    await expectValidHtml(visitor.html, 'no forecast');
  });

  test('of a period whose hours are all in says what the bill that is being made will be', async ({ db }) => {
    const accountId = await openAccount(db);
    const through = '2026-06-05T06:00';
    for (const serial of [1, 2]) {
      const meterId = await installAmiMeter(db, accountId);
      await db.query('update meter set serial = $2 where id = $1', [meterId, `MW-${serial}`]);
      await storeHousehold(db, meterId, { from: '2025-09-01', through });
    }
    await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
    const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
    deps.time.now = Temporal.Instant.from('2026-06-05T17:00:00Z');
    const visitor = await visit(deps, portalAreas, language).get(paths.nextBill(number));
    // Two meters of 3,410 gallons: the base of each, and 4.06 of tier 1 twice.
    for (const words of ['$49.88', being]) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'a bill being made');
    deps.time.now = Temporal.Instant.from('2026-06-04T17:00:00Z');
    expect((await visitor.get(paths.nextBill(number))).text).toContain(meter);
  });
});
