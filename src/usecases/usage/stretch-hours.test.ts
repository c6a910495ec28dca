import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { hearStatements } from '../../../test/support/heard-statements.ts';
import { installAmiMeter, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import { meterUsesOf } from '../../store/usage/index.ts';
import { hoursFrom, hoursWithin, stretchHours } from './stretch-hours.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const zone = 'America/Los_Angeles';

test('a stretch’s hours and those of a bill before it are read once, unless the bill began long before', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  const meter = await installAmiMeter(db, accountId, 'HOUSE');
  await storeHousehold(db, meter, { from: '2026-01-01', through: '2026-05-14T08:00' });
  const span = hourSpan(zone, day('2026-05-01'), 31);
  const alone = await meterUsesOf(db, accountId, span);
  const ofBill = (from: string, days: number) => meterUsesOf(db, accountId, hourSpan(zone, day(from), days));
  const twoMonths = await ofBill('2026-02-28', 62 + 31);
  const quarter = await ofBill('2026-02-01', 28 + 31 + 30 + 31);

  const heard = hearStatements();
  const hours = stretchHours(db, accountId, span);
  expect(await hoursWithin(hours)).toEqual(alone);
  expect(await hoursFrom(db, accountId, hours, day('2026-04-10'))).toEqual(twoMonths);
  expect(heard).toHaveLength(1);
  expect(await hoursFrom(db, accountId, hours, day('2026-02-01'))).toEqual(quarter);
  expect(heard).toHaveLength(2);
});
