import {
  type ClusterSeen,
  type Hindrance,
  hindrancesOf,
  isByMeter,
  type Move,
  type NodeStanding,
  type Placed,
  placementOf,
} from '../../domain/cluster/index.ts';
import { clusterSeen, movesToDo, nodesStanding, tablesSeen } from '../../store/cluster/index.ts';
import type { Database } from '../../store/database.ts';

export interface ClusterPlan {
  readonly cluster: ClusterSeen;
  readonly nodes: readonly NodeStanding[];
  readonly placed: readonly Placed[];
  readonly hindrances: readonly Hindrance[];
  /** Whether all that is to be distributed is. */
  readonly isApplied: boolean;
  /** Parts that lie on the wrong node, since one was added; of tables that are distributed already. */
  readonly moves: readonly Move[];
}

/** What lies where, what should, and what stands in the way; changes nothing. */
export async function planCluster(db: Database): Promise<ClusterPlan> {
  const cluster = await clusterSeen(db);
  const hasCitus = cluster.created !== undefined;
  const placed = placementOf(await tablesSeen(db, { hasCitus }));
  const nodes = hasCitus ? await nodesStanding(db, cluster.nodes) : [];
  const away = nodes.filter((node) => node.isActive && !node.isReached);
  const hindrances = hindrancesOf(cluster, placed, away);
  const byMeter = placed.filter(({ table }) => isByMeter(table.name));
  const isApplied = byMeter.every(({ table }) => table.lies === 'by-meter');
  const isBegun = byMeter.some(({ table }) => table.lies === 'by-meter');
  const moves = isBegun && hindrances.length === 0 ? await movesToDo(db) : [];
  return { cluster, nodes, placed, hindrances, isApplied, moves };
}
