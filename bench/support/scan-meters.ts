import { type DetectorSettings, findLeaks } from '../../src/domain/leaks/index.ts';
import { hourSpan, hourStart } from '../../src/domain/metering/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { eachMetersUse } from '../../src/store/metering/index.ts';
import { openMigrated, startBenchServer } from './bench-server.ts';
import { readRows, storeFleetHours } from './fleet-hours.ts';

export interface Fleet {
  readonly meters: number;
  readonly days: number;
  readonly zone: string;
  readonly settings: DetectorSettings;
}

export const firstDay = Temporal.PlainDate.from('2026-06-01');

/** Looks at every meter's last days as the nightly scan does, and reads the same rows without looking at them. */
export async function scanMeters(fleet: Fleet): Promise<{ readonly seconds: number; readonly readSeconds: number }> {
  const server = await startBenchServer();
  try {
    const db = await openMigrated(server.url, 'scanned', 2);
    await storeFleet(db, fleet);
    // Once each, so that both find the rows in memory.
    const read = () => readRows(db, { ...fleet, firstDay }, fleet.meters);
    await read();
    const readSeconds = await timed(read);
    const seconds = await timed(() => lookAtFleet(db, fleet));
    await db.close();
    return { seconds, readSeconds };
  } finally {
    await server.stop();
  }
}

const spanOf = ({ zone, days }: Fleet) => hourSpan(zone, firstDay, days);

/** Looks at every meter's last week with the days before it, as the nightly scan does. */
export async function lookAtFleet(db: DatabasePool, fleet: Fleet): Promise<void> {
  let seen = 0;
  const span = spanOf(fleet);
  const lookFrom = hourStart(span, span.dayStart[Math.max(0, fleet.days - 7)] ?? 0);
  await eachMetersUse(db, span, (_, use) => {
    seen += 1;
    findLeaks(use, fleet.settings, { lookFrom });
  });
  if (seen !== fleet.meters) throw new Error(`${seen} meters were looked at`);
}

/** Meters with hours of simulated homes. */
export async function storeFleet(db: DatabasePool, fleet: Fleet): Promise<void> {
  await db.query(
    `insert into meter (serial, size, unit, dials) select 'AMI-' || n, '5/8"', 'gal', 7 from generate_series(1, $1::int) n`,
    [fleet.meters],
  );
  await storeFleetHours(db, { ...fleet, firstDay });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
