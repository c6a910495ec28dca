import { hourSpan } from '../../src/domain/metering/index.ts';
import { openNoticeTemplates } from '../../src/gateways/notice-templates.ts';
import type { Database } from '../../src/store/database.ts';
import type { NoticeContext } from '../../src/usecases/notices/index.ts';
import { storeHours } from './hourly-use.ts';
import { referenceUtility } from './web-deps.ts';

const zone = referenceUtility.time_zone;

export const noticesForTests: NoticeContext = {
  utility: referenceUtility,
  publicUrl: 'https://water.example.org',
  templates: await openNoticeTemplates('utility'),
};

/** A meter that reads every hour, in tenths of a gallon, on the account's premise; gives its id. */
export async function installAmiMeter(db: Database, accountId: number, serial = `AMI-${accountId}`): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `with point as (
       insert into service_point (premise_id, rate_class)
       select premise_id, 'RESIDENTIAL_SINGLE' from account where id = $1 returning id
     ), register as (
       insert into meter (serial, size, unit, dials) values ($2, '5/8"', 'gal', 7) returning id
     ), placed as (
       insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
       select point.id, register.id, '2020-01-01', 0 from point, register
     )
     select id from register`,
    [accountId, serial],
  );
  if (row === undefined) throw new Error('no meter was installed');
  return row.id;
}

/** A leak in local time; `to` may be left out while it runs. */
export interface LeakForTest {
  readonly from: string;
  readonly to?: string;
  readonly gallonsAnHour: number;
}

/**
 * Stores a household's hours from `from` up to the local moment `through`: water in the morning and the evening, none at
 * night, and its leaks on top.
 */
export async function storeHousehold(
  db: Database,
  meterId: number,
  {
    from,
    through,
    leaks = [],
  }: { readonly from: string; readonly through: string; readonly leaks?: readonly LeakForTest[] },
): Promise<void> {
  const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds / 3_600_000;
  const end = Temporal.PlainDateTime.from(through);
  const firstDay = Temporal.PlainDate.from(from);
  const span = hourSpan(zone, firstDay, firstDay.until(end.toPlainDate()).days + 1);
  const known = local(through) - span.startHour;
  const counts = new Int32Array(span.hours);
  const quality = new Uint8Array(span.hours);
  for (let hour = 0; hour < span.hours; hour++) {
    if (hour >= known) {
      quality[hour] = 3;
      continue;
    }
    const clock = span.hourOfDay[hour] ?? 0;
    const used = clock === 7 || clock === 19 ? 40 : clock >= 8 && clock <= 21 && clock % 3 === 0 ? 6 : 0;
    const leaked = leaks
      .filter((leak) => {
        const at = span.startHour + hour;
        return at >= local(leak.from) && (leak.to === undefined || at < local(leak.to));
      })
      .reduce((sum, { gallonsAnHour }) => sum + gallonsAnHour, 0);
    counts[hour] = Math.round((used + leaked) * 10);
  }
  await storeHours(db, meterId, { span, register: { unit: 'gal', multiplier: '0.1' }, counts, quality });
}
