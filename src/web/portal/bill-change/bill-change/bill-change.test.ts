import { describe, expect } from 'vitest';
import { billThrough, lastBillOf } from '../../../../../test/support/bill-cycle.ts';
import { test } from '../../../../../test/support/database.ts';
import { serveAccount } from '../../../../../test/support/served-accounts.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { paths } from '../../../paths.ts';
import { portalAreas } from '../../index.ts';

const number = '00000001-0000001';

describe.each([
  [
    'es',
    'Por qué cambió',
    ['Usó 516 galones por día; en la otra factura fueron 400', 'Razón principal: Agua que usó (+$7.48).'],
    'primera factura',
    'Riego: 100 galones por día; en la otra factura fueron 0',
  ],
  [
    'en',
    'Why did it change',
    ['You used 516 gallons a day; on the other bill it was 400', 'Main reason: Water you used (+$7.48).'],
    'first bill',
    'Irrigation: 100 gallons a day; on the other bill it was 0',
  ],
] as const)('why a bill changed, in %s', (language, link, why, first, ofGarden) => {
  test('is asked on the bill, and answered in parts with their sum; a first bill has none', async ({ db }) => {
    const { accountId } = await serveAccount(db, 1, {
      billedBefore: '2026-03-03',
      reads: [
        ['2026-03-03', 100_000],
        ['2026-04-03', 112_400],
        ['2026-05-03', 127_880],
      ],
    });
    await billThrough(db, '2026-04-05');
    const before = await lastBillOf(db, accountId);
    await billThrough(db, '2026-05-05');
    const { number: bill } = await lastBillOf(db, accountId);
    const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
    const visitor = await visit(deps, portalAreas, language).get(paths.bill(number, bill));
    expect(visitor.text).toContain(link);
    expect(visitor.html).toContain(paths.billChange(number, bill));
    await visitor.get(paths.billChange(number, bill));
    for (const words of [...why, '1 Test St', '−$0.86', '+$7.48', '+$6.62']) expect(visitor.text).toContain(words);
    expect(visitor.text).not.toContain(first);
    await expectValidHtml(visitor.html, 'why a bill changed');
    expect((await visitor.get(paths.billChange(number, before.number))).text).toContain(first);
    expect((await visitor.get(paths.billChange(number, '1000000099'))).status).toBe(404);
  });

  test('of two meters it says which used more', async ({ db }) => {
    const { accountId } = await serveAccount(db, 1, {
      billedBefore: '2026-03-03',
      reads: [
        ['2026-03-03', 100_000],
        ['2026-04-03', 112_400],
        ['2026-05-03', 124_400],
      ],
    });
    await db.query(
      `with point as (
         insert into service_point (premise_id, rate_class, service)
         select premise_id, 'RESIDENTIAL_SINGLE', 'irrigation' from account where id = $1 returning id
       ), register as (
         insert into meter (serial, size, unit, dials) values ('GARDEN-1', '5/8"', 'gal', 7) returning id
       ), placed as (
         insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
         select point.id, register.id, '2020-01-01', 0 from point, register
       )
       insert into register_read (meter_id, read_on, count, quality, source, received_at)
       select register.id, read_on, count, 'measured', 'test', read_on
       from register, (values ('2026-03-03'::date, 500), ('2026-04-03', 500), ('2026-05-03', 3500)) as t (read_on, count)`,
      [accountId],
    );
    await billThrough(db, '2026-04-05');
    await billThrough(db, '2026-05-05');
    const { number: bill } = await lastBillOf(db, accountId);
    const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
    const visitor = await visit(deps, portalAreas, language).get(paths.billChange(number, bill));
    expect(visitor.text).toContain(ofGarden);
    await expectValidHtml(visitor.html, 'why a bill of two meters changed');
  });
});
