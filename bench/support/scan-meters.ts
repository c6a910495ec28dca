import { dice, simulateWeather } from '../../src/domain/household-simulator/index.ts';
import { type DetectorSettings, findLeaks } from '../../src/domain/leaks/index.ts';
import { dayOfDate, hourSpan, hourStart, packDay } from '../../src/domain/metering/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { eachMetersUse } from '../../src/store/intervals.ts';
import { writeDays } from '../../src/store/settled-reads.ts';
import { openMigrated, startBenchServer } from './bench-server.ts';
import { daysBefore, labelledHome } from './labelled-homes.ts';

interface Fleet {
  readonly meters: number;
  readonly days: number;
  readonly zone: string;
  readonly settings: DetectorSettings;
}

/** Homes that are simulated; each stands for many meters. */
const homes = 300;
/** More than a utility has at once. */
const leaking = 0.1;
const metersAtOnce = 1000;

/** Looks at every meter's last days as the nightly scan does, and reads the same rows without looking at them. */
export async function scanMeters(fleet: Fleet): Promise<{ readonly seconds: number; readonly readSeconds: number }> {
  const server = await startBenchServer();
  try {
    const db = await openMigrated(server.url, 'scanned', 2);
    await store(db, fleet);
    // Once each, so that both find the rows in memory.
    await read(db, fleet);
    const readSeconds = await timed(() => read(db, fleet));
    const seconds = await timed(() => look(db, fleet));
    await db.close();
    return { seconds, readSeconds };
  } finally {
    await server.stop();
  }
}

const spanOf = ({ zone, days }: Fleet) => hourSpan(zone, Temporal.PlainDate.from('2026-06-01'), days);

async function look(db: DatabasePool, fleet: Fleet): Promise<void> {
  let seen = 0;
  const span = spanOf(fleet);
  const lookFrom = hourStart(span, span.dayStart[Math.max(0, fleet.days - 7)] ?? 0);
  await eachMetersUse(db, span, (_, use) => {
    seen += 1;
    findLeaks(use, fleet.settings, { lookFrom });
  });
  if (seen !== fleet.meters) throw new Error(`${seen} meters were looked at`);
}

async function read(db: DatabasePool, { meters, days, zone }: Fleet): Promise<void> {
  const { firstDay } = spanOf({ meters, days, zone, settings: {} });
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

async function store(db: DatabasePool, fleet: Fleet): Promise<void> {
  const { meters } = fleet;
  await db.query(
    `insert into meter (serial, size, unit, dials) select 'AMI-' || n, '5/8"', 'gal', 7 from generate_series(1, $1::int) n`,
    [meters],
  );
  await db.query(`insert into interval_channel (meter_id, unit, decimals) select id, 'gal', 0 from meter`);
  const [imported] = await db.query<{ id: number }>(
    `insert into reads_import (file_name, sha256, format, received_at, received_by, finished_at)
     values ('hours.csv', repeat('0', 64), 'csv', now(), 'bench', now()) returning id`,
  );
  const packed = Array.from({ length: homes }, (_, home) => packedHome(fleet, home));
  for (let from = 1; from <= meters; from += metersAtOnce) {
    const ids = Array.from({ length: Math.min(metersAtOnce, meters - from + 1) }, (_, index) => from + index);
    const standing = ids.flatMap((meterId) =>
      (packed[meterId % homes] ?? []).map((one) => ({
        ...one,
        ...{ meterId, importId: imported?.id ?? 0, firstLine: 1, lastLine: 24 },
      })),
    );
    await db.transaction((tx) => writeDays(tx, { standing, said: [], goneStanding: [], goneSaid: [] }));
  }
  await db.query('vacuum analyze meter_day');
}

function packedHome(fleet: Fleet, home: number) {
  const before = daysBefore + 30;
  const shown = spanOf(fleet);
  const span = hourSpan(fleet.zone, shown.firstDay.subtract({ days: before }), before + fleet.days);
  const { use } = labelledHome(home, { span, weather: simulateWeather(span, dice(home)), multiplier: '1', leaking });
  return Array.from({ length: fleet.days }, (_, day) => {
    const [from, to] = [span.dayStart[before + day] ?? 0, span.dayStart[before + day + 1] ?? 0];
    const hours = packDay({ counts: use.counts.slice(from, to), quality: use.quality.slice(from, to) });
    return { day: dayOfDate(shown.firstDay.add({ days: day })), hours };
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
