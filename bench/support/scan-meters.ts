import type { DetectorSettings } from '../../src/domain/leaks/index.ts';
import { hourSpan, hourStart } from '../../src/domain/metering/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { eachMetersUse } from '../../src/store/metering/index.ts';
import { lookAtMeters } from '../../src/usecases/alerts/index.ts';
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
export async function scanMeters(fleet: Fleet): Promise<{ readonly scan: Took; readonly read: Took }> {
  const server = await startBenchServer();
  try {
    const db = await openMigrated(server.url, 'scanned', 2);
    await storeFleet(db, fleet);
    // Once each, so that both find the rows in memory.
    const read = () => readRows(db, { ...fleet, firstDay }, fleet.meters);
    await read();
    const took = { read: await timed(read), scan: await timed(() => lookAtFleet(db, fleet)) };
    await db.close();
    return took;
  } finally {
    await server.stop();
  }
}

const spanOf = ({ zone, days }: Fleet) => hourSpan(zone, firstDay, days);

/** Looks at every meter's last week with the days before it, as the nightly scan does. */
export async function lookAtFleet(db: DatabasePool, fleet: Fleet): Promise<void> {
  let seen = 0;
  let found = 0;
  const span = spanOf(fleet);
  const lookFrom = hourStart(span, span.dayStart[Math.max(0, fleet.days - 7)] ?? 0);
  const unknown = () => new Float64Array(fleet.days).fill(Number.NaN);
  await lookAtMeters<undefined>(
    { span, lookFrom, weather: { highCelsius: unknown(), rainMillimetres: unknown() } },
    (look) => eachMetersUse(db, span, (_, use) => look(undefined, { use, settings: fleet.settings, context: {} })),
    async (_, findings) => {
      seen += 1;
      found += findings.length;
    },
  );
  if (seen !== fleet.meters || found === 0) throw new Error(`${seen} meters were looked at, ${found} found`);
}

/** Meters with hours of simulated homes. */
export async function storeFleet(db: DatabasePool, fleet: Fleet): Promise<void> {
  await db.query(
    `insert into meter (serial, size, unit, dials) select 'AMI-' || n, '5/8"', 'gal', 7 from generate_series(1, $1::int) n`,
    [fleet.meters],
  );
  await storeFleetHours(db, { ...fleet, firstDay });
}

/** By the clock, and processor time of this process with all its threads, without PostgreSQL's. */
interface Took {
  readonly seconds: number;
  readonly processorSeconds: number;
}

async function timed(work: () => Promise<void>): Promise<Took> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - began) / 1000, processorSeconds: (user + system) / 1e6 };
}
