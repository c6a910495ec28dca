import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { installAmiMeter, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { postWaterBill } from '../../../test/support/water-bills.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import type { Database } from '../../store/database.ts';
import { servicesToPrice } from '../../store/usage/index.ts';
import { concerningMeters, importProduction, importZones, loadBalance, surveyMeters, zoneDays } from './index.ts';

const now = Temporal.Instant.from('2026-05-20T16:00:00Z');
const date = (text: string) => Temporal.PlainDate.from(text);
const bytesOf = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'));

async function bring(db: Database, lines: readonly string[], dryRun = false) {
  const bytes = bytesOf('meter,service_point,zone,from', ...lines);
  const request = { fileName: 'z.csv', bytes, dryRun, zone: referenceUtility.time_zone, now, by: 'cli' as const };
  const taken = await importZones(db, request);
  if (!taken.ok) throw new Error(taken.problem.code);
  const { refused, counts, notes } = taken.value;
  return {
    counts: [counts.new, counts.corrected, counts.unchanged],
    refused: refused.map(({ line, problems }) => `${line} ${problems.map(({ code, field }) => `${field}: ${code}`)}`),
    notes: notes.map(({ params }) => `${params?.['zone']} ${params?.['count']}`),
  };
}

/** A home with hourly reads from April, a leak of five gallons an hour in it, and its meter's serial number. */
async function home(db: Database): Promise<{ readonly accountId: number; readonly serial: string }> {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const leaks = [{ from: '2026-04-01T00:00', gallonsAnHour: 5 }];
  await storeHousehold(db, meterId, { from: '2026-04-01', through: '2026-05-20T06:00', leaks });
  const [row] = await db.query<{ serial: string }>('select serial from meter where id = $1', [meterId]);
  return { accountId, serial: row?.serial ?? '' };
}

test('a change of zone goes from its day on: months and nights before it stay where they were', async ({ db }) => {
  const { accountId, serial } = await home(db);
  // 6,000 gallons of 30 days each: 200 a day.
  for (const end of ['2026-04-01', '2026-05-01']) await postWaterBill(db, accountId, { end, kgal: 6 });
  expect(await bring(db, [`${serial},,DMA-7,2026-04-11`], true)).toEqual({
    ...{ counts: [1, 0, 0], refused: [], notes: ['DMA-7 1'] },
  });
  expect(await db.query('select from service_point_zone')).toEqual([]);
  const produced = bytesOf(
    'source,period,volume,unit,zone',
    'Springs,2026-03,7,kgal,gravity',
    'Springs,2026-04,3,kgal,gravity',
    'Weir,2026-04,5,kgal,DMA-7',
  );
  await surveyMeters(db, referenceUtility, { now });
  await bring(db, [`${serial},,DMA-7,2026-04-11`]);
  const production = {
    fileName: 'p.csv',
    bytes: produced,
    dryRun: false,
    zone: referenceUtility.time_zone,
    now,
    by: 'cli' as const,
  };
  expect(await importProduction(db, production)).toMatchObject({ value: { counts: { refused: 0 } } });
  const { months, zones, whole } = await loadBalance(db, referenceUtility, {
    from: date('2026-03-01'),
    until: date('2026-05-01'),
  });
  expect(zones.map((one) => [one.zone, one.facts.produced, Math.round(one.facts.billed)])).toEqual([
    ['DMA-7', 5000, 4000],
    ['gravity', 10_000, 8000],
  ]);
  expect([Math.round(whole.facts.billed), whole.facts.billedShare]).toEqual([12_000, expect.closeTo(60 / 61)]);
  expect(months).toHaveLength(2);

  const days = async (zone: string) => (await zoneDays(db, { zone, from: date('2026-04-01') })).map((one) => one.day);
  expect(await days('DMA-7')).toEqual([]);
  const jobs = await db.query('select payload from graphile_worker._private_jobs order by id');
  expect(jobs).toEqual([{ payload: { days: 62 } }]);
  await surveyMeters(db, referenceUtility, { now });
  expect((await days('gravity')).at(-1)?.toString()).toBe('2026-04-10');
  expect((await days('DMA-7')).at(0)?.toString()).toBe('2026-04-11');
  const [first] = await zoneDays(db, { zone: 'DMA-7', from: date('2026-04-01') });
  expect([first?.meters, first?.gallons[3]]).toEqual([1, 5]);
  const rules = { day: date('2026-05-20'), zone: referenceUtility.time_zone, zeroDays: 14, unbilledDays: 10 };
  expect(await concerningMeters(db, rules)).toMatchObject([{ concern: 'unbilled', zone: 'DMA-7' }]);
  // What the rates ask for is another matter.
  expect(await servicesToPrice(db, accountId)).toMatchObject([{ facts: { elevation_zone: 'gravity' } }]);
});

test('a zone is corrected for its day, and both are kept; another day is another change', async ({ db }) => {
  const { serial } = await home(db);
  await bring(db, [`${serial},,A,2026-01-01`, `${serial},,B,2026-03-01`]);
  expect(await bring(db, [`${serial},,C,2026-03-01`, `${serial},,A,2026-01-01`])).toMatchObject({ counts: [0, 1, 1] });
  expect(await db.query('select from service_point_zone')).toHaveLength(3);
  await expect(db.query(`update service_point_zone set zone = 'X'`)).rejects.toThrow();
  expect(await db.query('select zone, from_day::text, until_day::text from zone_spell order by from_day')).toEqual([
    { zone: 'gravity', from_day: '-infinity', until_day: '2026-01-01' },
    { zone: 'A', from_day: '2026-01-01', until_day: '2026-03-01' },
    { zone: 'C', from_day: '2026-03-01', until_day: 'infinity' },
  ]);
});

test('bad lines are kept aside with what is wrong with each', async ({ db }) => {
  const { serial } = await home(db);
  const [point] = await db.query<{ id: number }>('select id from service_point');
  const { counts, refused } = await bring(db, [
    `,${point?.id},A,2026-03-01`,
    `${serial},,B,2026-03-01`,
    'X-1,,A,2026-03-01',
    ',999999,A,2026-03-01',
    ',,,March',
    `${serial},,A,2062-03-01`,
    `${serial}\u0000,,A,0000-03-01`,
    `,first,${'Z'.repeat(41)},2026-02-30`,
  ]);
  expect(counts).toEqual([1, 0, 0]);
  expect(refused).toEqual([
    '3 zone: system-water.zone-twice',
    '4 meter: system-water.meter-unknown',
    '5 service_point: system-water.service-point-unknown',
    '6 service_point: system-water.place-missing,zone: system-water.zone-name,from: system-water.from-unreadable',
    '7 from: system-water.from-far',
    '8 meter: system-water.meter-unknown,from: system-water.from-unreadable',
    '9 service_point: system-water.service-point-unknown,zone: system-water.zone-name,from: system-water.from-unreadable',
  ]);
});
