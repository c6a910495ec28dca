import { describe, expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { storeHours } from '../../../test/support/hourly-use.ts';
import { hourQuality, hourSpan } from '../../domain/metering/index.ts';
import { eachMetersUse, hourlyUseOf } from './intervals.ts';

const zone = 'America/Los_Angeles';
const register = { unit: 'gal', multiplier: '0.1' } as const;
const span = (from: string, days: number) => hourSpan(zone, Temporal.PlainDate.from(from), days);

async function meters(db: Parameters<typeof hourlyUseOf>[0], howMany: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `insert into meter (serial, size, unit, dials) select 'H-' || n, '5/8"', 'gal', 7 from generate_series(1, $1::int) n
     returning id`,
    [howMany],
  );
  return rows.map((row) => row.id);
}

describe('stored hours', () => {
  test('come back over any span, across the months and the day of 25 hours; what is not there is missing', async ({
    db,
  }) => {
    const [meter = 0] = await meters(db, 1);
    const stored = span('2026-10-30', 4);
    const counts = Int32Array.from({ length: stored.hours }, (_, hour) => hour);
    await storeHours(db, meter, { span: stored, register, counts, quality: new Uint8Array(stored.hours) });

    const use = await hourlyUseOf(db, meter, span('2026-10-31', 4));
    expect(use?.register).toEqual(register);
    expect([...(use?.counts.slice(0, 73) ?? [])]).toEqual([...counts.slice(24)]);
    expect(use?.quality[72]).toBe(hourQuality.measured);
    expect(use?.quality[73]).toBe(hourQuality.missing);
  });

  test('a meter without interval reads has no use, rather than a use of 0', async ({ db }) => {
    const [meter = 0] = await meters(db, 1);
    expect(await hourlyUseOf(db, meter, span('2026-10-30', 1))).toBeUndefined();
  });

  test('are scanned meter by meter, each seeing only its own', async ({ db }) => {
    const [one = 0, two = 0, silent = 0] = await meters(db, 3);
    const week = span('2026-06-01', 7);
    const quality = new Uint8Array(week.hours);
    await storeHours(db, one, { span: week, register, counts: new Int32Array(week.hours).fill(3), quality });
    await storeHours(db, two, { span: week, register, counts: new Int32Array(week.hours).fill(5), quality });
    await db.query(`insert into interval_channel values ($1, 'gal', 0)`, [silent]);
    const seen: [number, number, number][] = [];
    await eachMetersUse(db, week, (meter, use) => {
      seen.push([meter, use.counts.reduce((sum, count) => sum + count, 0), use.quality[0] ?? -1]);
    });
    expect(seen).toEqual([
      [one, 3 * 168, hourQuality.measured],
      [two, 5 * 168, hourQuality.measured],
      [silent, 0, hourQuality.missing],
    ]);
  });
});
