import { dice, simulateWeather } from '../../src/demo/domain/household-simulator/index.ts';
import { dayOfDate, hourSpan, packDay } from '../../src/domain/metering/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { writeDays } from '../../src/store/metering/index.ts';
import { daysBefore, labelledHome } from './labelled-homes.ts';

export interface FleetDays {
  readonly zone: string;
  readonly firstDay: Temporal.PlainDate;
  readonly days: number;
}

/** Homes that are simulated; each stands for many meters. */
const homes = 300;
/** More than a utility has at once. */
const leaking = 0.1;
const metersAtOnce = 1000;

/** Gives every meter an interval channel and the hours of a simulated home. */
export async function storeFleetHours(db: DatabasePool, fleet: FleetDays): Promise<void> {
  const channels = await db.query<{ meter_id: number }>(
    `insert into interval_channel (meter_id, unit, decimals) select id, 'gal', 0 from meter order by id
     returning meter_id::int as meter_id`,
  );
  const [imported] = await db.query<{ id: number }>(
    `insert into reads_import (file_name, sha256, format, received_at, received_by, finished_at)
     values ('hours.csv', repeat('0', 64), 'csv', now(), 'bench', now()) returning id`,
  );
  const packed = Array.from({ length: homes }, (_, home) => packedHome(fleet, home));
  for (let from = 0; from < channels.length; from += metersAtOnce) {
    const standing = channels.slice(from, from + metersAtOnce).flatMap(({ meter_id: meterId }) =>
      (packed[meterId % homes] ?? []).map((one) => ({
        ...one,
        ...{ meterId, importId: imported?.id ?? 0, firstLine: 1, lastLine: 24 },
      })),
    );
    await db.transaction((tx) => writeDays(tx, { standing, said: [], goneStanding: [], goneSaid: [] }));
  }
  await db.query('vacuum analyze meter_day');
}

/** The packed days of a simulated home. */
export function packedHome({ zone, firstDay, days }: FleetDays, home: number) {
  const before = daysBefore + 30;
  const span = hourSpan(zone, firstDay.subtract({ days: before }), before + days);
  const { use } = labelledHome(home, { span, weather: simulateWeather(span, dice(home)), multiplier: '1', leaking });
  return Array.from({ length: days }, (_, day) => {
    const [from, to] = [span.dayStart[before + day] ?? 0, span.dayStart[before + day + 1] ?? 0];
    const hours = packDay({ counts: use.counts.slice(from, to), quality: use.quality.slice(from, to) });
    return { day: dayOfDate(firstDay.add({ days: day })), hours };
  });
}

/** Reads the same rows and does nothing with them, as many meters at once as the measured work. */
export async function readRows(db: DatabasePool, { firstDay, days }: FleetDays, meters: number): Promise<void> {
  let rows = 0;
  for (let from = 1; from <= meters; from += metersAtOnce) {
    const found = await db.query(
      `select meter_id, day - $3::date as index, hours from meter_day
       where meter_id between $1 and $2 and day between $3::date and $4::date order by meter_id`,
      [from, from + metersAtOnce - 1, firstDay, firstDay.add({ days: days - 1 })],
    );
    rows += found.length;
  }
  if (rows !== meters * days) throw new Error(`${rows} rows were read`);
}
