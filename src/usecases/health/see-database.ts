import type { Database } from '../../store/database.ts';
import {
  administrators,
  lastMigration,
  packagesSeen,
  queueStanding,
  secondsSinceBeat,
  serverSeen,
} from '../../store/health/index.ts';
import { planCluster } from '../cluster/index.ts';
import type { DatabaseSeen } from './finding.ts';

/** Looks at the database without changing anything in it; one that is empty or away is a finding like others. */
export async function seeDatabase(db: Database, now: () => Temporal.Instant): Promise<DatabaseSeen | { away: string }> {
  try {
    const before = now();
    const seen = await serverSeen(db);
    const ours = seen.hasTables
      ? {
          lastMigration: await lastMigration(db),
          administrators: await administrators(db),
          workerSeconds: await secondsSinceBeat(db).catch(() => undefined),
          queue: await queueStanding(db).catch(() => undefined),
          packages: await packagesSeen(db).catch(() => undefined),
          nodesAway: await nodesAway(db).catch(() => undefined),
        }
      : undefined;
    return {
      version: seen.version,
      isSuperuser: seen.isSuperuser,
      isEncrypted: seen.isEncrypted,
      isLocal: seen.isLocal,
      fsync: seen.fsync,
      secondsAhead: seen.now.since(before).total('seconds'),
      lastMigration: ours?.lastMigration,
      administrators: ours?.administrators ?? 0,
      workerSeconds: ours?.workerSeconds,
      queueSeconds: ours?.queue?.oldestSeconds ?? 0,
      dead: ours?.queue?.dead ?? 0,
      packages: ours?.packages,
      nodesAway: ours?.nodesAway,
      archive: { isOn: seen.isArchiving, lastSeconds: seen.archivedSeconds, isFailing: seen.isArchiveFailing },
    };
  } catch (error) {
    if (error instanceof AggregateError) return { away: error.errors.map(String).join('; ') };
    return { away: error instanceof Error ? error.message : String(error) };
  }
}

async function nodesAway(db: Database): Promise<readonly string[] | undefined> {
  const { cluster, nodes } = await planCluster(db);
  if (cluster.created === undefined) return undefined;
  return nodes.flatMap(({ name, port, isReached }) => (isReached ? [] : [`${name}:${port}`]));
}
