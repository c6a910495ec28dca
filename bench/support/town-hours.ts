import { dice, simulateWeather } from '../../src/demo/domain/household-simulator/index.ts';
import { keepSimulatedWeather } from '../../src/demo/usecases/town/keep-simulated-weather.ts';
import { hourSpan } from '../../src/domain/metering/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { ensureMonths } from '../../src/store/metering/index.ts';
import { calculateHomes } from '../../src/usecases/conservation/index.ts';
import { measureForecasts } from '../../src/usecases/forecast/index.ts';
import { referenceUtility } from '../../test/support/web-deps.ts';
import { packedHome } from './fleet-hours.ts';

export interface TownHours {
  readonly firstDay: Temporal.PlainDate;
  readonly days: number;
  /** Homes that are simulated; each stands for many meters. */
  readonly homes: number;
}

/** Thirteen months that end with the day before that of the bench's pages. */
export const yearOfHours: TownHours = { firstDay: Temporal.PlainDate.from('2025-04-01'), days: 401, homes: 36 };

/** The morning of the day on which the pages are asked. */
const now = Temporal.Instant.from('2026-05-07T12:00:00Z');

/**
 * Gives every meter of a town its hours, and the town its weather; then what jobs make of them for pages: how wrong forecasts
 * were, and what similar homes use. Rows lie as nights bring them: a day of all meters after the other.
 */
export async function seedHours(db: DatabasePool, { firstDay, days, homes }: TownHours = yearOfHours): Promise<void> {
  const zone = referenceUtility.time_zone;
  const packed = Array.from({ length: homes }, (_, home) => packedHome({ zone, firstDay, days }, home));
  const dates = Array.from({ length: days }, (_, day) => firstDay.add({ days: day }));
  await ensureMonths(db, dates);
  await db.query(`insert into interval_channel (meter_id, unit, decimals) select id, 'gal', 0 from meter order by id`);
  await db.query(
    `insert into reads_import (file_name, sha256, format, received_at, received_by, finished_at)
     values ('hours.csv', repeat('0', 64), 'csv', $1, 'bench', $1)`,
    [now],
  );
  await db.transaction(async (tx) => {
    for (const [index, day] of dates.entries()) {
      const hours = packed.map((home) => Buffer.from(home[index]?.hours ?? []).toString('hex'));
      await tx.query(
        `insert into meter_day (meter_id, day, import_id, first_line, last_line, hours)
         select m.id, $1, i.id, 1, 24, decode(($2::text[])[m.id % $3 + 1], 'hex')
         from meter m cross join reads_import i`,
        [day, hours, homes],
      );
    }
  });
  const weather = simulateWeather(hourSpan(zone, firstDay, days), dice(1905));
  await keepSimulatedWeather(db, weather, { firstDay, days, now });
  await db.query('vacuum analyze');
  await measureForecasts(db, { zone, today: firstDay.add({ days }) });
  await calculateHomes(db, referenceUtility, now);
}
