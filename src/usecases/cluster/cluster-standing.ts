import { type Drift, driftOf } from '../../domain/cluster/index.ts';
import { shardsSeen } from '../../store/cluster/index.ts';
import type { Database } from '../../store/database.ts';
import { type ClusterPlan, planCluster } from './plan-cluster.ts';

export interface ClusterStanding extends ClusterPlan {
  readonly drift: readonly Drift[];
}

/** How a cluster stands: its nodes, what lies on each, what is not as it should be. Without Citus there are neither nodes nor drift. */
export async function clusterStanding(db: Database): Promise<ClusterStanding> {
  const plan = await planCluster(db);
  if (plan.cluster.created === undefined) return { ...plan, drift: [] };
  return { ...plan, drift: driftOf(plan.placed, plan.nodes, await shardsSeen(db)) };
}
