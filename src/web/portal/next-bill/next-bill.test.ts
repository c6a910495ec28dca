import { describe, expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { installAmiMeter, storeHousehold } from '../../../../test/support/leaks.ts';
import { openAccount } from '../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../test/support/signed-in.ts';
import { postWaterBill } from '../../../../test/support/water-bills.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import { paths } from '../../paths.ts';
import { accountArea } from '../account-area.ts';

const number = '00123456-0004321';

describe.each([
  [
    'es',
    'Será de unos $',
    'Probablemente será de unos',
    'El tramo 2, donde el agua cuesta más, empieza en 5,000 galones',
    'Su medidor debía leerse',
  ],
  [
    'en',
    'About $',
    'It will probably be about',
    'Tier 2, where water costs more, begins at 5,000 gallons',
    'Your meter was due to be read',
  ],
] as const)('the next bill, in %s', (language, card, about, tier, closed) => {
  test('is on the account’s first page, and on its own with why and what would lower it', async ({ db }) => {
    const accountId = await openAccount(db);
    await storeHousehold(db, await installAmiMeter(db, accountId), {
      from: '2025-09-01',
      through: '2026-05-15T06:00',
      leaks: [{ from: '2026-05-05T00:00', gallonsAnHour: 5 }],
    });
    await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
    const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
    deps.time.now = Temporal.Instant.from('2026-05-15T17:00:00Z');
    const visitor = await visit(deps, [accountArea], language).get(paths.account(number));
    expect(visitor.text).toContain(card);
    await expectValidHtml(visitor.html, 'my account');
    await visitor.get(paths.nextBill(number));
    for (const words of [about, tier, '$20.88']) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'the next bill');
    deps.time.now = Temporal.Instant.from('2026-06-05T17:00:00Z');
    expect((await visitor.get(paths.nextBill(number))).text).toContain(closed);
    await expectValidHtml(visitor.html, 'no forecast');
  });
});
