import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { storeHours } from '../../../test/support/hourly-use.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount, openLogin } from '../../../test/support/logins.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { dice, drawHousehold, simulateHours, simulateWeather } from '../../demo/domain/household-simulator/index.ts';
import { hourQuality, hourSpan, hourStart } from '../../domain/metering/index.ts';
import { grantAccess } from '../../store/access/index.ts';
import { insertResolution, insertSnooze, insertVacation } from '../../store/alerts/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { insertWeather } from '../../store/weather/index.ts';
import { scanForLeaks } from './index.ts';

const zone = referenceUtility.time_zone;
const register = { unit: 'gal', multiplier: '1' } as const;
/** Over the change of clocks; hours are stored before the scans begin, and then as files bring them. */
const span = hourSpan(zone, Temporal.PlainDate.from('2026-02-10'), 54);
const [begins, ends] = [span.dayStart[38] ?? 0, span.dayStart[48] ?? 0];
const weather = simulateWeather(span, dice(8));
const dateOf = (day: number) => span.firstDay.add({ days: day });

/** A home and its twin: the same hours, the same people. What is known of the twin's looks is thrown away before each scan. */
interface Twins {
  readonly meters: readonly number[];
  readonly accounts: readonly number[];
  /** What the meter counted, and what files have said so far. */
  readonly truth: Int32Array;
  readonly counts: Int32Array;
  readonly quality: Uint8Array;
}

async function twins(db: DatabasePool, home: number): Promise<Twins> {
  const die = dice(4_000 + home);
  const leak = { from: begins + 30 + 11 * home, until: begins + 130 + 20 * home, pauseHours: home === 2 ? 6 : 0 };
  const leaks = home < 4 ? [{ ...leak, gallonsAnHour: [4, 12, 6, 400][home] ?? 0 }] : [];
  const { gallons } = simulateHours(drawHousehold(die), { span, weather, leaks }, die);
  // One home is shut for good a week before the first scan.
  const truth = Int32Array.from(gallons, (of, hour) => (home === 5 && hour > begins - 150 ? 0 : Math.round(of)));
  const accounts = [];
  const meters = [];
  for (const which of ['1', '2']) {
    const number = { customer: `0000${home}00${which}`, account: `000${home}00${which}` };
    const accountId = await openAccount(db, number);
    accounts.push(accountId);
    meters.push(await installAmiMeter(db, accountId));
  }
  const counts = new Int32Array(span.hours);
  return { meters, accounts, truth, counts, quality: new Uint8Array(span.hours).fill(hourQuality.missing) };
}

/** Stores days of both, from one to another, as they are known now. */
async function store(db: DatabasePool, { meters, counts, quality }: Twins, days: readonly number[]): Promise<void> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return;
  const [from, to] = [span.dayStart[first], span.dayStart[last + 1]];
  const use = { span: hourSpan(zone, dateOf(first), last + 1 - first), register };
  for (const meter of meters) {
    await storeHours(db, meter, { ...use, counts: counts.slice(from, to), quality: quality.slice(from, to) });
  }
}

/** A file brings what the meter counted in some hours; gives their days. */
function bring({ truth, counts, quality }: Twins, from: number, to: number): readonly number[] {
  const hours = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  for (const hour of hours) {
    counts[hour] = truth[hour] ?? 0;
    quality[hour] = hourQuality.measured;
  }
  return hours.map((hour) => span.dayOf[hour] ?? 0);
}

/** What an hour brings to a home: most nights a file of the day before, or of days; seldom one at another hour, or a correction. */
function hourBrings(home: Twins, now: number, die: ReturnType<typeof dice>): readonly number[] {
  const clock = span.hourOfDay[now] ?? 0;
  const missingSince = home.quality.indexOf(hourQuality.missing, begins - 72);
  if (clock === 3 && die.happens(0.8)) return bring(home, missingSince, span.dayStart[span.dayOf[now] ?? 0] ?? 0);
  if (die.happens(0.02)) return bring(home, missingSince, now);
  const hour = now - die.between(1, 200);
  if (die.happens(0.01)) {
    home.counts[hour] = die.between(0, 30);
    home.quality[hour] = die.pick([hourQuality.measured, hourQuality.edited, hourQuality.estimated]);
    return [span.dayOf[hour] ?? 0];
  }
  if (die.happens(0.005)) {
    home.quality.fill(hourQuality.missing, hour, hour + 5);
    return [span.dayOf[hour] ?? 0, span.dayOf[hour + 5] ?? 0];
  }
  return [];
}

async function weatherComes(db: DatabasePool, from: number, to: number): Promise<void> {
  const receivedAt = hourStart(span, span.dayStart[to] ?? 0);
  const file = { station: 'USW00024225', source: 'file', fileName: 'days.csv', sha256: '0'.repeat(64) } as const;
  const days = Array.from({ length: to - from }, (_, index) => ({
    day: dateOf(from + index),
    highTenths: Math.round((weather.highCelsius[from + index] ?? 0) * 10),
  }));
  await insertWeather(db, { ...file, receivedAt, receivedBy: 'test' }, days);
}

/** What is kept and was told of these meters, in their order; not which scan worked a day out last, since a scan that spares a meter does not. */
const keptOf = (db: DatabasePool, meters: readonly number[]) =>
  db.query(
    `select m.place, a.kind, a.began_at, a.last_seen_at, a.gallons_an_hour, a.reads_through, a.created_at,
       a.absorbed_into is not null as absorbed,
       array(select row(d.day, d.gallons)::text from alert_day d where d.alert_id = a.id order by d.day) as days,
       array(select row(t.step, t.count, t.told_at)::text from alert_telling t where t.alert_id = a.id order by t.ordinal) as told
     from unnest($1::bigint[]) with ordinality as m (id, place) join alert a on a.meter_id = m.id
     order by m.place, a.began_at, a.kind, a.id`,
    [meters],
  );

test('hour by hour over days of late, corrected and missing reads, what is kept is what scans of all meters keep', async ({
  db,
}) => {
  const die = dice(1);
  const homes: Twins[] = [];
  for (let home = 0; home < 7; home += 1) homes.push(await twins(db, home));
  for (const home of homes) await store(db, home, bring(home, 0, begins));
  await weatherComes(db, 0, 30);
  const [asIs, always] = [0, 1].map((which) => homes.map(({ meters }) => meters[which] ?? 0));
  const loginId = await openLogin(db);
  for (const accountId of homes.flatMap(({ accounts }) => accounts)) {
    await grantAccess(db, { loginId, accountId, provenBy: 'bill-numbers', now: hourStart(span, 0) });
  }
  let [scans, unchanged] = [0, 0];
  for (let hour = begins; hour < ends; hour += 1) {
    const now = hourStart(span, hour).add({ minutes: 20 });
    const [day, clock] = [span.dayOf[hour] ?? 0, span.hourOfDay[hour] ?? 0];
    for (const home of homes) await store(db, home, hourBrings(home, hour, die));
    if (clock === 9 && day % 3 === 0) await weatherComes(db, day - 9, day - 1);
    if (clock === 10 && day === 42) {
      for (const accountId of homes[4]?.accounts ?? []) {
        const away = { from: dateOf(38), until: dateOf(47), irrigationGoesOn: false };
        await insertVacation(db, { ...away, accountId, loginId, now });
      }
    }
    if (clock === 11 && day === 45) await db.query('update vacation set withdrawn_at = $1', [now]);
    if (clock === 12 && day === 46) {
      await db.query('update account set opened_on = $2 where id = any($1::bigint[])', [
        homes[1]?.accounts,
        dateOf(45),
      ]);
    }
    if (clock === 13 && day === 47) {
      await db.query(
        `update service_point set rate_class = 'COMMERCIAL' where id in
             (select service_point_id from meter_installation where meter_id = any($1::bigint[]))`,
        [homes[6]?.meters],
      );
    }
    // A scan begins each hour, and now and then one is missed; none of those after people and staff said something.
    if ((clock < 10 || clock > 13) && die.happens(0.5)) continue;
    scans += 1;
    await db.query('delete from quiet_look where meter_id = any($1::int[])', [always]);
    unchanged += (await scanForLeaks(db, noticesForTests, { now })).unchanged;
  }
  const kept = await keptOf(db, asIs ?? []);
  expect(kept.length).toBeGreaterThan(3);
  expect(kept).toEqual(await keptOf(db, always ?? []));
  // Of seven homes four have an alert from some day on, and most hours bring nothing.
  expect(unchanged).toBeGreaterThan(5 * scans);
});

test('a meter whose leak was told is not looked at again until hours come, a day begins, or somebody says something of it', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  const loginId = await openLogin(db);
  await grantAccess(db, { loginId, accountId, provenBy: 'bill-numbers', now: hourStart(span, 0) });
  const meterId = await installAmiMeter(db, accountId);
  const leaks = [{ from: '2026-05-10T02:00', gallonsAnHour: 5 }];
  const hoursThrough = (through: string) => storeHousehold(db, meterId, { from: '2026-05-01', through, leaks });
  const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
  const isSpared = async (text: string) => (await scanForLeaks(db, noticesForTests, { now: at(text) })).unchanged === 1;
  await hoursThrough('2026-05-12T06:00');
  // The first scan finds the leak; that it is known is new to the second, and nothing is to the third.
  expect(await isSpared('2026-05-12T07:20')).toBe(false);
  expect(await isSpared('2026-05-12T08:20')).toBe(false);
  expect(await isSpared('2026-05-12T09:20')).toBe(true);
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select id from alert');
  await insertSnooze(db, { alertId: id, loginId, until: at('2026-05-12T14:00'), now: at('2026-05-12T10:00') });
  expect(await isSpared('2026-05-12T10:20')).toBe(false);
  expect(await isSpared('2026-05-12T13:20')).toBe(true);
  expect(await isSpared('2026-05-12T14:20')).toBe(false);
  const said = { kind: 'expected', cause: 'pool', note: '', loginId, since: at('2026-05-10T02:00') } as const;
  await insertResolution(db, id, { ...said, saidAt: at('2026-05-12T15:00') });
  expect(await isSpared('2026-05-12T15:20')).toBe(false);
  expect(await isSpared('2026-05-12T16:20')).toBe(true);
  await hoursThrough('2026-05-12T16:00');
  expect(await isSpared('2026-05-12T17:20')).toBe(false);
  expect(await isSpared('2026-05-12T18:20')).toBe(true);
  expect(await isSpared('2026-05-13T00:20')).toBe(false);
});
