import {
  type ClusterSeen,
  type Hindrance,
  hindrancesOf,
  isByMeter,
  type Placed,
  placementOf,
} from '../../domain/cluster/index.ts';
import { clusterSeen, tablesSeen } from '../../store/cluster/index.ts';
import type { Database } from '../../store/database.ts';

export interface ClusterPlan {
  readonly cluster: ClusterSeen;
  readonly placed: readonly Placed[];
  readonly hindrances: readonly Hindrance[];
  /** Whether all that is to be distributed is. */
  readonly isApplied: boolean;
}

/** What lies where, what should, and what stands in the way; changes nothing. */
export async function planCluster(db: Database): Promise<ClusterPlan> {
  const cluster = await clusterSeen(db);
  const placed = placementOf(await tablesSeen(db, { hasCitus: cluster.created !== undefined }));
  return {
    cluster,
    placed,
    hindrances: hindrancesOf(cluster, placed),
    isApplied: placed.every(({ table }) => !isByMeter(table.name) || table.lies === 'by-meter'),
  };
}
