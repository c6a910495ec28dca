import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { storeHours } from '../../../test/support/hourly-use.ts';
import { installAmiMeter, noticesForTests } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { household, writtenHours } from '../../../test/support/written-hours.ts';
import { type AlertChoices, usualChoices } from '../../domain/alerts/index.ts';
import { insertVacation, saveChoices } from '../../store/alerts/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { insertWeather } from '../../store/weather/index.ts';
import { scanForLeaks } from './index.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const morningOf = (day: string) => Temporal.Instant.from(`${day}T16:00:00Z`);

/** A home with a login that wants to hear about these kinds. */
async function home(db: DatabasePool, choices: Partial<AlertChoices>) {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const loginId = await registered(db, accountId);
  const now = morningOf('2026-05-01');
  await saveChoices(db, { accountId, loginId }, { choices: { ...usualChoices, ...choices }, now });
  /** Stores hours from 1 May on and scans on the morning after the last. */
  const scan = async (days: number, gallons: (day: number, clock: number) => number) => {
    await storeHours(db, meterId, writtenHours('2026-05-01', days, gallons));
    const through = date('2026-05-01').add({ days });
    return scanForLeaks(db, noticesForTests, { now: morningOf(`${through}`) });
  };
  return { accountId, loginId, scan };
}

const mildWeather = (db: DatabasePool, days: number) =>
  insertWeather(
    db,
    {
      station: 'USW00024225',
      source: 'file',
      fileName: 'mild.csv',
      sha256: '0'.repeat(64),
      receivedAt: morningOf('2026-05-01'),
      receivedBy: 'test',
    },
    Array.from({ length: days }, (_, day) => ({ day: date('2026-05-01').add({ days: day }), highTenths: 210 })),
  );

const told = async (db: DatabasePool) =>
  (await db.query<{ event: string; subject: string }>('select event, subject from notice order by id')).map(
    ({ event, subject }) => `${event}: ${subject}`,
  );

test('water in a home that was said to be empty is told, and that it stopped; a vacation taken back is not watched', async ({
  db,
}) => {
  const { accountId, loginId, scan } = await home(db, { kinds: ['vacation'] });
  const vacation = { from: date('2026-05-11'), until: date('2026-05-20'), irrigationGoesOn: false };
  await insertVacation(db, { ...vacation, accountId, loginId, now: morningOf('2026-05-09') });
  const runs = (until: number) => (day: number, clock: number) =>
    day < 10 ? household(clock) : day >= 12 && day < until && clock >= 9 ? 4 : 0;
  await scan(12, runs(99));
  expect(await told(db)).toEqual([]);
  await scan(13, runs(99));
  await scan(13, runs(99));
  expect(await told(db)).toEqual(['alert.began: Se usa agua en su casa en su ausencia']);
  await scan(15, runs(13));
  expect(await told(db)).toHaveLength(2);
  await db.query(`update vacation set withdrawn_at = told_at`);
  const { withFindings } = await scan(16, (day, clock) => (day < 10 ? household(clock) : day >= 15 ? 4 : 0));
  expect(withFindings).toBe(0);
});

test('a meter through which nothing runs is told once, also when the days before have left the scan', async ({
  db,
}) => {
  const { scan } = await home(db, { kinds: ['no-flow'] });
  const stopped = (until: number) => (day: number, clock: number) => (day < 28 || day >= until ? household(clock) : 0);
  await scan(34, stopped(99));
  expect(await told(db)).toEqual([]);
  for (const days of [37, 50, 66]) await scan(days, stopped(99));
  expect((await told(db)).filter((line) => line.startsWith('alert.began'))).toEqual([
    'alert.began: No pasa agua por su medidor',
  ]);
  expect((await told(db)).some((line) => line.startsWith('alert.stopped'))).toBe(false);
  await scan(69, stopped(66));
  expect((await told(db)).at(-1)).toMatch(/^alert\.stopped/);
});

test('a small leak that pauses every night is one alert for as long as it runs, and is told when it stops', async ({
  db,
}) => {
  const { scan } = await home(db, { kinds: ['leak'] });
  await mildWeather(db, 80);
  const pausing = (until: number) => (day: number, clock: number) =>
    household(clock) + (day >= 30 && day < until && (clock >= 8 || clock < 1) ? 5 : 0);
  await scan(30, pausing(99));
  expect(await told(db)).toEqual([]);
  // Five weeks after it began, no day that a scan reads is without it.
  for (const days of [32, 37, 42, 47, 52, 57, 62, 67]) await scan(days, pausing(99));
  const began = (lines: readonly string[]) => lines.filter((line) => line.startsWith('alert.began'));
  expect(began(await told(db))).toHaveLength(1);
  expect((await told(db)).some((line) => line.startsWith('alert.stopped'))).toBe(false);
  await scan(70, pausing(67));
  expect((await told(db)).at(-1)).toMatch(/^alert\.stopped/);
  expect(began(await told(db))).toHaveLength(1);
});

test('a week far above the home’s own habit is told once to who set no most for a day', async ({ db }) => {
  const { scan } = await home(db, { kinds: ['high-use'] });
  const watered = (day: number, clock: number) => household(clock) + (day >= 28 && clock === 5 ? 260 : 0);
  await scan(28, watered);
  expect(await told(db)).toEqual([]);
  await scan(36, watered);
  await scan(37, watered);
  await scan(38, watered);
  expect(await told(db)).toEqual(['alert.high-week: Está usando más agua que de costumbre']);
  expect(await db.query('select kind, about from threshold_telling')).toEqual([
    { kind: 'high-use', about: 'week 2026-05-29' },
  ]);
});

test('who set a limit for a day hears of days, not of weeks', async ({ db }) => {
  const { scan } = await home(db, { kinds: ['high-use'], dailyUse: '900' });
  await scan(36, (day, clock) => household(clock) + (day >= 28 && clock === 5 ? 260 : 0));
  expect(await told(db)).toEqual([]);
});
