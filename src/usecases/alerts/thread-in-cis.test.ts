import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { storeHours } from '../../../test/support/hourly-use.ts';
import { accountIdOf, importSecondTown, secondTown, secondTownUtility } from '../../../test/support/second-town.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { household } from '../../../test/support/written-hours.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import { openNoticeTemplates } from '../../gateways/notice-templates.ts';
import type { DatabasePool } from '../../store/database.ts';
import { scanForLeaks } from './index.ts';

const context = {
  utility: secondTownUtility,
  publicUrl: 'https://water.example.org',
  templates: await openNoticeTemplates(secondTown),
};
const firstDay = Temporal.PlainDate.from('2026-05-01');

/** Hours of the account's meter, which the billing system's files put in, up to day `days`, and a scan on the morning after. */
async function scan(db: DatabasePool, meterId: number, days: number, leaksOn: (day: number) => boolean) {
  const span = hourSpan(secondTownUtility.time_zone, firstDay, days);
  const counts = Int32Array.from({ length: span.hours }, (_, hour) => {
    return household(span.hourOfDay[hour] ?? 0) + (leaksOn(span.dayOf[hour] ?? 0) ? 9 : 0);
  });
  const quality = new Uint8Array(span.hours);
  await storeHours(db, meterId, { span, register: { unit: 'gal', multiplier: '1' }, counts, quality });
  const now = firstDay.add({ days }).toZonedDateTime({ timeZone: secondTownUtility.time_zone, plainTime: '09:00' });
  return scanForLeaks(db, context, { now: now.toInstant() });
}

const told = async (db: DatabasePool) =>
  (await db.query<{ event: string }>('select event from notice order by id')).map(({ event }) => event);

test('beside a billing system a leak that begins, stops and comes back is one thread, whatever files come between', async ({
  db,
}) => {
  await importSecondTown(db);
  const accountId = await accountIdOf(db, 'LB10042175');
  const [meter] = await db.query<{ id: number }>(
    `select i.meter_id as id from account a join service_point s on s.premise_id = a.premise_id
     join meter_installation i on i.service_point_id = s.id and i.removed_on is null where a.id = $1`,
    [accountId],
  );
  const meterId = meter?.id ?? 0;
  await registered(db, accountId);
  const leaksOn = (day: number) => (day >= 32 && day < 36) || (day >= 42 && day < 46);

  await scan(db, meterId, 32, leaksOn);
  expect(await told(db)).toEqual([]);
  await scan(db, meterId, 35, leaksOn);
  await scan(db, meterId, 38, leaksOn);
  expect(await told(db)).toEqual(['alert.began', 'alert.stopped']);

  expect(await importSecondTown(db, 'cis-next-night')).toMatchObject({ state: 'applied' });
  await scan(db, meterId, 45, leaksOn);
  await scan(db, meterId, 48, leaksOn);
  await scan(db, meterId, 55, leaksOn);
  expect(await told(db)).toEqual(['alert.began', 'alert.stopped', 'alert.came-back', 'alert.stopped']);
  expect(
    await db.query('select account_id, meter_id, kind, gallons_an_hour::int as rate, absorbed_into from alert'),
  ).toEqual([{ account_id: accountId, meter_id: meterId, kind: 'leak', rate: 9, absorbed_into: null }]);
  const days = await db.query<{ day: string }>('select day::text from alert_day order by day');
  expect(days.map(({ day }) => day)).toEqual([
    ...['2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05'],
    ...['2026-06-12', '2026-06-13', '2026-06-14', '2026-06-15'],
  ]);
});
