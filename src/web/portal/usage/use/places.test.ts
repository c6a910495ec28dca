import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../../../test/support/leaks.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { scanForLeaks } from '../../../../usecases/alerts/index.ts';
import { paths } from '../../../paths.ts';
import { portalAreas } from '../../index.ts';

const number = '00123456-0004321';
const days = { from: '2026-04-20', through: '2026-05-07T08:00' };

/** Another meter of an account: at its own premise, or at that of another account which an agreement gives it. */
async function another(
  db: DatabasePool,
  { accountId, service, at, agreed }: { accountId: number; service?: string; at?: number; agreed?: boolean },
): Promise<number> {
  const [place] = await db.query<{ meter: number; point: number }>(
    `with point as (
       insert into service_point (premise_id, rate_class, service)
       select premise_id, 'RESIDENTIAL_SINGLE', $2 from account where id = $1 returning id
     ), register as (
       insert into meter (serial, size, unit, dials) values ('AMI-' || $2 || $1::bigint, '5/8"', 'gal', 7) returning id
     ), placed as (
       insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
       select point.id, register.id, '2020-01-01', 0 from point, register
     )
     select register.id as meter, point.id as point from register, point`,
    [at ?? accountId, service ?? 'water'],
  );
  if (agreed === true) {
    await db.query(
      `insert into agreement (number, account_id, service_point_id, from_day) values ('AG' || $1::bigint, $2, $1, '2026-01-01')`,
      [place?.point, accountId],
    );
  }
  return place?.meter ?? 0;
}

async function threePlaces(db: DatabasePool) {
  const accountId = await openAccount(db);
  const home = await installAmiMeter(db, accountId);
  const garden = await another(db, { accountId, service: 'irrigation' });
  const other = await openAccount(db, { customer: '00000002', account: '0000002' });
  await db.query(
    `update premise p set line1 = '7 Orchard Lane' from account a where a.premise_id = p.id and a.id = $1`,
    [other],
  );
  const shop = await another(db, { accountId, at: other, agreed: true });
  const leaks = [{ from: '2026-05-04T02:00', gallonsAnHour: 30 }];
  for (const meter of [home, garden]) await storeHousehold(db, meter, days);
  await storeHousehold(db, shop, { ...days, leaks });
  const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
  return { accountId, other, home, shop, deps };
}

test.for([
  ['en', 'All together', 'Irrigation', 'A bill counts all places together'],
  ['es', 'Todo junto', 'Riego', 'La factura cuenta todos los lugares juntos'],
] as const)(
  'water at several places is shown together, and each of them alone by a link, in %s',
  async ([language, all, irrigation, noCost], { db }) => {
    const { deps } = await threePlaces(db);
    const visitor = await visit(deps, portalAreas, language).get(paths.account(number));
    for (const place of ['100 Sample St', irrigation, '7 Orchard Lane']) expect(visitor.text).toContain(place);
    await expectValidHtml(visitor.html, 'home');
    await visitor.get(`${paths.use(number)}?by=day&on=2026-05-05`);
    expect(visitor.text).toContain(all);
    await expectValidHtml(visitor.html, 'all places');
    const totalOf = () => (visitor.text.match(/[\d,.]+ gal/g) ?? []).join();
    const together = totalOf();
    const hrefs = [...visitor.html.matchAll(/href="([^"]*[?&;]at=\d+[^"]*)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
    const places = [...new Set(hrefs.map((href) => new URL(href, 'http://localhost').searchParams.get('at')))];
    expect(places).toHaveLength(3);
    const alone = new Set<string>();
    for (const at of places) {
      await visitor.get(`${paths.use(number)}?by=day&on=2026-05-05&at=${at}`);
      expect(visitor.status).toBe(200);
      expect(visitor.text).toContain(noCost);
      await expectValidHtml(visitor.html, 'one place');
      alone.add(totalOf());
      // Another day and the other choices stay at the place.
      expect(visitor.html).toMatch(new RegExp(`href="[^"]*on=2026-05-04[^"]*at=${at}"`));
    }
    expect(alone).not.toContain(together);
    // What is no place of this account is as if nothing was said.
    await visitor.get(`${paths.use(number)}?by=day&on=2026-05-05&at=999999`);
    expect(totalOf()).toBe(together);
  },
);

test('a leak at a place that an agreement gives to an account is that account’s, and its alert names the place', async ({
  db,
}) => {
  const { deps, other, accountId } = await threePlaces(db);
  const now = deps.clock();
  await scanForLeaks(db, noticesForTests, { now });
  const owners = await db.query<{ account_id: number }>('select distinct account_id from alert');
  expect(owners).toEqual([{ account_id: accountId }]);
  expect(other).not.toBe(accountId);
  const visitor = await visit(deps, portalAreas, 'en').get(paths.alerts(number));
  expect(visitor.text).toContain('7 Orchard Lane');
  await expectValidHtml(visitor.html, 'alerts');
  const href = /href="(\/accounts\/[^"]*\/alerts\/\d+)"/.exec(visitor.html)?.[1] ?? '';
  expect((await visitor.get(href)).text).toContain('7 Orchard Lane');
});

test('what an agreement gives to another account is not shown, though it stands at the same address', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  await storeHousehold(db, await installAmiMeter(db, accountId), days);
  const other = await openAccount(db, { customer: '00000002', account: '0000002' });
  await storeHousehold(
    db,
    await another(db, { accountId: other, at: accountId, agreed: true, service: 'irrigation' }),
    days,
  );
  const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
  const visitor = await visit(deps, portalAreas, 'en').get(paths.use(number));
  expect(visitor.text).not.toContain('All together');
  expect(visitor.text).not.toContain('Irrigation');
});
