import type { DatabasePool } from '../store/database.ts';
import { startClock } from './clock.ts';
import { demoStart } from './demo.ts';
import { openDemoTables } from './demo-services.ts';
import type { Settings } from './settings.ts';

/** The clock of this installation, the same for portal, worker and every command: a demo's goes on where its town began. */
export async function clockOf(
  { environment, demo }: Pick<Settings, 'environment' | 'demo'>,
  db: DatabasePool,
  openTables = openDemoTables,
): Promise<() => Temporal.Instant> {
  if (environment.CAUDAL_NOW !== undefined || !demo) return startClock(environment.CAUDAL_NOW);
  await openTables(db);
  return startClock(await demoStart(db));
}
