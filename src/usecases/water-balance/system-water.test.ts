import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { storeHours } from '../../../test/support/hourly-use.ts';
import { installAmiMeter, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { postWaterBill } from '../../../test/support/water-bills.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { present } from '../../domain/kernel/index.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import type { Database } from '../../store/database.ts';
import { concerningMeters, highestAtNight, importProduction, loadBalance, surveyMeters, zoneDays } from './index.ts';

const now = Temporal.Instant.from('2026-05-20T16:00:00Z');
const day = Temporal.PlainDate.from('2026-05-20');
const zone = 'America/Los_Angeles';

/** A home with hourly reads from 1 April; with a number, so that there can be several. */
async function home(db: Database, number: number, over: { closedOn?: string; leak?: number } = {}): Promise<number> {
  const digits = String(number);
  const accountId = await openAccount(db, {
    ...{ customer: digits.padStart(8, '0'), account: digits.padStart(7, '0') },
    ...present({ closedOn: over.closedOn }),
  });
  const meterId = await installAmiMeter(db, accountId);
  const leaks = over.leak === undefined ? [] : [{ from: '2026-05-01T00:00', gallonsAnHour: over.leak }];
  await storeHousehold(db, meterId, { from: '2026-04-01', through: '2026-05-20T06:00', leaks });
  return accountId;
}

const concerns = async (db: Database) =>
  (await concerningMeters(db, { day, zone, zeroDays: 14, unbilledDays: 45 })).map(
    ({ concern, account, since, gallons }) => [concern, account, since?.toString(), gallons],
  );

test('a survey finds who stands still, who has no account and who has no bill, and again finds the same', async ({
  db,
}) => {
  const billed = await home(db, 1, { leak: 5 });
  await postWaterBill(db, billed, { end: '2026-05-01', kgal: 6 });
  const standing = await openAccount(db, { customer: '00000002', account: '0000002' });
  await postWaterBill(db, standing, { end: '2026-05-01', kgal: 1 });
  await storeStill(db, await installAmiMeter(db, standing), { ranUntil: '2026-05-02' });
  await home(db, 3, { closedOn: '2026-05-10' });
  await home(db, 4);
  for (let times = 0; times < 2; times++) {
    expect(await surveyMeters(db, referenceUtility, { now })).toEqual({ meters: 4, zones: 1 });
    expect(await concerns(db)).toEqual([
      ['unbilled', '00000004-0000004', '2020-01-01', expect.closeTo(5200, -3)],
      ['unowned', undefined, '2026-05-10', expect.closeTo(1100, -2)],
      ['zero', '00000002-0000002', '2026-05-02', undefined],
    ]);
  }
  expect(await highestAtNight(db, { zone: 'gravity', day, limit: 5 })).toMatchObject([
    { account: '00000001-0000001', nightGallonsAnHour: 5 },
  ]);
  const days = await zoneDays(db, { zone: 'gravity', from: Temporal.PlainDate.from('2026-05-18') });
  expect(days.map((one) => [one.day.toString(), one.meters, one.gallons.length])).toEqual([
    ['2026-05-18', 4, 24],
    ['2026-05-19', 4, 24],
    ['2026-05-20', 4, 24],
  ]);
  // At three in the morning nobody uses water; one home leaks five gallons an hour.
  expect(days[0]?.gallons[3]).toBe(5);
});

/** A meter through which 6 gallons an hour ran until a day, and nothing since. */
async function storeStill(db: Database, meterId: number, { ranUntil }: { readonly ranUntil: string }): Promise<void> {
  const span = hourSpan(zone, Temporal.PlainDate.from('2026-04-01'), 49);
  const until = span.dayStart[span.firstDay.until(Temporal.PlainDate.from(ranUntil)).days] ?? 0;
  const counts = new Int32Array(span.hours).fill(60, 0, until);
  const register = { unit: 'gal', multiplier: '0.1' } as const;
  await storeHours(db, meterId, { span, register, counts, quality: new Uint8Array(span.hours) });
}

const file = (...lines: string[]) => new TextEncoder().encode(['source,period,volume,unit,zone', ...lines].join('\n'));

test('production goes in once, is corrected, and never counts twice', async ({ db }) => {
  const bring = async (bytes: Uint8Array, dryRun = false) => {
    const taken = await importProduction(db, { fileName: 'p.csv', bytes, dryRun, zone, now, by: 'cli' });
    if (!taken.ok) throw new Error(taken.problem.code);
    const { refused, counts, importedBefore } = taken.value;
    const { read, new: fresh, corrected, unchanged } = counts;
    const why = refused.map(({ line, kept, problems }) => `${line} ${kept}: ${problems.map(({ code }) => code)}`);
    return [[read, fresh, corrected, unchanged], why, importedBefore] as const;
  };
  const march = file(
    ...['Springs,2026-03,10,MG,', 'Well,2026-03-02,5,kgal,', 'Well,2026-03,1,MG,', 'Well,soon,1,MG,'],
    ...['"Well,2026-03-04,5,kgal,', 'Well,2026-03-05,5,kgal'],
  );
  const refusals = [
    '4 Well,2026-03,1,MG,: system-water.period-overlaps',
    '5 Well,soon,1,MG,: system-water.period-unreadable',
    '6 "Well,2026-03-04,5,kgal,: system-water.quote-unclosed',
    '7 Well,2026-03-05,5,kgal: system-water.field-count',
  ];
  expect(await bring(march, true)).toEqual([[6, 2, 0, 0], refusals, false]);
  expect(await db.query('select from production')).toEqual([]);
  expect(await db.query('select from water_file')).toEqual([]);
  expect(await bring(march)).toEqual([[6, 2, 0, 0], refusals, false]);
  expect(await bring(march)).toEqual([[6, 0, 0, 2], refusals, true]);
  expect((await bring(file('Springs,2026-03,11,MG,')))[0]).toEqual([1, 0, 1, 0]);
  // The file of before, sent by mistake, does not undo its correction.
  expect(await bring(march)).toEqual([[6, 0, 0, 2], refusals, true]);
  expect(await db.query('select from production')).toHaveLength(3);
  const { whole } = await loadBalance(db, referenceUtility, {
    from: Temporal.PlainDate.from('2026-03-01'),
    until: Temporal.PlainDate.from('2026-04-01'),
  });
  expect(whole.facts.produced).toBeCloseTo(11_005_000);
  expect(whole.producedShare).toBeCloseTo(32 / 62);
  // Of a month of which nothing is reported nothing counts.
  const spring = await loadBalance(db, referenceUtility, {
    from: Temporal.PlainDate.from('2026-02-01'),
    until: Temporal.PlainDate.from('2026-05-01'),
  });
  expect(spring.whole.facts).toEqual(whole.facts);
  expect(spring.months.map(({ balance }) => balance?.waterSupplied)).toEqual([
    undefined,
    expect.any(Number),
    undefined,
  ]);
});

test('a file of which nothing went in may be brought again, and who brought it is written down', async ({ db }) => {
  await installAmiMeter(db, await openAccount(db));
  const bytes = file('Pump,2026-04,1,MG,E8');
  const bring = async () => {
    const taken = await importProduction(db, {
      fileName: 'p.csv',
      bytes,
      dryRun: false,
      zone,
      now,
      by: { staffId: 'staff-1', role: 'billing' },
    });
    return taken.ok && taken.value.counts;
  };
  expect(await bring()).toMatchObject({ new: 0, refused: 1 });
  await db.query(`update service_point set elevation_zone = 'E8'`);
  expect(await bring()).toMatchObject({ new: 1, refused: 0 });
  expect(await db.query('select actor_kind, actor_id, action, detail from audit_event order by id')).toEqual([
    expect.objectContaining({ detail: { file: 1, read: 1, new: 0, corrected: 0, unchanged: 0, refused: 1 } }),
    {
      ...{ actor_kind: 'staff', actor_id: 'staff-1', action: 'water-file.production' },
      detail: { file: 2, read: 1, new: 1, corrected: 0, unchanged: 0, refused: 0 },
    },
  ]);
});

test('of the staff only those whose role allows it bring a file', async ({ db }) => {
  const request = { fileName: 'p.csv', bytes: file('Pump,2026-04,1,MG,'), dryRun: false, zone, now };
  const brought = await importProduction(db, { ...request, by: { staffId: 'staff-1', role: 'csr' } });
  expect(brought).toMatchObject({ ok: false, problem: { code: 'access.not-permitted' } });
  expect(await db.query('select from water_file')).toEqual([]);
});

test('what no database holds is refused at its line, and the other lines go in', async ({ db }) => {
  const bytes = new TextEncoder().encode(
    'source,period,volume,unit,note\u0000\nPu\u0000mp,2026-04,1,MG,\nWell,0000-04,1,MG,\nWell,2026-04,1,MG,\n',
  );
  const brought = await importProduction(db, { fileName: 'p.csv', bytes, dryRun: false, zone, now, by: 'cli' });
  if (!brought.ok) throw new Error(brought.problem.code);
  const { counts, refused } = brought.value;
  expect([counts.new, ...refused.map(({ line, problems }) => `${line} ${problems.map(({ code }) => code)}`)]).toEqual([
    ...[1, '2 system-water.source-name', '3 system-water.period-unreadable'],
  ]);
});

test('a bill counts in each month by its days, in its zone, and what is not billed yet is said', async ({ db }) => {
  const ana = await openAccount(db, { customer: '00000001', account: '0000001' });
  const luis = await openAccount(db, { customer: '00000002', account: '0000002' });
  for (const account of [ana, luis]) await installAmiMeter(db, account);
  await db.query(
    `update service_point set elevation_zone = 'E1' where premise_id = (select premise_id from account where id = $1)`,
    [luis],
  );
  // 15 February to 17 March, and on to 16 April: 16 and 15 of March's 31 days.
  await postWaterBill(db, ana, { end: '2026-03-17', kgal: 30 });
  await postWaterBill(db, ana, { end: '2026-04-16', kgal: 60 });
  await postWaterBill(db, luis, { end: '2026-04-01', kgal: 15 });
  await importProduction(db, {
    ...{ fileName: 'p.csv', dryRun: false, zone, now, by: 'cli' },
    bytes: file('Springs,2026-03,60,kgal,gravity', 'Pump,2026-03,20,kgal,E1'),
  });
  const march = { from: Temporal.PlainDate.from('2026-03-01'), until: Temporal.PlainDate.from('2026-04-01') };
  const { whole, zones } = await loadBalance(db, referenceUtility, march);
  expect(whole.facts).toMatchObject({ produced: 80_000, billed: 16_000 + 30_000 + 15_000 });
  // Luis's bill began on 2 March: a day of his is on none.
  expect(whole.facts.billedShare).toBeCloseTo(61 / 62);
  expect(whole.balance).toMatchObject({ unbilledAuthorized: 1000, waterLosses: 18_000 });
  expect(zones.map((one) => [one.zone, one.facts.produced, Math.round(one.facts.billed)])).toEqual([
    ['E1', 20_000, 15_000],
    ['gravity', 60_000, 46_000],
  ]);
});
