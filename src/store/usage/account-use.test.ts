import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { installAmiMeter, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { hourQuality, hourSpan, packDay } from '../../domain/metering/index.ts';
import { openDatabase } from '../database.ts';
import { hoursOfMeters } from '../metering/index.ts';
import { pageSessionOf } from '../page-session.ts';
import { pageLimits } from '../time-limits.ts';
import { together } from '../together.ts';
import { metersOfAccount, meterUsesOf } from './index.ts';

test('a page gets the hours of an account, planned once and side by side, as a command gets them', async ({ db }) => {
  const accountId = await openAccount(db);
  const meters = [await installAmiMeter(db, accountId, 'HOUSE'), await installAmiMeter(db, accountId, 'GARDEN')];
  await storeHousehold(db, meters[0] ?? 0, { from: '2026-04-28', through: '2026-05-14T08:00' });
  await storeHousehold(db, meters[1] ?? 0, { from: '2026-05-10', through: '2026-05-12T08:00' });
  // Somebody set the hours of a day of which files say nothing, when the meter counted by the ten.
  const hours = packDay({ counts: new Int32Array(24).fill(3), quality: new Uint8Array(24).fill(hourQuality.edited) });
  const said = packDay({ counts: new Int32Array(24), quality: new Uint8Array(24).fill(hourQuality.missing) });
  await db.query(
    `insert into edited_day (meter_id, day, decimals, said, hours)
     select meter_id, '2026-05-13', decimals - 1, $2, $3 from interval_channel where meter_id = $1`,
    [meters[1], Buffer.from(said), Buffer.from(hours)],
  );
  const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-04-30'), 14);
  const asked = meters.map((meterId) => ({ meterId, span }));
  const expected = [
    await metersOfAccount(db, accountId),
    await meterUsesOf(db, accountId, span),
    await hoursOfMeters(db, asked),
  ];
  const uses = await meterUsesOf(db, accountId, span);
  const ofCommand = await hoursOfMeters(db, asked);
  expect(uses.map(({ use }) => use)).toEqual(meters.map((meter) => ofCommand.get(meter)));
  expect(uses.map(({ serial }) => serial)).toEqual(['HOUSE', 'GARDEN']);
  const [from, to] = [span.dayStart[13], span.dayStart[14]];
  expect(uses[1]?.use.counts.slice(from, to)).toEqual(new Int32Array(24).fill(30));
  expect(
    (await metersOfAccount(db, accountId)).map(({ serial, known }) => [
      serial,
      known?.firstDay.toString(),
      known?.lastDay.toString(),
    ]),
  ).toEqual([
    ['HOUSE', '2026-04-28', '2026-05-14'],
    ['GARDEN', '2026-05-10', '2026-05-12'],
  ]);
  const pages = openDatabase(db.pool.options.connectionString ?? '', 1, pageLimits, await pageSessionOf(db));
  // Alone the first time, then with the others in one statement; more often than PostgreSQL tries plans for single values.
  for (let times = 0; times < 7; times += 1) {
    const page = together(pages);
    expect(
      await Promise.all([
        metersOfAccount(page, accountId),
        meterUsesOf(page, accountId, span),
        hoursOfMeters(pages, asked),
      ]),
    ).toEqual(expected);
  }
  await pages.close();
});
