import { type Drift, driftOf, type NodeStanding } from '../../domain/cluster/index.ts';
import { nodesStanding, shardsSeen } from '../../store/cluster/index.ts';
import type { Database } from '../../store/database.ts';
import { type ClusterPlan, planCluster } from './plan-cluster.ts';

export interface ClusterStanding extends ClusterPlan {
  readonly nodes: readonly NodeStanding[];
  readonly drift: readonly Drift[];
}

/** How a cluster stands: its nodes, what lies on each, what is not as it should be. Without Citus there are neither nodes nor drift. */
export async function clusterStanding(db: Database): Promise<ClusterStanding> {
  const plan = await planCluster(db);
  if (plan.cluster.created === undefined) return { ...plan, nodes: [], drift: [] };
  const nodes = await nodesStanding(db, plan.cluster.nodes);
  return { ...plan, nodes, drift: driftOf(plan.placed, nodes, await shardsSeen(db)) };
}
