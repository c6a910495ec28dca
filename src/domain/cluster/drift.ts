import type { NodeSeen } from './hindrances.ts';
import { isByMeter, type Placed, type TableByMeter, tablesByMeter } from './placement.ts';

/** A node, what lies on it, and whether every other node reaches it. */
export interface NodeStanding extends NodeSeen {
  readonly shards: number;
  /** Undefined where a node did not answer. */
  readonly bytes?: number;
  readonly isReached: boolean;
}

/** Parts of the hours that should go to another node, one that was added, say. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly parts: number;
  readonly bytes: number;
}

/** What is known of the distributed tables beside their nodes. */
export interface ShardsSeen {
  /** Tables of months that hold rows of their own, outside the shards: left from before, and dead weight. */
  readonly leftBehind: readonly string[];
  /** Whether the rows of a meter lie together in all the distributed tables. */
  readonly isTogether: boolean;
}

/** What of a cluster is not as it should be. */
export type Drift =
  | { readonly kind: 'not-distributed'; readonly table: TableByMeter }
  | { readonly kind: 'should-stay'; readonly table: string }
  | { readonly kind: 'node-off' | 'node-unreached' | 'node-empty'; readonly node: string }
  | { readonly kind: 'left-behind'; readonly tables: readonly string[] }
  | { readonly kind: 'apart' };

/** Of a cluster that was applied; of one that was not, nothing has drifted. */
export function driftOf(
  placed: readonly Placed[],
  nodes: readonly NodeStanding[],
  { leftBehind, isTogether }: ShardsSeen,
): readonly Drift[] {
  if (!placed.some(({ table }) => isByMeter(table.name) && table.lies === 'by-meter')) return [];
  const lying = new Map(placed.map(({ table }) => [table.name, table.lies]));
  return [
    ...tablesByMeter
      .filter((table) => lying.get(table) !== 'by-meter')
      .map((table): Drift => ({ kind: 'not-distributed', table })),
    ...placed
      .filter(({ table, shouldLie }) => shouldLie === 'coordinator' && table.lies !== 'coordinator')
      .map(({ table }): Drift => ({ kind: 'should-stay', table: table.name })),
    ...nodes.flatMap(driftOfNode),
    ...(leftBehind.length === 0 ? [] : [{ kind: 'left-behind' as const, tables: leftBehind }]),
    ...(isTogether ? [] : [{ kind: 'apart' as const }]),
  ];
}

function driftOfNode({ name, port, isActive, isReached, takesShards, shards }: NodeStanding): readonly Drift[] {
  const node = `${name}:${port}`;
  if (!isActive) return [{ kind: 'node-off', node }];
  if (!isReached) return [{ kind: 'node-unreached', node }];
  return takesShards && shards === 0 ? [{ kind: 'node-empty', node }] : [];
}
